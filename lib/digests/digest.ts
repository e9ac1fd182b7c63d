import type { NotificationKind, Role } from "../../prisma/generated/enums";
import type { Holidays } from "../calendar/rules";
import type { IsoDate } from "../dates";
import { dueDay, monthDay } from "../format";
import { NOTIFICATION_KIND_NAMES } from "../glossary";
import { paths } from "../paths";
import type { OwedReport, PendingReport } from "../reminders/owed";
import type { Duty } from "../reminders/rules";
import { remindersDue, type Stage } from "./rules";

export type DigestLine = {
  kind: NotificationKind | "REVIEW" | "WATCH" | "MORE";
  text: string;
  path: string;
};

/** Somebody a digest may be for, with the messages they have not read and nothing told them yet, the oldest first. */
export type Person = {
  id: number;
  role: Role;
  post: string;
  unitId: number | null;
  unitName: string | null;
  cityId: number | null;
  email: string | null;
  demonstration: boolean;
  /** the plans they are told about; null: all */
  planIds: number[] | null;
  unread: DigestLine[];
};

/** What decides who of a unit is told. */
export type Ties = {
  /** assignment → its 经办人 */
  handlers: Map<number, number>;
  /** unit → the unit above it */
  parents: Map<number, number>;
};

export type DueMessage = {
  accountId: number;
  demonstration: boolean;
  kind: "DUE" | "OVERDUE" | "MILESTONE" | "HOLIDAYS";
  text: string;
  path: string;
  sameAs: string;
};

/**
 * The reminders that stand today, one a person, kind and number, whatever was sent before: the
 * message of one stage is written once, and only what is written anew comes into the digest.
 */
export function dueMessages(
  people: Person[],
  duties: Duty[],
  ties: Ties,
  today: IsoDate,
  holidays: Holidays,
): DueMessage[] {
  const staff = people.filter((person) => person.role === "STAFF");
  const groups = new Map<string, { person: Person; stage: Stage; first: Duty; duties: Duty[] }>();
  const stages = new Map<IsoDate, Stage | null>();
  for (const duty of duties) {
    const { dueOn } = duty;
    if (!stages.has(dueOn)) {
      stages.set(dueOn, remindersDue({ dueOn, settled: false, today, holidays }));
    }
    const stage = stages.get(dueOn);
    if (!stage) continue;
    for (const person of recipients(staff, duty, ties)) {
      const key = `${person.id}:${duty.kind}:${duty.id}`;
      const group = groups.get(key) ?? { person, stage, first: duty, duties: [] };
      group.duties.push(duty);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ person, stage, first, duties }) => ({
    accountId: person.id,
    demonstration: person.demonstration,
    kind: stage.kind,
    text: dueText(stage, first, duties, today),
    path: duties.length === 1 ? first.path : first.pathOfAll,
    sameAs: `${stage.kind === "DUE" ? "due" : "overdue"}:${first.kind}:${first.id}:${stage.ordinal}`,
  }));
}

/** As staffOf() of lib/notifications: the 经办人, else everybody of the unit or the unit above. */
export function recipients(
  staff: Person[],
  { who }: Pick<Duty, "who">,
  { handlers, parents }: Ties,
): Person[] {
  const own = staffAt(staff, who.unitId, parents);
  const handler = own.filter(({ id }) => id === handlers.get(who.assignmentId));
  return handler.length > 0 ? handler : own;
}

/** Everybody of a unit or of the unit above it. */
export function staffAt(staff: Person[], unit: number, parents: Ties["parents"]): Person[] {
  const parent = parents.get(unit) ?? null;
  return staff.filter(({ unitId }) => unitId !== null && (unitId === unit || unitId === parent));
}

function dueText(stage: Stage, first: Duty, duties: Duty[], today: IsoDate): string {
  const { text: name, missing, dueOn } = first;
  const numbers = [...new Set(duties.map(({ point }) => point))].sort((a, b) => a - b);
  const owing = `${duties.length} 项${missing}：第 ${numbers.join("、")} 项。`;
  return `${name}${stageText(stage, dueOn, today)}，还有 ${owing}`;
}

/** How a stage is put into words, without a full stop: 还有 2 个工作日截止（9月25日）. */
export function stageText(stage: Stage, dueOn: IsoDate, today: IsoDate): string {
  const day = dueDay(dueOn, today);
  if (stage.kind === "OVERDUE") return `已逾期 ${stage.workdays} 个工作日（${day}截止）`;
  if (stage.workdays > 0) return `还有 ${stage.workdays} 个工作日截止（${day}）`;
  return dueOn === today ? "今天截止" : `${day}截止，今天是此前最后一个工作日`;
}

// More than this many messages are told by the portal, not by a mail.
const MOST_MESSAGES = 20;

/** The newest of what a person has not read, the rest counted. */
function unreadLines(unread: DigestLine[]): DigestLine[] {
  const rest = unread.length - MOST_MESSAGES;
  if (rest <= 0) return unread;
  const more = { text: `另有 ${rest} 条更早的未读消息。`, path: paths.notifications() };
  return [...unread.slice(-MOST_MESSAGES), { kind: "MORE", ...more }];
}

/** What one person is told today; empty when there is nothing. */
export function digestLines(
  person: Person,
  reminders: DueMessage[],
  pending: PendingReport[],
): DigestLine[] {
  const due = reminders
    .map(({ kind, text, path }): DigestLine => ({ kind, text, path }))
    .sort((a, b) => b.kind.localeCompare(a.kind));
  const waiting =
    person.role === "REVIEWER"
      ? pending.filter(({ cityId }) => person.cityId === null || person.cityId === cityId)
      : [];
  const [oldest] = waiting.flatMap(({ submittedOn }) => submittedOn ?? []).sort();
  const since = oldest ? `，最早的${monthDay(oldest)}报送` : "";
  const review: DigestLine[] =
    waiting.length === 0
      ? []
      : [{ kind: "REVIEW", text: `待审核 ${waiting.length} 份${since}。`, path: paths.reviews() }];
  return [...due, ...unreadLines(person.unread), ...review];
}

export type DigestMail = { subject: string; body: string };

/** The mail to one address, which several people of a unit may share. */
export function digestMail(
  digests: { person: Person; lines: DigestLine[] }[],
  today: IsoDate,
  address: string | undefined,
): DigestMail {
  const count = digests.reduce((sum, { lines }) => sum + lines.length, 0);
  const sections = digests.map(({ person, lines }) =>
    [
      `${[person.unitName, person.post].filter(Boolean).join(" · ")}：`,
      ...lines.map((line, index) => {
        const link = address ? `\n   ${address}${line.path}` : "";
        return `${index + 1}. 【${kindName(line.kind)}】${line.text}${link}`;
      }),
    ].join("\n"),
  );
  return {
    subject: `对口合作督办 ${monthDay(today)}提醒：${count} 件待办`,
    body: [
      ...sections,
      "每个工作日最多一封，没有事项时不发。本邮件由系统自动发送，请勿回复。",
    ].join("\n\n"),
  };
}

export function kindName(kind: DigestLine["kind"]): string {
  if (kind === "MORE") return "消息";
  if (kind === "WATCH") return "关注";
  return kind === "REVIEW" ? "待审核" : NOTIFICATION_KIND_NAMES[kind];
}

// 企业微信 takes 2,048 bytes, the others far more; the subject goes before it.
const MOST_BYTES = 1_900;

/** The day's summary for a group chat: counts and unit names by city, no person. Null when there is nothing to tell. */
export function robotSummary(
  cities: { id: number; shortName: string }[],
  owed: OwedReport[],
  pending: PendingReport[],
): string | null {
  if (owed.length === 0 && pending.length === 0) return null;
  for (let names = 30; ; names -= 5) {
    const text = cities.map((city) => citySummary(city, owed, pending, names)).join("\n");
    if (names <= 0 || new TextEncoder().encode(text).length <= MOST_BYTES) return text;
  }
}

function citySummary(
  city: { id: number; shortName: string },
  owed: OwedReport[],
  pending: PendingReport[],
  names: number,
): string {
  const own = owed.filter(({ unit }) => unit.cityId === city.id);
  const late = own.filter(({ state }) => state === "OVERDUE");
  const back = own.filter(({ state }) => state === "RETURNED").length;
  const units = [...new Set(late.map(({ unit }) => unit.shortName))];
  const named = units.slice(0, Math.max(0, names)).join("、");
  const rest = units.length > names ? `${named === "" ? "" : " 等"} ${units.length} 家` : "";
  return [
    `${city.shortName}：逾期 ${late.length} 项${units.length > 0 ? `（${named}${rest}）` : ""}`,
    `待报 ${own.length - late.length - back} 项`,
    `被退回 ${back} 项`,
    `待审核 ${pending.filter(({ cityId }) => cityId === city.id).length} 份`,
  ].join("，");
}
