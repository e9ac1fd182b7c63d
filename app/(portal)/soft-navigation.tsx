"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

/**
 * Follows the portal's plain links without loading the page anew: one listener instead of one
 * component a link. New tabs, downloads, files, other hosts and jumps inside the page stay the browser's.
 */
export function SoftNavigation() {
  const router = useRouter();
  useEffect(() => {
    function follow(event: MouseEvent) {
      const href = softTarget(event);
      if (href === null) return;
      event.preventDefault();
      router.push(href);
    }
    document.addEventListener("click", follow);
    return () => document.removeEventListener("click", follow);
  }, [router]);
  return null;
}

function softTarget(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || link.hasAttribute("download") || (link.target && link.target !== "_self"))
    return null;
  const url = new URL(link.href, location.href);
  if (url.origin !== location.origin || url.pathname.startsWith("/api/")) return null;
  const samePage = url.pathname === location.pathname && url.search === location.search;
  if (samePage && url.hash !== "") return null;
  return url.pathname + url.search + url.hash;
}
