"use client";
import { useEffect, useRef, useState } from "react";

// What this tab was sent in a page's HTML, for when it comes back to that page.
const seen = new Map<string, string>();

type Shelf = { drawings?: Map<string, string> };

/**
 * A finished piece of HTML. A whole page carries it once, in its HTML: `html` is then missing, the
 * server takes the piece from its shelf, and the browser leaves standing what it was sent. A page
 * followed by a link gets it as `html`.
 */
export function Drawing({
  id,
  html,
  className,
}: {
  id: string;
  html?: string;
  className?: string;
}) {
  const [first] = useState(() =>
    typeof window === "undefined"
      ? ((globalThis as Shelf).drawings?.get(id) ?? "")
      : (seen.get(id) ?? ""),
  );
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current?.innerHTML) seen.set(id, box.current.innerHTML);
  }, [id]);
  return (
    <div
      ref={box}
      className={className}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: React itself wrote and escaped it
      dangerouslySetInnerHTML={{ __html: html ?? first }}
    />
  );
}
