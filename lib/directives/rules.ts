import type { DirectiveLevel, OrderGrade, ReplyDecision } from "../../prisma/generated/enums";
import { daysBetween, type IsoDate } from "../dates";
import { dueDay } from "../format";
import { type DirectedState, ORDER_GRADE_NAMES } from "../glossary";
import { DIRECTIVE_LIGHT_NAMES, type DirectiveLight } from "../glossary-states";

/** A reply as it stands on the day asked for; what came later is not in it. */
export type ReplyFacts = {
  decision: { decision: ReplyDecision; dueOn: IsoDate | null } | null;
};

export type DirectedFacts = {
  name: string;
  /** in the order they were given */
  replies: ReplyFacts[];
};

export type DirectiveFacts = {
  level: DirectiveLevel;
  dueOn: IsoDate;
  withdrawn: boolean;
  units: DirectedFacts[];
};

export type DirectedStatus = {
  state: DirectedState;
  /** by when it answers: the directive's day, or the one it was asked again for */
  dueOn: IsoDate;
  /** to that day; negative when it has passed */
  daysLeft: number;
};

export type DirectiveStatus = {
  /** null for one that was withdrawn */
  light: DirectiveLight | null;
  /** one sentence: why, and what ends it */
  reason: string;
  units: DirectedStatus[];
};

/** How pressing the directive of a 督办单 is. */
export const LEVEL_OF_GRADE: Record<OrderGrade, DirectiveLevel> = {
  BLUE: "NORMAL",
  YELLOW: "IMPORTANT",
  RED: "URGENT",
};

/** 蓝督〔2024〕3号 */
export function orderName(order: { grade: OrderGrade; year: number; number: number }): string {
  return `${ORDER_GRADE_NAMES[order.grade].charAt(0)}督〔${order.year}〕${order.number}号`;
}

/** Days past the due date up to which it is 逾期, by level; from then on 严重逾期. */
const GRACE: Record<DirectiveLevel, number> = { NORMAL: 7, IMPORTANT: 3, URGENT: 0 };
/** An answer due within these days is 临近到期. */
const SOON = 3;

/** How one addressed unit stands on a day. What awaits the leader is no longer late. */
export function directedStatus(
  { dueOn: first }: Pick<DirectiveFacts, "dueOn">,
  { replies }: Pick<DirectedFacts, "replies">,
  asOf: IsoDate,
): DirectedStatus {
  const last = replies.at(-1);
  const dueOn = replies.findLast(({ decision }) => decision?.dueOn)?.decision?.dueOn ?? first;
  const daysLeft = daysBetween(asOf, dueOn);
  const state = (): DirectedState => {
    if (last?.decision?.decision === "ACCEPTED") return "SETTLED";
    if (last && last.decision === null) return "REPLIED";
    if (daysLeft < 0) return "OVERDUE";
    return last ? "ASKED_AGAIN" : "AWAITED";
  };
  return { state: state(), dueOn, daysLeft };
}

/** Whether a unit in this state owes an answer. */
export function owesReply(state: DirectedState): boolean {
  return state === "AWAITED" || state === "ASKED_AGAIN" || state === "OVERDUE";
}

// From the best to the worst, as they are named.
const SEVERITY = Object.keys(DIRECTIVE_LIGHT_NAMES) as DirectiveLight[];

/** What one unit alone would make of the light: how near its day is says more than that it was asked again. */
function lightOf({ state, daysLeft }: DirectedStatus, level: DirectiveLevel): DirectiveLight {
  if (state === "SETTLED" || state === "REPLIED") return state;
  if (daysLeft < 0) return -daysLeft > GRACE[level] ? "LONG_OVERDUE" : "OVERDUE";
  if (daysLeft <= SOON) return "DUE_SOON";
  return state === "ASKED_AGAIN" ? "ASKED_AGAIN" : "IN_HAND";
}

/**
 * The light of a directive, its own and never mixed into its point's, on a day with its reason, and how
 * each unit stands. It is the most severe of what its units make of it one by one.
 */
export function directiveStatus(facts: DirectiveFacts, asOf: IsoDate): DirectiveStatus {
  const units = facts.units.map((unit) => directedStatus(facts, unit, asOf));
  if (facts.withdrawn) return { light: null, reason: "已撤回，不再要求答复", units };
  const named = units.map((status, index) => ({
    ...status,
    name: facts.units[index]?.name ?? "",
    light: lightOf(status, facts.level),
  }));
  const light = SEVERITY.findLast((each) => named.some((unit) => unit.light === each)) ?? "SETTLED";
  const own = named.filter((unit) => unit.light === light).sort((a, b) => a.daysLeft - b.daysLeft);
  return {
    light,
    reason: `${DIRECTIVE_LIGHT_NAMES[light]}：${whyOf(light, own, named, asOf)}`,
    units,
  };
}

type Named = DirectedStatus & { name: string };

/** Of those that make the light, the nearest day first; `all` are addressed. */
function whyOf(light: DirectiveLight, own: Named[], all: Named[], asOf: IsoDate): string {
  const [first] = own;
  if (!first || light === "SETTLED") return `${all.length} 家单位的答复均已认可`;
  if (light === "REPLIED") return `${all.length} 家单位均已答复，${own.length} 家待认可`;
  const { dueOn, daysLeft, state } = first;
  const day = dueDay(dueOn, asOf);
  const name = own.length > 1 ? `${first.name}等 ${own.length} 家` : first.name;
  if (light === "IN_HAND") {
    const answered = all.filter((unit) => !owesReply(unit.state)).length;
    return `${day}前答复，已答复 ${answered} 家，共 ${all.length} 家`;
  }
  if (light === "ASKED_AGAIN") return `${first.name}须在 ${day}前补充；答复后即解除`;
  if (light === "DUE_SOON") {
    const left = daysLeft === 0 ? "今天到期" : `仅剩 ${daysLeft} 天`;
    const owed = state === "ASKED_AGAIN" && own.length === 1 ? "补充" : "答复";
    return `距${owed}时限 ${day}${left}，${name}还没有${owed}；答复后即解除`;
  }
  return `${name}逾期 ${-daysLeft} 天未答复；答复后即解除`;
}
