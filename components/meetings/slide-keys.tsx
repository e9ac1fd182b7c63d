"use client";
import { useEffect, useRef } from "react";
import { Button } from "../ui/button";

/**
 * Left and right turn the slides; down, PageDown and the space bar first show what is below the edge of
 * the screen, up and PageUp what is above. F fills the screen. Typing, and reading what was wrong, stay
 * what they are.
 */
export function SlideKeys({ slide, last }: { slide: number; last: number }) {
  const shown = useRef(slide);
  shown.current = slide;
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target;
      if (target instanceof Element && target.closest(TYPING)) return;
      if (event.key === " " && target instanceof Element && target.closest(PRESSED)) return;
      const back = event.key === " " && event.shiftKey;
      const key = back ? "up" : KEYS[event.key];
      if (key === "fill") return fill();
      if (key === "down" || key === "up") {
        event.preventDefault();
        const turn = key === "down" ? "next" : "previous";
        if (!scrolled(key)) turnTo(turn);
        return;
      }
      if (!key) return;
      event.preventDefault();
      turnTo(key);
    }
    // Presses that are quicker than the slides count on from where the last one led, unless what is
    // shown meanwhile is on no way there: a link was followed.
    let led = { to: 0, at: 0, by: new Set<number>() };
    function turnTo(turn: Turn) {
      const following = Date.now() - led.at < QUICK && led.by.has(shown.current);
      const now = following ? led.to : shown.current;
      const to = Math.min(
        last,
        Math.max(0, { next: now + 1, previous: now - 1, first: 0, last }[turn]),
      );
      if (to === now) return;
      led = { to, at: Date.now(), by: new Set([...(following ? led.by : []), now, to]) };
      const link = document.querySelector<HTMLAnchorElement>("a[data-slide]");
      if (!link) return;
      const address = new URL(link.href);
      address.searchParams.set("slide", String(to));
      link.href = address.href;
      link.click();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [last]);
  return (
    <Button onClick={fill} aria-keyshortcuts="F" className="max-sm:hidden">
      全屏（F）
    </Button>
  );
}

// What went wrong with a form is read with the arrow keys too.
const TYPING = "input, textarea, select, [role=alert]";
const PRESSED = "a, button, summary";

type Turn = "next" | "previous" | "first" | "last";

/** How long a slide may take to come, in milliseconds; after it what is shown counts. */
const QUICK = 1_500;

const KEYS: Record<string, Turn | "down" | "up" | "fill"> = {
  ArrowRight: "next",
  ArrowLeft: "previous",
  ArrowDown: "down",
  PageDown: "down",
  " ": "down",
  ArrowUp: "up",
  PageUp: "up",
  Home: "first",
  End: "last",
  f: "fill",
  F: "fill",
};

// What stays in sight when a screenful is scrolled, besides the bar at the bottom.
const OVERLAP = 48;

/** Scrolls a screenful; false where there is nothing more in that direction. */
function scrolled(way: "down" | "up"): boolean {
  const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
  const left = way === "down" ? scrollHeight - clientHeight - scrollTop : scrollTop;
  // Fractions of a pixel stay over on screens that are scaled.
  if (left <= 2) return false;
  const bar = document.querySelector("nav[aria-label=幻灯片]")?.getBoundingClientRect().height ?? 0;
  const screenful = clientHeight - bar - OVERLAP;
  window.scrollBy({ top: way === "down" ? screenful : -screenful, behavior: "instant" });
  return true;
}

function fill() {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void document.documentElement.requestFullscreen?.();
}
