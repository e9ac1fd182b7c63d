import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AcknowledgeForm } from "@/components/acknowledgements/acknowledge-form";
import { AnswerForm, ObjectionForm } from "@/components/acknowledgements/objection-forms";
import { FilterLink, FilterRow } from "@/components/reviews/filter-links";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { FilterLine } from "@/components/views/filter-line";
import { type AssignedTerm, listAssignedTerms } from "@/lib/acknowledgements/queries";
import { WORKDAYS_TO_ACKNOWLEDGE } from "@/lib/acknowledgements/rules";
import { ACKNOWLEDGEMENT_FILTERS, acknowledgementFilter } from "@/lib/acknowledgements/schema";
import { dueDay } from "@/lib/format";
import { ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import { ACKNOWLEDGEMENT_STATE_NAMES } from "@/lib/glossary-states";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { given } from "@/lib/web/given";
import { Frame } from "../frame";
import { acknowledgeAction, answerObjectionAction, raiseObjectionAction } from "./actions";

export const metadata: Metadata = { title: "签收" };

export default async function AcknowledgementsPage({
  searchParams,
}: PageProps<"/acknowledgements">) {
  const actor = await requireActor();
  const asked = acknowledgementFilter.safeParse(given(await searchParams));
  if (!asked.success) notFound();
  const { state, unit } = asked.data;
  const all = await answer(listAssignedTerms(actor, today()));
  const terms = all.filter((term) => unit === undefined || term.unit.id === unit);
  const owed = terms.filter((term) => term.mine && isOwed(term));
  const shown = terms.filter((term) => state === undefined || term.state === state);
  const units = [...new Map(shown.map((term) => [term.unit.id, term.unit])).values()];
  return (
    <Frame current="acknowledgements">
      <div className="mb-3 flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1 className="font-bold text-xl">签收</h1>
          <p className="text-ink-2 text-sm">
            分工下达后 {WORKDAYS_TO_ACKNOWLEDGE}{" "}
            个工作日内签收；认为不应承担的，提出异议并写明理由，对口合作办答复。
          </p>
        </div>
        {owed.length > 1 && (
          <AcknowledgeForm
            action={acknowledgeAction}
            termIds={owed.map(({ termId }) => termId)}
            look="primary"
          >
            全部签收（{owed.length} 项）
          </AcknowledgeForm>
        )}
      </div>
      <div className="mb-3">
        <FilterRow label="签收状态">
          <FilterLink href={paths.acknowledgements({ unit })} current={state === undefined}>
            全部 {terms.length}
          </FilterLink>
          {ACKNOWLEDGEMENT_FILTERS.map((each) => (
            <FilterLink
              key={each}
              href={paths.acknowledgements({ unit, state: each })}
              current={state === each}
            >
              {ACKNOWLEDGEMENT_STATE_NAMES[each]}{" "}
              {terms.filter((term) => term.state === each).length}
            </FilterLink>
          ))}
        </FilterRow>
        <FilterLine
          chosen={[
            state && ACKNOWLEDGEMENT_STATE_NAMES[state],
            unit !== undefined && (terms[0]?.unit.name ?? "该单位"),
          ]}
          all={paths.acknowledgements()}
          here={paths.acknowledgements({ state, unit })}
        />
      </div>
      {units.length === 0 && <Empty>没有符合条件的分工。</Empty>}
      <div className="grid items-start gap-4 xl:grid-cols-2">
        {units.map(({ id, name }) => {
          const own = shown.filter((term) => term.unit.id === id);
          return (
            <Card key={id} title={name} note={`${own.length} 项`}>
              <ul className="divide-y divide-line">
                {own.map((term) => (
                  <TermItem
                    key={term.termId}
                    term={term}
                    answers={may(actor, "objection.answer", term.unit)}
                  />
                ))}
              </ul>
            </Card>
          );
        })}
      </div>
    </Frame>
  );
}

function isOwed({ state }: AssignedTerm): boolean {
  return state === "AWAITED" || state === "LATE";
}

function TermItem({ term, answers }: { term: AssignedTerm; answers: boolean }) {
  const { point, role, knownOn, by, state, objections } = term;
  return (
    <li className="py-2">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0">
          <Link href={paths.point(point.number)} className="font-semibold hover:underline">
            {point.number}. {point.title}
          </Link>
          <p className="text-ink-2 text-sm">
            {ASSIGNMENT_ROLE_NAMES[role]} · {knownOn} 下达 ·{" "}
            <StateWords state={state} term={term} by={by} />
          </p>
        </div>
        {term.mine && isOwed(term) && (
          <AcknowledgeForm action={acknowledgeAction} termIds={[term.termId]}>
            签收<span className="sr-only">第 {point.number} 项</span>
          </AcknowledgeForm>
        )}
      </div>
      {objections.map((objection) => (
        <div
          key={objection.id}
          id={`objection-${objection.id}`}
          className="mt-1 rounded-lg bg-sunken px-3 py-2 text-sm"
        >
          <p>
            异议（{objection.raisedOn}，{objection.raisedBy}）：{objection.reason}
          </p>
          {objection.decision !== null && (
            <p>
              {objection.decision === "ACCEPTED" ? "已采纳" : "未采纳"}（{objection.decidedOn}）
              {objection.answer && `：${objection.answer}`}
            </p>
          )}
          {objection.decision === null && answers && (
            <div className="mt-2">
              <AnswerForm action={answerObjectionAction} objectionId={objection.id} />
            </div>
          )}
        </div>
      ))}
      {term.mine && isOwed(term) && (
        <details className="mt-1">
          <summary className="text-accent text-sm">
            有异议<span className="sr-only">：第 {point.number} 项</span>
          </summary>
          <div className="mt-2">
            <ObjectionForm action={raiseObjectionAction} termId={term.termId} />
          </div>
        </details>
      )}
    </li>
  );
}

function StateWords({
  state,
  term,
  by,
}: {
  state: AssignedTerm["state"];
  term: AssignedTerm;
  by: string;
}) {
  const name = ACKNOWLEDGEMENT_STATE_NAMES[state];
  if (state === "ACKNOWLEDGED") {
    return (
      <>
        {name} {term.acknowledgedOn} {term.acknowledgedBy}
      </>
    );
  }
  if (state === "LATE")
    return (
      <strong className="text-red">
        {name}（应在 {dueDay(by, today())}前）
      </strong>
    );
  return (
    <>
      {name}
      {state === "AWAITED" && `，${dueDay(by, today())}前`}
    </>
  );
}
