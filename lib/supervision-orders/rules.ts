import type { OrderGrade } from "../../prisma/generated/enums";
import { addDays, daysBetween, type IsoDate, lastOfMonth } from "../dates";
import { type DirectedStatus, owesReply } from "../directives/rules";
import { dueDay } from "../format";
import { LIGHT_NAMES, ORDER_GRADE_NAMES } from "../glossary";
import { HALT_NAMES } from "../glossary-states";
import type { Halt } from "../plan/rules";
import type { Light } from "../status/rules";

/** How many days a side is red before a first order is suggested. */
export const RED_DAYS = 7;
/** How many days it is no better than amber, or unreported, before one is. */
export const AMBER_DAYS = 28;

const GRADES: OrderGrade[] = ["BLUE", "YELLOW", "RED"];

/** An order of the side that was not withdrawn. */
export type EarlierOrder = {
  /** 蓝督〔2024〕3号 */
  name: string;
  grade: OrderGrade;
  dueOn: IsoDate;
  units: Pick<DirectedStatus, "state" | "daysLeft">[];
};

/** How one side stood on some days, and what it was ordered to do. */
export type SideRecord = {
  /** newest first; the first is the day asked about */
  lights: { on: IsoDate; light: Light }[];
  /** the oldest first */
  orders: EarlierOrder[];
};

/** What grade the rule suggests, and the sentence that says why. */
export type Suggestion = { grade: OrderGrade; because: string };

/**
 * 建议: 蓝 for a side without an order that has been red for a week or not green for four; the next
 * grade when the last order is overdue, or is answered and accepted but its day has passed and the side
 * is still red, or four weeks later still not green. What awaits the office, or is not due yet, waits;
 * a side that was green since begins anew; nothing stands above 红.
 */
export function suggestOrder({ lights, orders }: SideRecord): Suggestion | null {
  const [now] = lights;
  if (!now || now.light === "COMPLETED" || now.light === "NOT_STARTED") return null;
  const last = orders.at(-1);
  if (last && !isMended(lights, last)) return nextOrder(now, last);
  const red = daysOf(lights, (light) => light === "SEVERE");
  if (red >= RED_DAYS)
    return { grade: "BLUE", because: `已连续 ${red} 天以上${LIGHT_NAMES.SEVERE}` };
  const bad = daysOf(lights, isBad);
  return bad >= AMBER_DAYS ? { grade: "BLUE", because: `已连续 ${bad} 天以上没有转绿` } : null;
}

function nextOrder(now: SideRecord["lights"][number], last: EarlierOrder): Suggestion | null {
  const grade = GRADES[GRADES.indexOf(last.grade) + 1];
  if (!grade) return null;
  const late = daysLate(last);
  if (late > 0) return { grade, because: `${last.name}逾期 ${late} 天未答复` };
  const past = daysBetween(last.dueOn, now.on);
  if (!isSettled(last) || past <= 0) return null;
  const day = `${last.name}时限 ${dueDay(last.dueOn, now.on)}已过 ${past} 天`;
  if (now.light === "SEVERE") return { grade, because: `${day}，仍为${LIGHT_NAMES.SEVERE}` };
  return isBad(now.light) && past >= AMBER_DAYS ? { grade, because: `${day}，仍没有转绿` } : null;
}

/** Why an order of this grade may not be issued now, as a sentence; null when it may. */
export function issueFault(
  grade: OrderGrade,
  record: SideRecord,
  halted: Halt | null,
): string | null {
  const light = record.lights[0]?.light ?? "NOT_STARTED";
  if (light === "COMPLETED") return "这一侧已经办结，没有需要督办的事项。";
  if (halted) return `这一项${HALT_NAMES[halted]}，不能督办。`;
  if (light === "NOT_STARTED") return "这一侧还没有启动，不能督办。";
  const last = record.orders.at(-1);
  if (light === "ON_TRACK" && !(last && daysLate(last) > 0)) {
    return "这一侧正常推进，没有督办事由；有其他要求的，请用批示。";
  }
  if (!last || isSettled(last)) return null;
  const higher = GRADES.indexOf(grade) > GRADES.indexOf(last.grade);
  if (higher || (last.grade === "RED" && grade === "RED" && daysLate(last) > 0)) return null;
  return last.grade === "RED"
    ? `${last.name}还在办理，不能重复督办；要收回的，请先撤回。`
    : `${last.name}（${ORDER_GRADE_NAMES[last.grade]}）还没有办结，再发请选更高的等级；要收回的，请先撤回。`;
}

/** The days whose lights the rule looks at: today and each of the four weeks before, and the ends of months since an answered order was due. */
export function daysToLookAt(asOf: IsoDate, firstOn: IsoDate, dueOn: IsoDate | null): IsoDate[] {
  const weeks = [0, 7, 14, 21, AMBER_DAYS].map((days) => addDays(asOf, -days));
  const months: IsoDate[] = [];
  const oldest = weeks.at(-1) ?? asOf;
  for (let day = lastOfMonth(dueOn ?? asOf); day < oldest; day = lastOfMonth(addDays(day, 1))) {
    months.unshift(day);
  }
  return [...weeks, ...months].filter((day) => day === asOf || day >= firstOn);
}

/** 事由: the light's own sentence on the day, and what else makes it an order. */
export function orderReason(lightReason: string, suggestion: Suggestion | null): string {
  return [lightReason, ...(suggestion ? [suggestion.because] : [])]
    .map((sentence) => `${sentence}。`)
    .join("");
}

/** What the form offers: days to answer and the demand. */
export const USUAL: Record<OrderGrade, { days: number; text: string }> = {
  BLUE: {
    days: 10,
    text: "请查明滞后原因，提出赶上序时进度的具体措施、责任人和完成时间，并在时限内答复。",
  },
  YELLOW: {
    days: 7,
    text: "请单位负责同志专题研究，说明前次督办后仍未见效的原因，倒排时间节点，逐项明确责任人，并在时限内答复。",
  },
  RED: {
    days: 5,
    text: "请单位主要负责同志牵头整改，明确转绿日期，每周报告进展，并在时限内书面说明情况。",
  },
};

function isBad(light: Light): boolean {
  return light === "SEVERE" || light === "LAGGING" || light === "UNREPORTED";
}

/** Over how many days, back from the newest, every light looked at is such. */
function daysOf(lights: SideRecord["lights"], is: (light: Light) => boolean): number {
  const end = lights.findIndex(({ light }) => !is(light));
  const held = end < 0 ? lights : lights.slice(0, end);
  const [newest, oldest] = [held[0], held.at(-1)];
  return newest && oldest ? daysBetween(oldest.on, newest.on) : 0;
}

/** An order does not count any more once it is settled and the side was well after its day. */
function isMended(lights: SideRecord["lights"], order: EarlierOrder): boolean {
  return isSettled(order) && lights.some(({ on, light }) => on > order.dueOn && !isBad(light));
}

export function isSettled({ units }: EarlierOrder): boolean {
  return units.every(({ state }) => state === "SETTLED");
}

/** Of the unit that is latest; 0 when none is late. */
function daysLate({ units }: EarlierOrder): number {
  return Math.max(
    0,
    ...units.filter(({ state }) => owesReply(state)).map(({ daysLeft }) => -daysLeft),
  );
}
