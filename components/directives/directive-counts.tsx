import type { DirectiveFilter } from "@/lib/directives/schema";
import { paths } from "@/lib/paths";
import { Link } from "../ui/link";

const STATES = [
  ["OPEN", "进行中"],
  ["AWAITED", "待答复"],
  ["REPLIED", "待认可"],
  ["ASKED_AGAIN", "要求补充"],
  ["OVERDUE", "逾期"],
] as const;

/** Open directives in figures; each opens exactly its rows. */
export function DirectiveCounts({
  count,
  asOf,
}: {
  count: (part: DirectiveFilter) => number;
  asOf: string | undefined;
}) {
  if (count({}) === 0) return null;
  return (
    <nav aria-label="批示" className="mt-3 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm">
      <span className="font-semibold text-seal">批示</span>
      {STATES.map(([state, name]) => (
        <Link key={state} href={paths.directives({ state, asOf })} className="hover:underline">
          {name} <strong>{count({ state })}</strong>
        </Link>
      ))}
    </nav>
  );
}
