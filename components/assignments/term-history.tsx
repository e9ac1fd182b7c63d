import type { TermRow } from "@/lib/assignments/queries";
import { ASSIGNMENT_ORIGIN_NAMES, ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import { cityText } from "../status/city";

/** Every term of one point, those in force and those that ended. */
export function TermHistory({ terms, cities }: { terms: TermRow[]; cities: { id: number }[] }) {
  return (
    <details className="mt-4 border-line border-t pt-3" open={terms.length <= 8}>
      <summary className="font-semibold">分工历史（{terms.length} 条）</summary>
      <ol className="mt-1 divide-y divide-line text-sm">
        {terms.map((term) => (
          <li key={term.id} className="py-1.5">
            <p className="flex items-baseline justify-between gap-3">
              <span className={cityText(cities, term.cityId)}>{term.unitName}</span>
              <span className="whitespace-nowrap">{ASSIGNMENT_ROLE_NAMES[term.role]}</span>
            </p>
            <p className="text-ink-2 text-xs">
              {term.startsOn} 起，{term.endsOn ? `${term.endsOn} 止` : "至今"} ·{" "}
              {ASSIGNMENT_ORIGIN_NAMES[term.origin]}
              {term.groupName && `（列入${term.groupName}）`}
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}
