import type { ReactNode } from "react";
import { DIRECTIVE_LIGHT_NAMES, type DirectiveLight } from "@/lib/glossary-states";
import { TagMark } from "../status/light";

const WORDS: Record<DirectiveLight, string> = {
  SETTLED: "text-blue",
  REPLIED: "text-accent",
  IN_HAND: "text-green",
  DUE_SOON: "text-amber",
  ASKED_AGAIN: "text-amber",
  OVERDUE: "text-red",
  LONG_OVERDUE: "text-red",
};

/** The light of a 批示 or 督办单: shape, word and colour, none of them a point's. One withdrawn has none. */
export function DirectiveMark({ light }: { light: DirectiveLight | null }) {
  if (light === null) return <TagMark>已撤回</TagMark>;
  return (
    <span
      data-directive-light={light}
      className={`inline-flex items-center gap-1.5 whitespace-nowrap font-semibold ${WORDS[light]}`}
    >
      <svg
        aria-hidden="true"
        width="14"
        height="14"
        viewBox="0 0 14 14"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        className="shrink-0"
      >
        {SHAPES[light]}
      </svg>
      {DIRECTIVE_LIGHT_NAMES[light]}
    </span>
  );
}

// Outlines, where a point's lights are filled; only what is latest is filled too.
const SHAPES: Record<DirectiveLight, ReactNode> = {
  SETTLED: <path d="M1.5 7.5l3.6 3.6L12.5 3" strokeWidth="2.2" />,
  REPLIED: <path d="M1.5 2h11v7.5H6.8L4 12.4V9.5H1.5z" strokeLinejoin="round" />,
  IN_HAND: (
    <>
      <circle cx="7" cy="7" r="5.7" />
      <path d="M4 7h6" />
    </>
  ),
  DUE_SOON: (
    <>
      <circle cx="7" cy="7" r="5.7" />
      <path d="M7 3.6V7l2.4 1.6" />
    </>
  ),
  ASKED_AGAIN: <path d="M3 1.5v6.3h8M8 4.6l3.2 3.2L8 11" strokeLinejoin="round" />,
  OVERDUE: (
    <>
      <path d="M7 1l6 6-6 6-6-6z" strokeLinejoin="round" />
      <path d="M7 4.2v3.3M7 8.8v1.2" />
    </>
  ),
  LONG_OVERDUE: (
    <>
      <path d="M7 .4L13.6 7 7 13.6.4 7z" fill="currentColor" stroke="none" />
      <path d="M7 3.6v4.2M7 9.2v1.4" className="stroke-card" />
    </>
  ),
};
