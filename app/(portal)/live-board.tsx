"use client";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { PLAN_EVENT, type PlanNews } from "@/components/shell/server-news";
import { shanghaiClock } from "@/lib/format";
import { RESTING_COOKIE } from "@/lib/paths";
import { SteadyDrawing } from "./steady-drawing";

/** At the most one drawing a second, however many changes there are. */
const PAUSE = 1_000;
/** After these ms without the awaited board it is asked for again. */
const PATIENCE = 5_000;
const SHOWN_FOR = 5_000;

/**
 * Keeps a board of today up to date: whatever moves the plan on shows within a second, unless
 * somebody is typing on this page. Nothing but the news that there is news comes over the wire; the
 * page is asked for again and is answered by what its reader may see.
 */
export function LiveBoard({
  plan,
  revision,
  onSlides = false,
}: {
  plan: number;
  revision: number;
  /** where the bar of the slides stands at the bottom */
  onSlides?: boolean;
}) {
  const router = useRouter();
  const shown = useRef({ plan, revision });
  const [news, setNews] = useState("");
  useEffect(() => {
    shown.current = { plan, revision };
  }, [plan, revision]);
  useEffect(() => {
    let wanted = shown.current;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    function receive(event: Event) {
      const { plan, revision, spread } = (event as CustomEvent<PlanNews>).detail;
      if (!isNewer({ plan, revision }, wanted)) return;
      wanted = { plan, revision };
      timer ??= setTimeout(run, Math.max(Math.random() * spread, last + PAUSE - Date.now()));
    }
    function run() {
      timer = undefined;
      if (!isNewer(wanted, shown.current)) return;
      const typing = isTyping();
      timer = setTimeout(run, typing ? PAUSE : PATIENCE);
      if (typing) return;
      last = Date.now();
      drawAnew(router);
    }
    window.addEventListener(PLAN_EVENT, receive);
    return () => {
      window.removeEventListener(PLAN_EVENT, receive);
      clearTimeout(timer);
    };
  }, [router]);
  useEffect(() => {
    if (news === "") return;
    const timer = setTimeout(() => setNews(""), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [news]);
  const announce = useCallback(() => setNews(`看板已更新 ${shanghaiClock(new Date())}`), []);
  return (
    <>
      <SteadyDrawing drawn={`${plan}.${revision}`} onDrawn={announce} />
      <p
        role="status"
        className={`card screen-only pointer-events-none fixed right-3 z-30 px-3 py-1.5 text-ink-2 text-sm shadow-lg empty:hidden ${onSlides ? "top-3" : "bottom-20 lg:bottom-4"}`}
      >
        {news}
      </p>
    </>
  );
}

/** Draws the page anew unasked: it does not count as using the portal. */
export function drawAnew(router: ReturnType<typeof useRouter>) {
  // biome-ignore lint/suspicious/noDocumentCookie: older browsers have no other way
  document.cookie = `${RESTING_COOKIE}=1; path=/; max-age=3; samesite=lax`;
  router.refresh();
}

type Standing = { plan: number; revision: number };

function isNewer(a: Standing, b: Standing): boolean {
  return a.plan === b.plan && a.revision > b.revision;
}

const WRITTEN = "textarea, select, [contenteditable], input:not([type=hidden])";
const TICKED = ["checkbox", "radio", "button", "submit"];

/** Somebody writes in a field, or has written something that is not sent yet. */
function isTyping(): boolean {
  const active = document.activeElement;
  if (active?.matches(WRITTEN) && !TICKED.includes(active.getAttribute("type") ?? "")) return true;
  return [...document.querySelectorAll<HTMLElement>(`main :is(${WRITTEN})`)].some((field) => {
    if (field instanceof HTMLSelectElement) {
      const given = [...field.options].findIndex((option) => option.defaultSelected);
      return field.selectedIndex !== Math.max(0, given);
    }
    if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
    if (!(field instanceof HTMLInputElement)) return false;
    return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
  });
}
