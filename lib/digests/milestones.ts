import type { Holidays } from "../calendar/rules";
import type { IsoDate } from "../dates";
import { dueDay, quoted } from "../format";
import { paths } from "../paths";
import type { OwedMilestone } from "../reminders/milestones";
import { type DueMessage, type Person, recipients, type Ties } from "./digest";
import { remindersDue, type Stage } from "./rules";

/** The reminders of milestones that stand today, one a person and milestone; the same rhythm as for reports. */
export function milestoneMessages(
  people: Person[],
  owed: OwedMilestone[],
  ties: Ties,
  today: IsoDate,
  holidays: Holidays,
): DueMessage[] {
  const staff = people.filter(({ role }) => role === "STAFF");
  const messages = owed.flatMap((milestone) => {
    const { dueOn, rootId, point, unit, assignmentId } = milestone;
    const stage = remindersDue({ dueOn, settled: false, today, holidays });
    if (!stage) return [];
    return recipients(staff, { who: { unitId: unit.id, assignmentId } }, ties).map(
      (person): DueMessage => ({
        accountId: person.id,
        demonstration: person.demonstration,
        kind: "MILESTONE",
        text: milestoneText(milestone, stage, today),
        path: paths.point(point.number),
        // The due date is part of it: a milestone put off is reminded of anew.
        sameAs: `milestone:${rootId}:${dueOn}:${stage.kind === "DUE" ? "due" : "overdue"}:${stage.ordinal}`,
      }),
    );
  });
  const once = new Map(
    messages.map((message) => [`${message.sameAs}:${message.accountId}`, message]),
  );
  return [...once.values()];
}

function milestoneText({ title, dueOn, point }: OwedMilestone, stage: Stage, today: IsoDate) {
  const name = `第 ${point.number} 项节点${quoted(title)}`;
  if (stage.kind === "OVERDUE") {
    return `${name}已逾期 ${stage.workdays} 个工作日（应于${dueDay(dueOn, today)}完成），请完成后报审核员确认。`;
  }
  if (dueOn === today) return `${name}今天到期，请完成后报审核员确认。`;
  if (stage.workdays === 0) {
    return `${name}${dueDay(dueOn, today)}到期，今天是此前最后一个工作日，请完成后报审核员确认。`;
  }
  return `${name}还有 ${stage.workdays} 个工作日到期（${dueDay(dueOn, today)}）。`;
}
