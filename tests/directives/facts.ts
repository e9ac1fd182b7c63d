import type { DirectedFacts, DirectiveFacts, ReplyFacts } from "@/lib/directives/rules";

export const DUE = "2024-09-20";
export const waiting: ReplyFacts = { decision: null };
export const accepted: ReplyFacts = { decision: { decision: "ACCEPTED", dueOn: null } };
export const askedFor = (dueOn: string): ReplyFacts => ({
  decision: { decision: "ASKED_AGAIN", dueOn },
});
export const unit = (...replies: ReplyFacts[]): DirectedFacts => ({
  name: "临沂市教育局",
  replies,
});
export const directive = (part: Partial<DirectiveFacts>): DirectiveFacts => ({
  level: "NORMAL",
  dueOn: DUE,
  withdrawn: false,
  units: [unit()],
  ...part,
});
/** Lights from the best to the worst. */
export const order = [
  "SETTLED",
  "REPLIED",
  "IN_HAND",
  "ASKED_AGAIN",
  "DUE_SOON",
  "OVERDUE",
  "LONG_OVERDUE",
];
