"use client";
import { useEffect } from "react";
import { Button } from "../ui/button";

/**
 * Left and right turn the slides; down, PageDown and the space bar first show what is below the edge of
 * the screen, up and PageUp what is above. F fills the screen. Typing, and reading what was wrong, stay
 * what they are.
 */
export function SlideKeys() {
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
        if (!scrolled(key))
          document.querySelector<HTMLAnchorElement>(`a[data-slide="${turn}"]`)?.click();
        return;
      }
      const link = key && document.querySelector<HTMLAnchorElement>(`a[data-slide="${key}"]`);
      if (!link) return;
      event.preventDefault();
      link.click();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  return (
    <Button onClick={fill} aria-keyshortcuts="F" className="max-sm:hidden">
      全屏（F）
    </Button>
  );
}

// What went wrong with a form is read with the arrow keys too.
const TYPING = "input, textarea, select, [role=alert]";
const PRESSED = "a, button, summary";

const KEYS: Record<string, "next" | "previous" | "first" | "last" | "down" | "up" | "fill"> = {
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
