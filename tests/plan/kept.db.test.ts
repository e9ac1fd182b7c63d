import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";

withDatabase({ template: "plan" });

const DAY = new Date("2024-06-18");

// One settled row of each kind.
beforeAll(async () => {
  const { accountId } = await hire("somebody", "REVIEWER");
  const { id: assignmentId, pointId } = await db().assignment.findFirstOrThrow();
  const { id: cityId } = await db().city.findFirstOrThrow();
  const row = { title: "方案", dueOn: DAY, weight: 100, addedOn: DAY, addedById: accountId };
  const { id: milestoneId } = await db().milestone.create({
    data: { ...row, pointId, removedOn: DAY, removedById: accountId },
  });
  await db().milestone.create({ data: { ...row, pointId, rootId: milestoneId } });
  const reached = { milestoneId, cityId, doneOn: DAY, confirmedOn: DAY, confirmedById: accountId };
  await db().milestoneCompletion.create({
    data: { ...reached, revokedOn: DAY, revokedById: accountId, revokeReason: "补充" },
  });
  await db().milestoneCompletion.create({ data: reached });
  await db().extension.create({
    data: {
      pointId,
      assignmentId,
      reason: "资金",
      fromOn: new Date("2024-12-31"),
      toOn: new Date("2025-03-31"),
      appliedById: accountId,
      appliedAt: at("2024-06-18"),
      appliedOn: DAY,
      decision: "APPROVED",
      decidedById: accountId,
      decidedAt: at("2024-06-18"),
      decidedOn: DAY,
    },
  });
  const pause = { pointId, reason: "等待", basis: "纪要", startsOn: DAY, startedById: accountId };
  await db().pause.create({ data: { ...pause, endsOn: DAY, endedById: accountId } });
  await db().confidence.create({
    data: {
      pointId,
      cityId,
      level: "LOW",
      sentence: "慢",
      statedById: accountId,
      statedAt: at("2024-06-18"),
      statedOn: DAY,
    },
  });
});

const run = (sql: string) => db().$executeRawUnsafe(sql);
const REFUSED = /immutable|may only be|are kept/;

describe("what dates a point's time", () => {
  test.each([
    ["milestones", "weight = 90"],
    ["milestones", "removed_on = '2026-01-01'"],
    ["milestone_completions", "done_on = '2024-01-01'"],
    ["milestone_completions", "revoked_on = NULL, revoked_by_id = NULL, revoke_reason = NULL"],
    ["extensions", "to_on = '2026-01-01'"],
    ["extensions", "decision = 'REFUSED', opinion = 'x'"],
    ["pauses", "ends_on = '2026-01-01'"],
    ["confidences", "sentence = 'x'"],
  ])("of %s is never changed (%s) and never removed, whoever writes", async (table, change) => {
    const rows = () => db().$queryRawUnsafe(`SELECT * FROM ${table} ORDER BY id`);
    const before = await rows();
    expect(before).not.toEqual([]);
    await expect(run(`UPDATE ${table} SET ${change}`)).rejects.toThrow(REFUSED);
    await expect(run(`DELETE FROM ${table}`)).rejects.toThrow(REFUSED);
    await expect(run(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(REFUSED);
    expect(await rows()).toEqual(before);
  });

  test.each([
    ["a weight above 100", "weight", "101", "milestones_content"],
    ["a milestone without a title", "title", "''", "milestones_content"],
  ])("takes no %s", async (_, column, value, constraint) => {
    const columns = ["point_id", "title", "due_on", "weight", "added_on", "added_by_id"];
    const values = columns.map((each) => (each === column ? value : each));
    await expect(
      run(`INSERT INTO milestones (${columns}) SELECT ${values} FROM milestones LIMIT 1`),
    ).rejects.toThrow(constraint);
  });

  test("takes one completion of a side, one waiting extension and one open pause of a point", async () => {
    await expect(
      run(`INSERT INTO milestone_completions (milestone_id, city_id, done_on, confirmed_on, confirmed_by_id)
           SELECT milestone_id, city_id, done_on, confirmed_on, confirmed_by_id
             FROM milestone_completions WHERE revoked_on IS NULL`),
    ).rejects.toThrow(/milestone_completions_standing|milestone_id/);
    const extension = `INSERT INTO extensions (point_id, assignment_id, from_on, to_on, reason, applied_by_id, applied_at, applied_on)
           SELECT point_id, assignment_id, from_on, to_on, reason, applied_by_id, applied_at, applied_on
             FROM extensions LIMIT 1`;
    expect(await run(extension)).toBe(1);
    await expect(run(extension)).rejects.toThrow(/extensions_open|point_id/);
    const pause = `INSERT INTO pauses (point_id, reason, basis, starts_on, started_by_id)
           SELECT point_id, reason, basis, starts_on, started_by_id FROM pauses LIMIT 1`;
    expect(await run(pause)).toBe(1);
    await expect(run(pause)).rejects.toThrow(/pauses_open|point_id/);
  });

  test("takes no extension applied for on its due date, and no refusal without a word", async () => {
    await expect(
      run(`INSERT INTO extensions (point_id, assignment_id, from_on, to_on, reason, applied_by_id, applied_at, applied_on)
           SELECT point_id, assignment_id, from_on, to_on, reason, applied_by_id, applied_at, from_on
             FROM extensions LIMIT 1`),
    ).rejects.toThrow("extensions_dates");
    await expect(
      run(`UPDATE extensions SET decision = 'REFUSED', decided_by_id = applied_by_id,
             decided_at = applied_at, decided_on = applied_on WHERE decision IS NULL`),
    ).rejects.toThrow("extensions_decision");
  });
});
