import "server-only";
import type { ProblemLevel } from "../../prisma/generated/enums";
import { recordEntry } from "../audit/commands";
import { fromDbDate, type IsoDate, shanghaiDate, toDbDate } from "../dates";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type { NameProblemOwnerInput, SettleProblemInput } from "./schema";

export type RaisedProblem = {
  assignmentId: number;
  /** the approved report that names it */
  updateId: number;
  text: string;
  level: ProblemLevel;
  owner: string;
  raisedOn: IsoDate;
  demonstration: boolean;
};

/**
 * Opens a problem; one that stands open with the same text and level lives on instead, so that a
 * unit which repeats it each month does not make it young again. True when it is new.
 */
export async function openProblem(tx: Transaction, problem: RaisedProblem): Promise<boolean> {
  const { assignmentId, text, level } = problem;
  // A correction repeats the text of what it replaces, whose problem may be solved by now.
  const { periodId } = await tx.progressUpdate.findUniqueOrThrow({
    where: { id: problem.updateId },
    select: { periodId: true },
  });
  const standing = await tx.problem.findFirst({
    where: { assignmentId, text, level, OR: [{ closedOn: null }, { update: { periodId } }] },
    select: { id: true },
  });
  if (standing) return false;
  await tx.problem.create({ data: { ...problem, raisedOn: toDbDate(problem.raisedOn) } });
  return true;
}

/** Closes a problem of an assignment; false when it is closed already or none of its. */
export async function closeProblem(
  tx: Transaction,
  problem: { id: number; assignmentId: number },
  closing: { outcome: string; closedById: number; closedOn: IsoDate },
): Promise<boolean> {
  const { count } = await tx.problem.updateMany({
    where: { ...problem, closedOn: null },
    data: { ...closing, closedOn: toDbDate(closing.closedOn) },
  });
  return count === 1;
}

/** Closes an open problem in place, with how it was solved. */
export async function settleProblem(
  actor: Actor,
  input: SettleProblemInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const problem = await lockProblem(tx, actor, input.problemId);
    // What others have to coordinate turns a light: the unit's word alone does not close it.
    if (actor.role === "STAFF" && problem.level !== "UNIT") {
      throw new Refusal(
        "INVALID",
        "需要协调的问题，请在填报的“问题办理”中写明结果，审核通过后销项。",
      );
    }
    const today = shanghaiDate(now);
    await closeProblem(
      tx,
      { id: problem.id, assignmentId: problem.assignmentId },
      { outcome: input.outcome, closedById: actor.accountId, closedOn: today },
    );
    await recordEntry(
      tx,
      actor,
      {
        action: "problem.settle",
        subject: `problem:${problem.id}`,
        before: {
          text: problem.text,
          level: problem.level,
          raisedOn: fromDbDate(problem.raisedOn),
        },
        after: { outcome: input.outcome },
        planId: problem.assignment.planId,
      },
      now,
    );
  });
}

/** Names who has to solve an open problem. */
export async function nameProblemOwner(
  actor: Actor,
  input: NameProblemOwnerInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const problem = await lockProblem(tx, actor, input.problemId);
    await tx.problem.update({ where: { id: problem.id }, data: { owner: input.owner } });
    await recordEntry(
      tx,
      actor,
      {
        action: "problem.name-owner",
        subject: `problem:${problem.id}`,
        before: { owner: problem.owner },
        after: { owner: input.owner },
        planId: problem.assignment.planId,
      },
      now,
    );
  });
}

/** The problem, locked and open, for whoever may settle it. */
async function lockProblem(tx: Transaction, actor: Actor, id: number) {
  await tx.$executeRaw`SELECT 1 FROM problems WHERE id = ${id} FOR UPDATE`;
  const problem = await tx.problem.findUnique({
    where: { id },
    include: {
      assignment: { select: { planId: true, unit: { select: { id: true, cityId: true } } } },
    },
  });
  const unit = problem?.assignment.unit;
  if (!problem || !may(actor, "problem.settle", { unitId: unit?.id, cityId: unit?.cityId })) {
    throw notFound();
  }
  if (problem.closedOn !== null) {
    throw new Refusal("STALE", `这个问题已于 ${fromDbDate(problem.closedOn)} 办结，请刷新查看。`);
  }
  return problem;
}
