import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DecisionForm } from "@/components/directives/decision-form";
import {
  DirectiveMark,
  LevelMark,
  leftText,
  targetHref,
  targetName,
} from "@/components/directives/directive-parts";
import { ReplyForm } from "@/components/directives/reply-form";
import { UnitThread } from "@/components/directives/thread";
import { WithdrawalForm } from "@/components/directives/withdrawal-form";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { EvidenceField } from "@/components/updates/evidence-field";
import { type DirectedUnit, getDirective } from "@/lib/dashboards/directives";
import { getBoard } from "@/lib/dashboards/queries";
import { addDays } from "@/lib/dates";
import { owesReply } from "@/lib/directives/rules";
import { evidenceLimits } from "@/lib/evidence/queries";
import { monthDay, monthDayTime } from "@/lib/format";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { Frame } from "../../frame";
import { RefreshOnMessage } from "../../refresh-on-message";
import { decideReplyAction, replyToDirectiveAction, withdrawDirectiveAction } from "../actions";
import { ReadStamps } from "./read-stamps";

export const metadata: Metadata = { title: "批示" };

export default async function DirectivePage({
  params,
  searchParams,
}: PageProps<"/directives/[id]">) {
  const id = rowId.safeParse((await params).id);
  if (!id.success) notFound();
  const actor = await requireActor();
  const parameters = await searchParams;
  const now = today();
  const asOf = parseAsOf(parameters.asOf);
  const carried = asOf === now ? undefined : asOf;
  const board = await answer(getBoard(actor, asOf));
  const { directive, files } = await answer(getDirective(actor, board, id.data));
  const withdrawn = directive.withdrawnOn !== null;
  const live = carried === undefined && !withdrawn;
  const chosen = rowId.safeParse(parameters.unit).data;
  // One answer is written at a time: a unit's staff may answer for its sub-units too.
  const own = directive.units.filter((unit) => may(actor, "directive.reply", { unitId: unit.id }));
  const owing = own.filter(({ state }) => owesReply(state));
  const writing = owing.find((unit) => unit.id === chosen) ?? owing[0];
  const form = (unit: DirectedUnit) => (
    <ReplyForm
      key={unit.id}
      action={replyToDirectiveAction}
      directiveId={directive.id}
      unit={unit}
      seen={unit.replies.length}
      open={live && unit === writing}
    >
      <EvidenceField
        writer={actor.accountId}
        place={{ directiveId: String(directive.id), unitId: String(unit.id) }}
        files={files.filter(({ unitId }) => unitId === unit.id).map(({ file }) => file)}
        limits={evidenceLimits()}
      />
    </ReplyForm>
  );
  return (
    <Frame current="directives" asOf={asOf} path={paths.directive(directive.id)}>
      <nav aria-label="位置" className="mb-2 text-ink-2 text-sm">
        <Link href={paths.directives({ asOf: carried })} className="hover:underline">
          批示台账
        </Link>{" "}
        / {directive.id}
      </nav>
      {parameters.done === "issued" && (
        <Notice>批示已送达 {directive.units.length} 家承办单位。</Notice>
      )}
      <section className="card border-seal border-l-4 p-4 sm:p-5">
        <h1 className="mb-1 flex flex-wrap items-center gap-x-3 gap-y-1 font-bold text-xl">
          <span className="text-seal">批示</span>
          <Link href={targetHref(directive, carried)} className="hover:underline">
            {targetName(directive)}
          </Link>
        </h1>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <DirectiveMark light={directive.light} />
          <LevelMark level={directive.level} />
          <span className="text-ink-2">
            {directive.issuedBy} {monthDayTime(new Date(directive.issuedAt))} ·{" "}
            {monthDay(directive.dueOn)}前答复
          </span>
        </p>
        <p className="my-3 whitespace-pre-line break-words text-lg">{directive.text}</p>
        <p className="text-ink-2">{directive.reason}</p>
        {directive.withdrawnOn && (
          <p>
            <strong>{monthDay(directive.withdrawnOn)}撤回</strong>：{directive.withdrawReason}
          </p>
        )}
        {live &&
          directive.light !== "COMPLETED" &&
          may(actor, "directive.withdraw", { accountId: directive.issuedById }) && (
            <WithdrawalForm action={withdrawDirectiveAction} directiveId={directive.id} />
          )}
      </section>
      <div className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-4">
        {directive.units.map((unit) => {
          const subject = { cityId: unit.cityId, accountId: directive.issuedById };
          return (
            <UnitThread
              key={unit.id}
              unit={unit}
              withdrawn={withdrawn}
              cities={board.cities}
              aside={(reply) => (
                <ReadStamps
                  actor={actor}
                  reply={reply}
                  editable={carried === undefined}
                  today={now}
                />
              )}
            >
              {may(actor, "directive.accept", subject) &&
                unit.replies.map((reply) => (
                  <DecisionForm
                    key={reply.id}
                    action={decideReplyAction}
                    replyId={reply.id}
                    unitName={unit.name}
                    today={now}
                    dueOn={later(unit.dueOn, addDays(now, 7))}
                    open={live && unit.state === "REPLIED" && reply.decision === null}
                  />
                ))}
              {own.includes(unit) && form(unit)}
              {live && owing.includes(unit) && unit !== writing && (
                <p className="screen-only mt-2">
                  <Link
                    href={paths.directive(directive.id, { unit: unit.id })}
                    className="text-accent underline underline-offset-2"
                  >
                    以{unit.name}答复（{leftText(unit)}）
                  </Link>
                </p>
              )}
            </UnitThread>
          );
        })}
      </div>
      <RefreshOnMessage />
    </Frame>
  );
}

const later = (one: string, other: string) => (one > other ? one : other);
