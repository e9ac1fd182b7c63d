import "server-only";
import { createHash } from "node:crypto";
import { headers } from "next/headers";
import type { ReactElement } from "react";
import { Drawing } from "@/components/shell/drawing";
import { WHOLE_PAGE_HEADER } from "@/lib/paths";

// Both halves of Next's server, which share nothing else, find the shelf here.
const global = globalThis as { drawings?: Map<string, string> };
global.drawings ??= new Map();
const shelf = global.drawings;
const MOST_CHARACTERS = 32_000_000;
let characters = 0;

const stamps = new WeakMap<object, number>();
let lastStamp = 0;
// Two instances, or one before and after a restart, never mean different pieces by one name.
const origin = crypto.randomUUID().slice(0, 8);

/**
 * A part of a page that depends on nothing but `of` (a board, a point of it) and `name`, drawn
 * once and kept while that board is: until the plan's revision moves. What it holds is plain HTML,
 * so no component in it may need the browser; its links work through SoftNavigation.
 */
export async function Drawn({
  of,
  name,
  className,
  draw,
}: {
  of: object;
  /** whatever else the drawing depends on, written out */
  name: string;
  className?: string;
  draw: () => ReactElement | Promise<ReactElement>;
}) {
  const id = idOf(of, name);
  const html = shelf.get(id) ?? (await drawHtml(draw));
  keep(id, html);
  const whole = (await headers()).get(WHOLE_PAGE_HEADER) === "1";
  return <Drawing id={id} className={className} html={whole ? undefined : html} />;
}

/** Whether a part stands on the shelf: what it would need need not be read. */
export function isDrawn(of: object, name: string): boolean {
  return shelf.has(idOf(of, name));
}

async function drawHtml(draw: () => ReactElement | Promise<ReactElement>): Promise<string> {
  // Named this way because Next forbids the plain import where server components are compiled.
  const { renderToStaticMarkup } = await import("react-dom/server");
  return renderToStaticMarkup(await draw());
}

/** Puts a piece in front; those unused for longest go when the shelf is full. */
function keep(id: string, html: string) {
  if (shelf.delete(id)) characters -= html.length;
  shelf.set(id, html);
  characters += html.length;
  for (const [oldest, text] of shelf) {
    if (characters <= MOST_CHARACTERS) break;
    shelf.delete(oldest);
    characters -= text.length;
  }
}

/** A short name for the piece, since every page that shows it carries it. */
function idOf(of: object, name: string): string {
  const stamp = stamps.get(of) ?? ++lastStamp;
  stamps.set(of, stamp);
  return `${origin}-${stamp}-${createHash("sha256").update(name).digest("base64url").slice(0, 16)}`;
}
