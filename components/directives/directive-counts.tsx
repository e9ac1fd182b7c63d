import type { LedgerFilter } from "@/lib/directives/schema";
import { DIRECTED_STATE_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { CountLine } from "../board/count-line";
import { Link } from "../ui/link";

// Of one with several units each may stand otherwise: these overlap, and say so.
const STATES = ["AWAITED", "REPLIED", "ASKED_AGAIN", "OVERDUE"] as const;

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
  const link = (state: NonNullable<LedgerFilter["state"]>, name: string) => (
    <Link key={state} href={ledger({ state, asOf })} className="hover:underline">
      {name} <strong>{count({ state })}</strong>
    </Link>
  );
  return (
    <nav aria-label={noun} className="printed">
      <CountLine name={<span className="text-seal">{noun}</span>}>
        {link("OPEN", "未办结")}
        {count({ state: "OPEN" }) > 0 &&
          STATES.map((state) => link(state, `单位${DIRECTED_STATE_NAMES[state]}`))}
      </CountLine>
    </nav>
  );
}
