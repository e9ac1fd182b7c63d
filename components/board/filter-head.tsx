import type { ReactNode } from "react";
import { Link } from "../ui/link";

/** The title of a list: what it was narrowed to, how many rows that leaves, and the way back to all. */
export function FilterHead({
  parts,
  all,
  noun,
  count,
  note,
  clear,
}: {
  /** 第四章, 济南, 滞后预警 */
  parts: string[];
  /** what the list is called with nothing narrowed */
  all: string;
  /** the end of the title, as in 滞后预警的要点 */
  noun: string;
  count: string;
  note?: ReactNode;
  /** the way back to all, where no FilterLine shows it */
  clear?: string;
}) {
  return (
    <div className="mb-3 flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <h1 className="font-bold text-xl">
        {parts.length > 0 ? parts.join(" · ") : all}
        {noun} <span className="font-normal text-ink-2 text-lg">{count}</span>
      </h1>
      {note && <p className="text-ink-2">{note}</p>}
      {clear !== undefined && parts.length > 0 && (
        <Link href={clear} className="screen-only ml-auto text-accent hover:underline">
          清除筛选
        </Link>
      )}
    </div>
  );
}
