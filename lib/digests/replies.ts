import type { Holidays } from "../calendar/rules";
import type { IsoDate } from "../dates";
import { paths } from "../paths";
import type { OwedReply } from "../reminders/owed-replies";
import { type DueMessage, type Person, staffAt, stageText, type Ties } from "./digest";
import { remindersDue, type Stage } from "./rules";

/**
 * The reminders of answers to 批示 and 督办单 that stand today, one a person and directive, whatever was
 * sent before; by the same stages as reports, and stopped by the answer.
 */
export function replyMessages(
  people: Person[],
  owed: OwedReply[],
  { parents }: Ties,
  today: IsoDate,
  holidays: Holidays,
): DueMessage[] {
  const staff = people.filter((person) => person.role === "STAFF");
  return owed.flatMap((reply) => {
    const stage = remindersDue({ dueOn: reply.dueOn, settled: false, today, holidays });
    if (!stage) return [];
    return staffAt(staff, reply.unit.id, parents).map((person) => ({
      accountId: person.id,
      demonstration: person.demonstration,
      kind: stage.kind,
      text: replyText(stage, reply, today),
      path: reply.order ? paths.order(reply.directiveId) : paths.directive(reply.directiveId),
      sameAs: `${stage.kind === "DUE" ? "due" : "overdue"}:directive:${reply.directiveId}:${reply.unit.id}:${reply.round}:${stage.ordinal}`,
    }));
  });
}

function replyText(
  stage: Stage,
  { unit, about, order, dueOn, round }: OwedReply,
  today: IsoDate,
): string {
  const what = `${about}的${order ? `督办单${order}` : "批示"}，${unit.name}${round > 0 ? "补充答复" : "答复"}`;
  return `${what}${stageText(stage, dueOn, today)}。`;
}
