import "server-only";
import type { ProblemLevel } from "../../prisma/generated/enums";
import { recordEntry } from "../audit/commands";
import { fromDbDate, shanghaiDate, toDbDate } from "../dates";
import { quoted } from "../format";
import { PROBLEM_LEVEL_NAMES } from "../glossary";
import { notify, officeOf, staffOf } from "../notifications/commands";
import { paths } from "../paths";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { concernsBothCities, mayCloseInPlace, namesAnother, needsCoordination } from "./rules";
import type { NameProblemOwnerInput, SettleProblemInput } from "./schema";

export type RaisedProblem = {
  assignmentId: number;
  /** the approved report that names it, and who wrote it */
  updateId: number;
  authorId: number;
  text: string;
  level: ProblemLevel;
  owner: string;
};

/**
 * Opens a problem and tells the reviewers who have to coordinate it. One that stands open with the
 * same text and level lives on instead, so that a unit which repeats it each month does not make it
 * young again; a new owner is then named from today on.
 */
export async function openProblem(
  tx: Transaction,
  actor: Actor,
  raised: RaisedProblem,
  now: Date,
): Promise<void> {
  const { authorId, ...problem } = raised;
  const { assignmentId, text, level } = problem;
  // A correction repeats the text of what it replaces, whose problem may be solved by now.
  const { periodId } = await tx.progressUpdate.findUniqueOrThrow({
    where: { id: problem.updateId },
    select: { periodId: true },
  });
  await tx.$executeRaw`
    SELECT 1 FROM problems WHERE assignment_id = ${assignmentId} AND closed_on IS NULL FOR UPDATE`;
  const standing = await tx.problem.findFirst({
    where: { assignmentId, text, level, OR: [{ closedOn: null }, { update: { periodId } }] },
    orderBy: { closedOn: { sort: "desc", nulls: "first" } },
    include: { owners: { select: { owner: true } } },
  });
  if (!standing) {
    const { id } = await tx.problem.create({
      data: {
        ...problem,
        raisedOn: toDbDate(shanghaiDate(now)),
        demonstration: actor.demonstration,
      },
    });
    await tellReviewers(tx, actor, { id, ...problem }, now);
    return;
  }
  const owners = [standing.owner, ...standing.owners.map(({ owner }) => owner)];
  if (standing.closedOn === null && namesAnother(problem.owner, owners)) {
    await changeOwner(tx, actor, standing, { owner: problem.owner, namedById: authorId }, now);
  }
}

/** Closes a problem of an assignment; false when it is closed already or none of its. */
export async function closeProblem(
  tx: Transaction,
  problem: { id: number; assignmentId: number },
  closing: { outcome: string; closedById: number },
  now: Date,
): Promise<boolean> {
  const { count } = await tx.problem.updateMany({
    where: { ...problem, closedOn: null },
    data: { ...closing, closedOn: toDbDate(shanghaiDate(now)) },
  });
  return count === 1;
}

/** Closes an open problem in place, with how it was solved; the unit is told. */
export async function settleProblem(
  actor: Actor,
  input: SettleProblemInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const problem = await lockProblem(tx, actor, input.problemId);
    if (!mayCloseInPlace(actor.role, problem.level)) {
      throw new Refusal(
        "INVALID",
        "需要协调的问题，请在填报的“问题办理”中写明结果，审核通过后销项。",
      );
    }
    const { id, assignmentId, text, level, assignment } = problem;
    const closing = { outcome: input.outcome, closedById: actor.accountId };
    await closeProblem(tx, { id, assignmentId }, closing, now);
    const message = {
      to: await staffOf(tx, assignmentId),
      kind: "PROBLEM" as const,
      text: `第 ${assignment.point.number} 项的问题${quoted(shortened(text))}已办结：${input.outcome}`,
      path: paths.problem(id),
      sameAs: `problem:${id}:settled`,
    };
    await notify(tx, actor, message, now);
    await recordEntry(
      tx,
      actor,
      {
        action: "problem.settle",
        subject: `problem:${id}`,
        before: { text, level, raisedOn: fromDbDate(problem.raisedOn) },
        after: { outcome: input.outcome },
        planId: assignment.planId,
      },
      now,
    );
  });
}

/** Names who has to solve an open problem from today on; the unit is told. */
export async function nameProblemOwner(
  actor: Actor,
  input: NameProblemOwnerInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const problem = await lockProblem(tx, actor, input.problemId);
    const [last] = problem.owners;
    const before = last?.owner ?? problem.owner;
    // Nothing was changed, so there is nothing to record or to tell.
    if (before === input.owner) return;
    const naming = { owner: input.owner, namedById: actor.accountId };
    await changeOwner(tx, actor, problem, naming, now);
    await recordEntry(
      tx,
      actor,
      {
        action: "problem.name-owner",
        subject: `problem:${problem.id}`,
        before: { owner: before },
        after: { owner: input.owner },
        planId: problem.assignment.planId,
      },
      now,
    );
  });
}

async function changeOwner(
  tx: Transaction,
  actor: Actor,
  problem: { id: number; assignmentId: number; text: string },
  naming: { owner: string; namedById: number },
  now: Date,
): Promise<void> {
  const { id } = await tx.problemOwner.create({
    data: {
      problemId: problem.id,
      ...naming,
      namedAt: now,
      namedOn: toDbDate(shanghaiDate(now)),
      demonstration: actor.demonstration,
    },
  });
  const people = await staffOf(tx, problem.assignmentId);
  const message = {
    // Who named it in a report is told of the report.
    to: people.filter((person) => person !== naming.namedById),
    kind: "PROBLEM" as const,
    text: `问题${quoted(shortened(problem.text))}改由${naming.owner}解决`,
    path: paths.problem(problem.id),
    sameAs: `problem-owner:${id}`,
  };
  await notify(tx, actor, message, now);
}

/** What needs coordination is told to the reviewers of the city, or of both. */
async function tellReviewers(
  tx: Transaction,
  actor: Actor,
  problem: { id: number; assignmentId: number; text: string; level: ProblemLevel },
  now: Date,
): Promise<void> {
  if (!needsCoordination(problem.level)) return;
  const { unit, point, plan } = await tx.assignment.findUniqueOrThrow({
    where: { id: problem.assignmentId },
    select: {
      unit: { select: { name: true, cityId: true } },
      point: { select: { number: true } },
      plan: { select: { id: true, cities: { select: { cityId: true } } } },
    },
  });
  const cities = concernsBothCities(problem.level)
    ? plan.cities.map(({ cityId }) => cityId)
    : [unit.cityId];
  const to: number[] = [];
  for (const city of cities) to.push(...(await officeOf(tx, plan.id, ["REVIEWER"], city)));
  const message = {
    to,
    kind: "PROBLEM" as const,
    text: `${unit.name}第 ${point.number} 项提出需要协调的问题（${PROBLEM_LEVEL_NAMES[problem.level]}）：${shortened(problem.text)}`,
    path: paths.problem(problem.id),
    sameAs: `problem:${problem.id}:raised`,
  };
  await notify(tx, actor, message, now);
}

/** The problem, locked and open, for whoever may settle it. */
async function lockProblem(tx: Transaction, actor: Actor, id: number) {
  await tx.$executeRaw`SELECT 1 FROM problems WHERE id = ${id} FOR UPDATE`;
  const problem = await tx.problem.findUnique({
    where: { id },
    include: {
      owners: { orderBy: [{ namedOn: "desc" }, { id: "desc" }], take: 1 },
      assignment: {
        select: {
          planId: true,
          unit: { select: { id: true, cityId: true } },
          point: { select: { number: true } },
        },
      },
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

const MOST = 40;

/** As much of a problem as a message has room for. */
function shortened(text: string): string {
  const letters = [...text.replaceAll(/\s+/g, " ")];
  return letters.length <= MOST ? letters.join("") : `${letters.slice(0, MOST).join("")}…`;
}
