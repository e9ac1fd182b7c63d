"use client";
import { useState } from "react";
import { paths } from "@/lib/paths";
import { Icon } from "../ui/icon";
import { Link } from "../ui/link";
import { useServerNews } from "./server-news";

/** 消息 with the number not read yet, kept up to date while the page is looked at. */
export function Bell({ unread }: { unread: number }) {
  const [count, setCount] = useState(unread);
  const [drawn, setDrawn] = useState(unread);
  const [news, setNews] = useState("");
  if (drawn !== unread) {
    setDrawn(unread);
    setCount(unread);
  }
  useServerNews((now, before) => {
    setCount(now);
    if (before !== null && now > before) setNews(`有新消息，共 ${now} 条未读`);
  });
  return (
    <>
      <Link
        href={paths.notifications()}
        aria-label={count > 0 ? `消息，${count} 条未读` : "消息，没有未读"}
        className="relative grid size-9 place-items-center rounded-full border border-line hover:bg-sunken"
      >
        <Icon name="bell" />
        {count > 0 && (
          <span
            aria-hidden="true"
            className="absolute -top-1 -right-1 min-w-5 rounded-full bg-red-fill px-1 text-center text-white text-xs"
          >
            {count > 99 ? "99+" : count}
          </span>
        )}
      </Link>
      <span role="status" className="sr-only">
        {news}
      </span>
    </>
  );
}
