"use client";
import { UNIT_KIND_NAMES } from "@/lib/glossary";
import type { Choices } from "@/lib/imports/choices";
import type { KnownUnit } from "@/lib/imports/known-units";
import type { UnitMatch } from "@/lib/imports/unit-matches";
import type { Failed } from "./draft-form";
import { choiceOf, questionOf } from "./unit-words";

const KINDS = Object.entries(UNIT_KIND_NAMES);

/** One name of the notice, and what it stands for: nearest names first. */
export function UnitRow({
  match,
  known,
  choices,
  cities,
  failed,
}: {
  match: UnitMatch;
  known: KnownUnit[];
  choices: Choices | undefined;
  cities: string[];
  failed: Failed;
}) {
  const { name, written, points, suggestions, state, inCities } = match;
  const choice = `choice.${name}`;
  const error = failed?.fields[choice];
  const proposed = match.proposal?.sure ? match.proposal.decision : null;
  const decision = match.decision ?? proposed;
  const decided = decision && choiceOf(decision);
  const chosen = failed?.typed[choice] ?? decided ?? (state === "NEW" ? "NEW" : "");
  const made = decision && "kind" in decision ? decision : null;
  const city =
    failed?.typed[`city.${name}`] ??
    (made ? (made.inEach ? "*" : (made.cityName ?? "-")) : (match.cityName ?? ""));
  const kind = failed?.typed[`kind.${name}`] ?? made?.kind ?? match.kind;
  const others = (choices?.units ?? []).flatMap((id) => known.find((unit) => unit.id === id) ?? []);
  const namesakes = choices?.names ?? [];
  const kinds = match.scope === null ? KINDS.filter(([kind]) => kind !== "GROUP") : KINDS;
  return (
    <li className="grid gap-x-4 gap-y-1.5 py-2.5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)]">
      <div className="min-w-0">
        <p className="font-semibold">{name}</p>
        <p className="text-ink-2 text-sm">
          {written.length > 0 && `文中写作“${written.join("”“")}” · `}第 {points.join("、")} 项
        </p>
        {match.last && <p className="text-ink-2 text-sm">上次的答复</p>}
        {state === "ASKED" && <p className="text-amber text-sm">{questionOf(match)}</p>}
        {error && (
          <p id={`${choice}-error`} className="text-red text-sm">
            {error}
          </p>
        )}
      </div>
      <div className="grid content-start gap-1.5 sm:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)_minmax(0,1fr)]">
        {/* A form that was refused is reset, and a list forgets its default: it is drawn anew. */}
        <select
          key={chosen}
          id={choice}
          name={choice}
          aria-label={`${name}：怎样处理`}
          {...(error ? { "aria-invalid": true, "aria-describedby": `${choice}-error` } : {})}
          className="control"
          defaultValue={chosen}
        >
          <option value="">请选择</option>
          {!match.gone && (
            <option value="NEW">
              {inCities.length > 0 ? "按所选城市定，名录里没有的新建" : "是新单位，建进名录"}
            </option>
          )}
          {suggestions.length > 0 && (
            <optgroup label="相近的单位">
              {suggestions.map((unit) => (
                <option key={unit.id} value={unit.id}>
                  就是{unit.name}
                </option>
              ))}
            </optgroup>
          )}
          {namesakes.length > 0 && (
            <optgroup label="这份通知里的其他新单位">
              {namesakes.map((other) => (
                <option key={other} value={`=${other}`}>
                  就是{other}
                </option>
              ))}
            </optgroup>
          )}
          {others.length > 0 && (
            <optgroup label="名录里的其他单位">
              {others.map((unit) => (
                <option key={unit.id} value={unit.id}>
                  就是{unit.name}
                </option>
              ))}
            </optgroup>
          )}
        </select>
        <select
          key={`kind ${kind}`}
          name={`kind.${name}`}
          aria-label={`${name}：新建时的类别`}
          className="control"
          defaultValue={kind}
        >
          {kinds.map(([each, label]) => (
            <option key={each} value={each}>
              {label}
            </option>
          ))}
        </select>
        <select
          key={`city ${city}`}
          name={`city.${name}`}
          aria-label={`${name}：新建时所属的城市`}
          className="control"
          defaultValue={city}
        >
          <option value="">哪个城市</option>
          {cities.map((each) => (
            <option key={each} value={each}>
              {inCities.find(({ cityName }) => cityName === each)?.name ?? each}
            </option>
          ))}
          {inCities.length > 1 && (
            <option value="*">{inCities.length === 2 ? "两市" : "各市"}各一家</option>
          )}
          <option value="-">不属于以上城市</option>
        </select>
      </div>
    </li>
  );
}
