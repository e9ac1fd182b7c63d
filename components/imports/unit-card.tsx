import { UNIT_KIND_NAMES } from "@/lib/glossary";
import type { ImportView } from "@/lib/imports/queries";
import type { UnitMatch } from "@/lib/imports/unit-matches";
import { Card } from "../ui/card";
import { BareForm } from "./bare-form";
import type { Run } from "./draft-form";
import { MatchMark } from "./match-mark";
import { UnitForm } from "./unit-form";

/** The names of the notice against the directory: first what is asked, then what can only be new, then the rest. */
export function UnitCard({
  view,
  action,
  bare,
}: {
  view: ImportView;
  action: Run;
  /** of the one answer for all names without a city */
  bare: Run;
}) {
  const { matches, known, content } = view;
  const asked = matches.filter(({ state }) => state === "ASKED");
  const proposed = matches.filter(({ state }) => state === "NEW");
  const sure = matches.filter(({ state }) => state === "KNOWN" || state === "DECIDED");
  const decided = matches.filter(({ state }) => state === "DECIDED");
  const cities = content.cities.map(({ name }) => name);
  const many = view.bare.names.length > 1 || view.bare.places.length > 1;
  const form = { draft: view, known, choices: view.choices, cities, action };
  return (
    <Card
      title="责任单位"
      id="units"
      note={`${matches.length} 个：${sure.length} 个已定，${proposed.length} 个像是新单位，${asked.length} 个要问您`}
      className="scroll-mt-18"
    >
      {many && <BareForm draft={view} bare={view.bare} cities={cities} action={bare} />}
      {asked.length + proposed.length > 0 && (
        <UnitForm {...form} matches={[...asked, ...proposed]} />
      )}
      {decided.length > 0 && (
        <UnitForm
          {...form}
          matches={decided}
          fold={{
            className: "mt-2",
            summary: (
              <summary className="cursor-pointer text-accent">
                改已定的处理（{decided.length} 个）
              </summary>
            ),
          }}
        />
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

function standing(match: UnitMatch): string {
  return `${match.last ? "，上次的答复" : ""}${meaning(match)}`;
}

function meaning({ name, unit, standsFor, byAlias, state }: UnitMatch): string {
  if (state === "KNOWN" && unit) {
    const held =
      unit.name === name ? "" : byAlias ? `，按别名或原名是${unit.name}` : `，就是${unit.name}`;
    return `${held}，名录里已有（${unit.cityName ?? "不属于某市"}）`;
  }
  if (unit) return `，就是${unit.name}（${unit.cityName ?? "不属于某市"}）`;
  const [one, two] = standsFor;
  if (!one) return "，与文中另一家相同，那一家还没有定";
  if (two) return `，各市各一家：${standsFor.map((each) => each.name).join("、")}`;
  const called = one.name === name ? "" : `为${one.name}`;
  return `，新建${called}，${UNIT_KIND_NAMES[one.kind]}，${one.cityName ?? "不属于以上城市"}`;
}
