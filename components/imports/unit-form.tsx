"use client";
import type { ReactNode } from "react";
import { UNIT_KIND_NAMES } from "@/lib/glossary";
import type { Choices } from "@/lib/imports/choices";
import type { KnownUnit } from "@/lib/imports/known-units";
import type { UnitMatch } from "@/lib/imports/unit-matches";
import { SubmitButton } from "../ui/submit-button";
import { type Draft, DraftForm, type Failed, type Fold, type Run } from "./draft-form";
import { UnitRow } from "./unit-row";
import { answerWords } from "./unit-words";

// Fewer are read faster as they are.
const MOST_OPEN = 5;

/**
 * Names of the notice that the directory does not hold: each a new unit, or one that is there under
 * another name. What can only be new is filled in and waits for one press; the rest is left open.
 */
export function UnitForm({
  draft,
  matches,
  known,
  choices,
  cities,
  fold,
  action,
}: {
  draft: Draft;
  matches: UnitMatch[];
  known: KnownUnit[];
  choices: Record<string, Choices>;
  cities: string[];
  fold?: Fold;
  action: Run;
}) {
  const fresh = matches.filter(({ state }) => state === "NEW");
  const last = matches.filter(({ proposal }) => proposal?.why === "LAST");
  const folds = [
    { list: last, render: LastAnswers },
    { list: fresh, render: FreshUnits },
  ].filter(({ list }) => list.length > MOST_OPEN);
  const folded = folds.flatMap(({ list }) => list);
  const row = (failed: Failed) => (match: UnitMatch) => (
    <UnitRow key={match.name} {...{ match, known, choices: choices[match.name], cities, failed }} />
  );
  return (
    <DraftForm action={action} draft={draft} {...(fold && { fold })}>
      {(failed) => (
        <>
          <ul className="divide-y divide-line">
            {matches.filter((match) => !folded.includes(match)).map(row(failed))}
          </ul>
          {folds.map(({ list, render: Render }) => (
            <Render key={Render.name} list={list} known={known} failed={failed} row={row(failed)} />
          ))}
          <div className="sticky bottom-0 z-10 flex flex-wrap items-center gap-3 border-line border-t bg-card py-2.5 max-lg:bottom-16">
            <SubmitButton look="primary">
              {folded.length > 0 && fresh.length === matches.length
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

type Folded = {
  list: UnitMatch[];
  known: KnownUnit[];
  failed: Failed;
  row: (match: UnitMatch) => ReactNode;
};

/** What was answered so for another notice of these cities: looked over as a list, and saved at once. */
function LastAnswers({ list, known, failed, row }: Folded) {
  return (
    <FoldedUnits
      label="上次的答复"
      lead={
        <>
          下面 <strong>{list.length} 个</strong>照这些城市以前的通知答过，已按上次的答复填好：
        </>
      }
      items={list.map(({ name, proposal }) => [
        name,
        proposal ? `，${answerWords(proposal.decision, known)}` : "",
      ])}
      more="逐个改上次的答复"
      wrong={list.some(({ name }) => failed?.fields[`choice.${name}`])}
    >
      {list.map(row)}
    </FoldedUnits>
  );
}

/** Units that can only be new: looked over as a list, opened where one is to be changed. */
function FreshUnits({ list, failed, row }: Folded) {
  return (
    <FoldedUnits
      label="像是新单位"
      lead={
        <>
          下面 <strong>{list.length} 个</strong>名录里没有，都像新单位，类别和城市已预先填好：
        </>
      }
      items={list.map(({ name, kind, cityName, inCities }) => {
        const called = inCities.find((each) => each.cityName === cityName)?.name ?? name;
        const named = called === name ? "" : `，建为${called}`;
        const city = cityName && !called.startsWith(cityName) ? `，${cityName}` : "";
        return [name, `${named}，${UNIT_KIND_NAMES[kind]}${city}`];
      })}
      more="逐个改（类别、城市，或其实是名录里的另一家）"
      wrong={list.some(({ name }) => failed?.fields[`choice.${name}`])}
    >
      {list.map(row)}
    </FoldedUnits>
  );
}

function FoldedUnits({
  label,
  lead,
  items,
  more,
  wrong,
  children,
}: {
  label: string;
  lead: ReactNode;
  items: (readonly [name: string, said: string])[];
  more: string;
  wrong: boolean;
  children: ReactNode;
}) {
  return (
    <section aria-label={label} className="border-line border-t pt-3">
      <p>{lead}</p>
      <ul className="mt-1.5 grid gap-x-6 gap-y-0.5 text-sm sm:grid-cols-2 xl:grid-cols-3">
        {items.map(([name, said]) => (
          <li key={name}>
            {name}
            <span className="text-ink-2">{said}</span>
          </li>
        ))}
      </ul>
      {/* Opened by a mistake in it, and by whoever changes one. */}
      <details className="mt-2" key={String(wrong)} open={wrong}>
        <summary className="cursor-pointer text-accent">{more}</summary>
        <ul className="divide-y divide-line">{children}</ul>
      </details>
    </section>
  );
}
