import type { LedgerFilter } from "@/lib/directives/schema";
import { paths } from "@/lib/paths";
import { Link } from "../ui/link";

const STATES = [
  ["OPEN", "进行中"],
  ["AWAITED", "待答复"],
  ["REPLIED", "待认可"],
  ["ASKED_AGAIN", "要求补充"],
  ["OVERDUE", "逾期"],
] as const;

/** Open 批示, or 督办单, in figures; each opens exactly its rows. */
export function DirectiveCounts({
  count,
  noun = "批示",
  asOf,
}: {
  count: (part: LedgerFilter) => number;
  noun?: "批示" | "督办单";
  asOf: string | undefined;
}) {
  if (count({}) === 0) return null;
  const ledger = noun === "批示" ? paths.directives : paths.orders;
  return (
    <nav aria-label={noun} className="mt-3 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm">
      <span className="font-semibold text-seal">{noun}</span>
      {STATES.map(([state, name]) => (
        <Link key={state} href={ledger({ state, asOf })} className="hover:underline">
          {name} <strong>{count({ state })}</strong>
        </Link>
      ))}
    </nav>
  );
}
