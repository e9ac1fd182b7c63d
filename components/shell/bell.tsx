"use client";
import { useEffect, useState } from "react";
import { paths } from "@/lib/paths";
import { Icon } from "../ui/icon";
import { Link } from "../ui/link";

/** Told to the page when a message comes, for lists that draw themselves anew. */
export const MESSAGE_EVENT = "portal:message";

/** Told to the page when the plan has moved on, for boards that draw themselves anew. */
export const PLAN_EVENT = "portal:plan";
/** Which plan stands at which revision, and over how many ms the pages of all readers spread. */
export type PlanNews = { plan: number; revision: number; spread: number };

/**
 * 消息 with the number not read yet, kept up to date while the page is looked at: a page in the
 * background holds no connection, of which a browser has six.
 */
export function Bell({ unread }: { unread: number }) {
  const [count, setCount] = useState(unread);
  const [drawn, setDrawn] = useState(unread);
  const [news, setNews] = useState("");
  if (drawn !== unread) {
    setDrawn(unread);
    setCount(unread);
  }
  useEffect(() => {
    let source: EventSource | null = null;
    let known: number | null = null;
    function receive(event: MessageEvent<string>) {
      const now = Number(event.data);
      setCount(now);
      if (known !== null && now > known) setNews(`有新消息，共 ${now} 条未读`);
      if (known !== null && now !== known) window.dispatchEvent(new Event(MESSAGE_EVENT));
      known = now;
    }
    function tell(event: MessageEvent<string>) {
      const detail: PlanNews = JSON.parse(event.data);
      window.dispatchEvent(new CustomEvent(PLAN_EVENT, { detail }));
    }
    function follow() {
      if (document.hidden) {
        source?.close();
        source = null;
      } else if (!source) {
        source = new EventSource(paths.events());
        source.addEventListener("unread", receive);
        source.addEventListener("plan", tell);
      }
    }
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      source?.close();
    };
  }, []);
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
