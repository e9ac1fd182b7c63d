"use client";
import type { ReactNode } from "react";
import { UNIT_KIND_NAMES } from "@/lib/glossary";
import type { KnownUnit } from "@/lib/imports/known-units";
import type { UnitMatch } from "@/lib/imports/unit-matches";
import { SubmitButton } from "../ui/submit-button";
import { type Draft, DraftForm, type Failed, type Fold, type Run } from "./draft-form";
import { choiceOf, questionOf } from "./unit-words";

// Fewer are read faster as they are.
const MOST_OPEN = 5;

const KINDS = Object.entries(UNIT_KIND_NAMES);

/**
 * Names of the notice that the directory does not hold: each a new unit, or one that is there under
 * another name. What can only be new is filled in and waits for one press; the rest is left open.
 */
export function UnitForm({
  draft,
  matches,
  known,
  fresh: unheld,
  cities,
  fold,
  action,
}: {
  draft: Draft;
  matches: UnitMatch[];
  known: KnownUnit[];
  /** names of the notice that are no unit of the directory, which another name may stand for */
  fresh: string[];
  cities: string[];
  fold?: Fold;
  action: Run;
}) {
  const fresh = matches.filter(({ state }) => state === "NEW");
  const folded = fresh.length > MOST_OPEN;
  const row = (failed: Failed) => (match: UnitMatch) => (
    <UnitRow key={match.name} {...{ match, known, fresh: unheld, cities, failed }} />
  );
  return (
    <DraftForm action={action} draft={draft} {...(fold && { fold })}>
      {(failed) => (
        <>
          <ul className="divide-y divide-line">
            {(folded ? matches.filter(({ state }) => state !== "NEW") : matches).map(row(failed))}
          </ul>
          {folded && <FoldedUnits fresh={fresh} failed={failed} row={row(failed)} />}
          <div className="sticky bottom-0 z-10 flex flex-wrap items-center gap-3 border-line border-t bg-card py-2.5 max-lg:bottom-16">
            <SubmitButton look="primary">
              {folded && fresh.length === matches.length
                ? `${fresh.length} 个都像新单位，一次保存`
                : "保存单位的处理"}
            </SubmitButton>
            <span className="text-ink-2 text-sm">还没选的先空着，可以分几次保存。</span>
          </div>
        </>
      )}
    </DraftForm>
  );
}

/** Units that can only be new: looked over as a list, opened where one is to be changed. */
function FoldedUnits({
  fresh,
  failed,
  row,
}: {
  fresh: UnitMatch[];
  failed: Failed;
  row: (match: UnitMatch) => ReactNode;
}) {
  const wrong = fresh.some(({ name }) => failed?.fields[`choice.${name}`]);
  return (
    <section aria-label="像是新单位" className="border-line border-t pt-3">
      <p>
        下面 <strong>{fresh.length} 个</strong>名录里没有，都像新单位，类别和城市已预先填好：
      </p>
      <ul className="mt-1.5 grid gap-x-6 gap-y-0.5 text-sm sm:grid-cols-2 xl:grid-cols-3">
        {fresh.map(({ name, kind, cityName, inCities }) => {
          const called = inCities.find((each) => each.cityName === cityName)?.name ?? name;
          return (
            <li key={name}>
              {name}
              <span className="text-ink-2">
                {called !== name && `，建为${called}`}，{UNIT_KIND_NAMES[kind]}
                {cityName && !called.startsWith(cityName) && `，${cityName}`}
              </span>
            </li>
          );
        })}
      </ul>
      {/* Opened by a mistake in it, and by whoever changes one. */}
      <details className="mt-2" key={String(wrong)} open={wrong}>
        <summary className="cursor-pointer text-accent">
          逐个改（类别、城市，或其实是名录里的另一家）
        </summary>
        <ul className="divide-y divide-line">{fresh.map(row)}</ul>
      </details>
    </section>
  );
}

function UnitRow({
  match,
  known,
  fresh,
  cities,
  failed,
}: {
  match: UnitMatch;
  known: KnownUnit[];
  fresh: string[];
  cities: string[];
  failed: Failed;
}) {
  const { name, written, points, suggestions, state, inCities } = match;
  const choice = `choice.${name}`;
  const [decision, error] = [match.decision, failed?.fields[choice]];
  const decided = decision && choiceOf(decision);
  const chosen = failed?.typed[choice] ?? decided ?? (state === "NEW" ? "NEW" : "");
  const made = decision && "kind" in decision ? decision : null;
  const city =
    failed?.typed[`city.${name}`] ??
    (made ? (made.inEach ? "*" : (made.cityName ?? "-")) : (match.cityName ?? ""));
  const kind = failed?.typed[`kind.${name}`] ?? made?.kind ?? match.kind;
  const others = known.filter(
    (unit) =>
      unit.kind !== "GROUP" &&
      unit.end === undefined &&
      !suggestions.some(({ id }) => id === unit.id) &&
      (unit.cityName === null || cities.includes(unit.cityName)),
  );
  const namesakes = fresh.filter((other) => other !== name);
  const kinds = match.scope === null ? KINDS.filter(([kind]) => kind !== "GROUP") : KINDS;
  return (
    <li className="grid gap-x-4 gap-y-1.5 py-2.5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)]">
      <div className="min-w-0">
        <p className="font-semibold">{name}</p>
        <p className="text-ink-2 text-sm">
          {written.length > 0 && `文中写作“${written.join("”“")}” · `}第 {points.join("、")} 项
        </p>
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
