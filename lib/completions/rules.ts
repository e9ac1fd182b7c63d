import type { VerificationDecision } from "../../prisma/generated/enums";
import type { CompletionState } from "../glossary";

/** What one city's side of a point says about its end, on one day. */
export type CompletionFacts = {
  /** newest 办结申请 of the side, with the newest decision about it */
  application: { decision: VerificationDecision | null; closed: boolean } | null;
  /** newest 销号 of the side */
  closure: { reopened: boolean } | null;
};

/** 未申请 → 已申请 → 已核验 → 已销号, and back by 撤回, 退回 or 重新办理. */
export function completionState({ application, closure }: CompletionFacts): CompletionState {
  if (closure && !closure.reopened) return "CLOSED";
  // An application that led to a 销号 was used up by it, reopened or not.
  if (application && !application.closed && application.decision !== "WITHDRAWN") {
    if (application.decision === null) return "APPLIED";
    return application.decision;
  }
  return closure ? "REOPENED" : "NONE";
}

/** Whether a unit may apply in this state; 100 % and the unit's role are looked at besides. */
export function isOpenForApplication(state: CompletionState): boolean {
  return state === "NONE" || state === "REJECTED" || state === "REOPENED";
}

// Enough to say where the results are kept or why there is no file.
const WORDS_WITHOUT_FILE = 20;

/** 办结 rests on at least one file, or on an outcome that says what else it rests on. */
export function isSupported(outcome: string, files: number): boolean {
  return files > 0 || [...outcome].length >= WORDS_WITHOUT_FILE;
}

/** Why a verified application has to be looked at again before 销号; null while nothing changed. */
export function recheckNeeded(percent: number, overtaken: boolean): string | null {
  const reached = Math.floor(percent);
  if (reached < 100) return `核验之后这一侧的进度降到 ${reached}%。`;
  return overtaken ? "核验之后这一侧有进展被更正，或曾报低于 100%。" : null;
}
