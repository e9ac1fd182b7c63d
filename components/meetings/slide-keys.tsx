"use client";
import { useEffect } from "react";
import { Button } from "../ui/button";

/** Arrow keys turn the slides, F fills the screen; typing, and reading what was wrong, stay what they are. */
export function SlideKeys() {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target;
      if (target instanceof Element && target.closest(TYPING)) return;
      const key = KEYS[event.key];
      if (key === "fill") return fill();
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

const KEYS: Record<string, "next" | "previous" | "first" | "last" | "fill"> = {
  ArrowRight: "next",
  ArrowDown: "next",
  PageDown: "next",
  ArrowLeft: "previous",
  ArrowUp: "previous",
  PageUp: "previous",
  Home: "first",
  End: "last",
  f: "fill",
  F: "fill",
};

function fill() {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void document.documentElement.requestFullscreen?.();
}
