import type { ReactNode } from "react";

/** The title of a list: what it was narrowed to, and how many rows that leaves. */
export function FilterHead({
  parts,
  all,
  noun,
  count,
  note,
}: {
  /** 第四章, 济南, 滞后预警 */
  parts: string[];
  /** what the list is called with nothing narrowed */
  all: string;
  /** the end of the title, as in 滞后预警的要点 */
  noun: string;
  count: string;
  note?: ReactNode;
}) {
  return (
    <div className="mb-3 flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <h1 className="font-bold text-xl">
        {parts.length > 0 ? parts.join(" · ") : all}
        {noun} <span className="font-normal text-ink-2 text-lg">{count}</span>
      </h1>
      {note && <p className="text-ink-2">{note}</p>}
    </div>
  );
}
