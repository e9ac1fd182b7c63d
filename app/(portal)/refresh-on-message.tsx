"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { MESSAGE_EVENT } from "@/components/shell/server-news";
import { drawAnew } from "./live-board";

/** Draws the page anew when a message comes; what is being typed stays. */
export function RefreshOnMessage() {
  const router = useRouter();
  useEffect(() => {
    const refresh = () => drawAnew(router);
    window.addEventListener(MESSAGE_EVENT, refresh);
    return () => window.removeEventListener(MESSAGE_EVENT, refresh);
  }, [router]);
  return null;
}
