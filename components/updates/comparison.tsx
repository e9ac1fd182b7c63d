"use client";
import { useEffect, useState } from "react";
import type { Comparison as Found } from "@/lib/progress/commands";
import { COMPARED, type Compared } from "./use-autosave";
import { WordDiff } from "./word-diff";

/** What this text changes of last period's, as of the last save, and the badge 与上期相同. */
export function Comparison({
  slot,
  initial,
  nearlySame,
}: {
  /** names the report: a save of another one, still under way when its page was left, is not about this */
  slot: string;
  initial: Found | null;
  /** percent from which on the badge warns */
  nearlySame: number;
}) {
  const [found, setFound] = useState(initial);
  useEffect(() => {
    const hear = (event: Event) => {
      const { detail } = event as CustomEvent<Compared>;
      if (detail.slot === slot) setFound(detail.comparison);
    };
    window.addEventListener(COMPARED, hear);
    return () => window.removeEventListener(COMPARED, hear);
  }, [slot]);
  if (!found) return null;
  return (
    <details className="mb-3 border-line border-b pb-3" open={found.same >= nearlySame}>
      <summary>
        <span
          aria-live="polite"
          className={
            found.same >= nearlySame
              ? "rounded border border-amber-fill px-1.5 font-semibold text-amber text-sm"
              : "text-ink-2 text-sm"
          }
        >
          与上期相同 {found.same}%
        </span>
        <span className="text-ink-2 text-sm">（本期进展一栏）</span>
      </summary>
      <p className="mt-1.5 whitespace-pre-line break-words text-sm">
        <WordDiff parts={found.parts} />
      </p>
    </details>
  );
}
