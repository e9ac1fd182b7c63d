"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect } from "react";

/**
 * Brings the item an address names (#report-12) into sight: unfolds what it is folded in, marks it, and
 * gives it the focus, so that a keyboard goes on from there. The browser alone does none of the three for
 * a page that came without loading anew.
 */
export function Landing() {
  const place = `${usePathname()}?${useSearchParams()}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page may hold what is named
  useEffect(() => {
    land();
    window.addEventListener("hashchange", land);
    return () => window.removeEventListener("hashchange", land);
  }, [place]);
  return null;
}

const MARK = "data-landed";

function land() {
  document.querySelector(`[${MARK}]`)?.removeAttribute(MARK);
  // An item has a number after its noun; parts of a page, which have none, are the browser's to find.
  const id = /^#([a-z]+-[\w-]+)$/.exec(location.hash)?.[1];
  const item = id && document.querySelector<HTMLElement>(`main #${CSS.escape(id)}`);
  if (!item) return;
  for (let part = item.parentElement; part; part = part.parentElement) {
    if (part instanceof HTMLDetailsElement) part.open = true;
  }
  item.setAttribute(MARK, "");
  item.tabIndex = -1;
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "start" });
}
