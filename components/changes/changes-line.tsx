import type { ChangesView } from "@/lib/dashboards/queries";
import { dueDay } from "@/lib/format";
import { paths } from "@/lib/paths";
import { Link } from "../ui/link";
import { changeLists } from "./change-lists";

/** 较8月25日：转红 2，转绿 3 …: what moved since the last period's due date, each count opening its rows. */
export function ChangesLine({
  view,
  asOf,
}: {
  view: Pick<ChangesView, "changes" | "issued" | "ordered">;
  asOf: string | undefined;
}) {
  const { from, to } = view.changes;
  const moved = changeLists(view).filter(({ count }) => count > 0);
  return (
    <p className="mt-3 flex flex-wrap gap-x-3 gap-y-0.5 text-sm" data-live="changes">
      <Link href={paths.changes({ asOf })} className="font-semibold text-accent hover:underline">
        较 {dueDay(from, to)}
      </Link>
      {moved.length === 0 && <span className="text-ink-2">没有变化</span>}
      {moved.map(({ key, name, count }) => (
        <Link
          key={key}
          href={`${paths.changes({ from, asOf })}#${key}`}
          className="hover:underline"
        >
          {name} <strong>{count}</strong>
        </Link>
      ))}
    </p>
  );
}
