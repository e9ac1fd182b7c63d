"use client";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { followedLink, isJump } from "@/components/ui/followed-link";

/** A page that takes longer than this shows that it is coming, in milliseconds. */
const LATE = 300;

/**
 * Follows the portal's plain links without loading the page anew: one listener instead of one
 * component a link. New tabs, downloads, files, other hosts and jumps inside the page stay the
 * browser's. A page that does not come this way (no answer, or one that is no page) is loaded whole
 * by Next. Stands outside of `main`, whose news is held back while it is busy.
 */
export function SoftNavigation() {
  const router = useRouter();
  const [going, start] = useTransition();
  const late = useLate(going);
  const here = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu is drawn anew with every page
  useEffect(showCurrent, [here]);
  useEffect(() => {
    function follow(event: MouseEvent) {
      const href = softTarget(event);
      if (href === null) return;
      event.preventDefault();
      start(() => router.push(href));
    }
    document.addEventListener("click", follow);
    return () => document.removeEventListener("click", follow);
  }, [router]);
  useEffect(() => {
    const main = document.querySelector("main");
    if (!late || !main) return;
    main.ariaBusy = "true";
    return () => main.removeAttribute("aria-busy");
  }, [late]);
  return (
    <>
      {late && <div aria-hidden="true" className="on-the-way screen-only" />}
      <p role="status" className="sr-only">
        {late && "正在打开页面…"}
      </p>
    </>
  );
}

/** Brings the menu's entry of this page into sight where the menu is longer than its column. */
function showCurrent() {
  const menu = document.getElementById("all-pages");
  const entry = menu?.querySelector('[aria-current="page"]');
  if (!menu || !entry) return;
  const { top, bottom } = menu.getBoundingClientRect();
  const at = entry.getBoundingClientRect();
  if (at.top < top || at.bottom > bottom) {
    menu.scrollTop += (at.top + at.bottom - top - bottom) / 2;
  }
}

function useLate(going: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!going) return;
    const timer = setTimeout(() => setLate(true), LATE);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [going]);
  return late;
}

function softTarget(event: MouseEvent): string | null {
  const url = event.defaultPrevented ? null : followedLink(event);
  if (!url || url.origin !== location.origin || url.pathname.startsWith("/api/")) return null;
  return isJump(url) ? null : url.pathname + url.search + url.hash;
}
