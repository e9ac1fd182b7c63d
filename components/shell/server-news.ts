"use client";
import { useEffect, useRef } from "react";
import { paths } from "@/lib/paths";

/** Told to the page when a message comes, for lists that draw themselves anew. */
export const MESSAGE_EVENT = "portal:message";

/** Told to the page when the plan has moved on, for boards that draw themselves anew. */
export const PLAN_EVENT = "portal:plan";
/** Which plan stands at which revision, and over how many ms the pages of all readers spread. */
export type PlanNews = { plan: number; revision: number; spread: number };

/**
 * Listens to the server while the page is looked at, and passes on to it what is told: a page in the
 * background holds no connection, of which a browser has six. `count` hears the number of unread
 * messages, and the one before.
 */
export function useServerNews(count?: (now: number, before: number | null) => void) {
  const listener = useRef(count);
  useEffect(() => {
    listener.current = count;
  });
  useEffect(() => {
    let source: EventSource | null = null;
    let known: number | null = null;
    function receive(event: MessageEvent<string>) {
      const now = Number(event.data);
      listener.current?.(now, known);
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
}

/** Keeps a page without the bell told of what moves the plan on. */
export function ServerNews() {
  useServerNews();
  return null;
}
