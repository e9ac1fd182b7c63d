import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { getReportForm } from "@/lib/progress/queries";
import { withDatabase } from "../support/database";
import { hire, hireForCity } from "../support/people";
import { approve, submit } from "../support/reports";

withDatabase({ template: "plan" });

const PROBLEM = { problemText: "用地批复未到", problemLevel: "CITY", problemOwner: "市自然资源局" };

let staff: Actor;
let reviewer: Actor;
let fresh: () => { id: number };

beforeAll(async () => {
  ({ staff, fresh } = await hireForCity("staff", "济南市"));
  reviewer = await hire("reviewer", "REVIEWER");
});

/** A problem that an approved report of August opened. */
async function raise(assignmentId: number) {
  const updateId = await submit(staff, assignmentId, "2024-08-06", PROBLEM);
  await approve(reviewer, updateId, "2024-08-06");
  return db().problem.findFirstOrThrow({ where: { assignmentId, closedOn: null } });
}

const problemsOf = (assignmentId: number) => db().problem.findMany({ where: { assignmentId } });

describe("the report of a period", () => {
  test("is corrected with the outcomes it wrote: they are there to go on with, and stay", async () => {
    const { id } = fresh();
    const problem = await raise(id);
    const outcomes = { [problem.id]: "批复已下达" };
    await approve(reviewer, await submit(staff, id, "2024-09-06", { outcomes }), "2024-09-09");
    const form = await getReportForm(staff, id, undefined, "2024-09-12");
    expect(form.problems.map((each) => each.id)).toEqual([problem.id]);
    expect(form.blocks.outcomes).toEqual([{ problemId: problem.id, outcome: "批复已下达" }]);
    const again = { outcomes, percent: 50, correctionReason: "进度少报了 10 个百分点" };
    const correction = await submit(staff, id, "2024-09-12", again);
    await approve(reviewer, correction, "2024-09-13");
    const kept = await db().problemOutcome.findMany({ where: { updateId: correction } });
    expect(kept).toMatchObject([{ problemId: problem.id, outcome: "批复已下达" }]);
    expect(await problemsOf(id)).toMatchObject([{ closedOn: new Date("2024-09-09") }]);
    // The next period has nothing more to say of it.
    expect((await getReportForm(staff, id, undefined, "2024-10-08")).problems).toEqual([]);
  });

  test("of an earlier period lists the problems that period met, not later ones nor its own", async () => {
    const { id } = fresh();
    const problem = await raise(id);
    const listed = async (month: string) =>
      (await getReportForm(staff, id, month, "2024-09-06")).problems.map((each) => each.id);
    expect(await listed("2024-09-01")).toEqual([problem.id]);
    expect(await listed("2024-08-01")).toEqual([]);
    expect(await listed("2024-07-01")).toEqual([]);
  });
});
