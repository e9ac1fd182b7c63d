import type { ChangesView } from "@/lib/dashboards/queries";
import { dueDay } from "@/lib/format";
import { paths } from "@/lib/paths";
import { CountLine } from "../board/count-line";
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
    <div data-live="changes">
      <CountLine
        name={
          <Link href={paths.changes({ asOf })} className="text-accent hover:underline">
            变化
          </Link>
        }
      >
        <span className="text-ink-2">较 {dueDay(from, to)}</span>
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
      </CountLine>
    </div>
  );
}
