import { DecisionForm } from "@/components/directives/decision-form";
import { directiveHref } from "@/components/directives/directive-parts";
import { ReplyForm } from "@/components/directives/reply-form";
import { UnitThread } from "@/components/directives/thread";
import { Link } from "@/components/ui/link";
import { EvidenceField } from "@/components/updates/evidence-field";
import type { DirectedUnit, DirectiveView, getDirective } from "@/lib/dashboards/directives";
import { addDays, type IsoDate } from "@/lib/dates";
import { owesReply } from "@/lib/directives/rules";
import { evidenceLimits } from "@/lib/evidence/queries";
import { leftText } from "@/lib/glossary-states";
import { type Actor, may } from "@/lib/policy";
import { ReadStamps } from "./[id]/read-stamps";
import { decideReplyAction, replyToDirectiveAction } from "./actions";

/** Every addressed unit of a 批示 or 督办单 with its answers, and the forms for whoever may go on. */
export function Threads({
  actor,
  directive,
  files,
  cities,
  live,
  editable,
  today,
  chosen,
}: {
  actor: Actor;
  directive: DirectiveView;
  /** put beside an answer that is not sent yet */
  files: Awaited<ReturnType<typeof getDirective>>["files"];
  cities: { id: number }[];
  /** today's, and not withdrawn */
  live: boolean;
  editable: boolean;
  today: IsoDate;
  /** the unit of the address, of several that one person may answer for */
  chosen: number | undefined;
}) {
  // One answer is written at a time: a unit's staff may answer for its sub-units too.
  const own = directive.units.filter((unit) => may(actor, "directive.reply", { unitId: unit.id }));
  const owing = own.filter(({ state }) => owesReply(state));
  const writing = owing.find((unit) => unit.id === chosen) ?? owing[0];
  const accept = directive.order ? "order.accept" : "directive.accept";
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
    <div className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-4">
      {directive.units.map((unit) => {
        const subject = { cityId: unit.cityId, accountId: directive.issuedById };
        return (
          <UnitThread
            key={unit.id}
            unit={unit}
            withdrawn={directive.withdrawnOn !== null}
            asOf={directive.asOf}
            cities={cities}
            aside={(reply) => (
              <ReadStamps actor={actor} reply={reply} editable={editable} today={today} />
            )}
          >
            {may(actor, accept, subject) &&
              unit.replies.map((reply) => (
                <DecisionForm
                  key={reply.id}
                  action={decideReplyAction}
                  replyId={reply.id}
                  unitName={unit.name}
                  today={today}
                  dueOn={later(unit.dueOn, addDays(today, 7))}
                  open={live && unit.state === "REPLIED" && reply.decision === null}
                />
              ))}
            {own.includes(unit) && form(unit)}
            {live && owing.includes(unit) && unit !== writing && (
              <p className="screen-only mt-2">
                <Link
                  href={`${directiveHref(directive)}?unit=${unit.id}`}
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
  );
}

const later = (one: string, other: string) => (one > other ? one : other);
