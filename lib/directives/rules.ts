import type { DirectiveLevel, OrderGrade, ReplyDecision } from "../../prisma/generated/enums";
import { daysBetween, type IsoDate } from "../dates";
import { monthDay } from "../format";
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

/** The light of a directive, its own and never mixed into its point's, on a day with its reason, and how each unit stands. */
export function directiveStatus(facts: DirectiveFacts, asOf: IsoDate): DirectiveStatus {
  const units = facts.units.map((unit) => directedStatus(facts, unit, asOf));
  if (facts.withdrawn) return { light: null, reason: "已撤回，不再要求答复", units };
  const named = units.map((status, index) => ({ ...status, name: facts.units[index]?.name ?? "" }));
  const owing = named
    .filter(({ state }) => owesReply(state))
    .sort((a, b) => a.daysLeft - b.daysLeft);
  const answered = named.length - owing.length;
  const say = (light: DirectiveLight, why: string) => ({
    light,
    reason: `${DIRECTIVE_LIGHT_NAMES[light]}：${why}`,
    units,
  });
  const [worst] = owing;
  if (!worst) {
    const waiting = named.filter(({ state }) => state === "REPLIED").length;
    return waiting === 0
      ? say("SETTLED", `${named.length} 家单位的答复均已认可`)
      : say("REPLIED", `${named.length} 家单位均已答复，${waiting} 家待认可`);
  }
  const others = owing.length > 1 ? `等 ${owing.length} 家` : "";
  if (worst.daysLeft < 0) {
    const late = -worst.daysLeft;
    const light = late > GRACE[facts.level] ? "LONG_OVERDUE" : "OVERDUE";
    const lateOnes = owing.filter(({ daysLeft }) => daysLeft < 0).length;
    const name = lateOnes > 1 ? `${worst.name}等 ${lateOnes} 家` : worst.name;
    return say(light, `${name}逾期 ${late} 天未答复；答复后即解除`);
  }
  const asked = owing.find(({ state }) => state === "ASKED_AGAIN");
  if (asked)
    return say("ASKED_AGAIN", `${asked.name}须在 ${monthDay(asked.dueOn)}前补充；答复后即解除`);
  if (worst.daysLeft <= SOON) {
    const left = worst.daysLeft === 0 ? "今天到期" : `仅剩 ${worst.daysLeft} 天`;
    return say(
      "DUE_SOON",
      `距答复时限 ${monthDay(worst.dueOn)}${left}，${worst.name}${others}还没有答复；答复后即解除`,
    );
  }
  return say(
    "IN_HAND",
    `${monthDay(worst.dueOn)}前答复，已答复 ${answered} 家，共 ${named.length} 家`,
  );
}
