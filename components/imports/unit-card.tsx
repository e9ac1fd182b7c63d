import { UNIT_KIND_NAMES } from "@/lib/glossary";
import type { ImportView } from "@/lib/imports/queries";
import type { UnitMatch } from "@/lib/imports/unit-matches";
import { Card } from "../ui/card";
import type { Run } from "./draft-form";
import { MatchMark } from "./match-mark";
import { UnitForm } from "./unit-form";

/** The names of the notice against the directory: first what is asked, then what can only be new, then the rest. */
export function UnitCard({ view, action }: { view: ImportView; action: Run }) {
  const { matches, known, content } = view;
  const asked = matches.filter(({ state }) => state === "ASKED");
  const fresh = matches.filter(({ state }) => state === "NEW");
  const sure = matches.filter(({ state }) => state === "KNOWN" || state === "DECIDED");
  const decided = matches.filter(({ state }) => state === "DECIDED");
  const cities = content.cities.map(({ name }) => name);
  return (
    <Card
      title="责任单位"
      id="units"
      note={`${matches.length} 个：${sure.length} 个已定，${fresh.length} 个像是新单位，${asked.length} 个要问您`}
      className="scroll-mt-18"
    >
      {asked.length + fresh.length > 0 && (
        <UnitForm
          draft={view}
          matches={[...asked, ...fresh]}
          known={known}
          cities={cities}
          action={action}
        />
      )}
      {decided.length > 0 && (
        <details className="mt-2">
          <summary className="cursor-pointer text-accent">
            改已定的处理（{decided.length} 个）
          </summary>
          <UnitForm draft={view} matches={decided} known={known} cities={cities} action={action} />
        </details>
      )}
      {sure.length > 0 && (
        <details className="mt-2">
          <summary className="cursor-pointer text-accent">看已定的单位（{sure.length} 个）</summary>
          <ul className="mt-2 grid gap-x-6 gap-y-1 sm:grid-cols-2 xl:grid-cols-3">
            {sure.map((match) => (
              <li key={match.name} className="flex items-baseline gap-1.5">
                <MatchMark state={match.state} />
                <span>
                  {match.name}
                  <span className="text-ink-2 text-sm">{standing(match)}</span>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}

function standing({ name, unit, byAlias, decision }: UnitMatch): string {
  if (unit) {
    if (unit.name === name) return "，名录里已有";
    return byAlias ? `，按别名或原名是${unit.name}` : `，就是${unit.name}`;
  }
  if (!decision || "unitId" in decision) return "";
  return `，新建为${UNIT_KIND_NAMES[decision.kind]}，${decision.cityName ?? "不属于以上城市"}`;
}
