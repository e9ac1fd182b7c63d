import { beforeAll, describe, expect, test } from "vitest";
import { changeAssignments } from "@/lib/assignments/commands";
import { getAssignmentPanel } from "@/lib/assignments/queries";
import { reopenClosure } from "@/lib/closures/commands";
import { db } from "@/lib/platform/db";
import { withdrawUpdate } from "@/lib/progress/commands";
import { withDatabase } from "./support/database";
import { at, hire } from "./support/people";
import { approve, submit } from "./support/reports";

withDatabase({ template: "plan" });

// One row of everything that is never changed, written by the commands people use.
beforeAll(async () => {
  const staff = await hire("staff", "STAFF", { unit: "济南市教育局" });
  const reviewer = await hire("reviewer", "REVIEWER");
  const admin = await hire("admin", "ADMIN");
  const assignment = await db().assignment.findFirstOrThrow({
    where: { unit: { name: "济南市教育局" } },
    include: { point: true },
  });
  await approve(reviewer, await submit(staff, assignment.id, "2024-05-10"), "2024-05-11");
  const taken = await submit(staff, assignment.id, "2024-06-10", { percent: 50 });
  await withdrawUpdate(staff, { updateId: taken }, at("2024-06-11"));
  const closure = {
    pointId: assignment.pointId,
    cityId: (await db().city.findUniqueOrThrow({ where: { name: "济南市" } })).id,
    outcome: "完成",
    closedById: reviewer.accountId,
    closedOn: new Date("2024-06-12"),
  };
  const { id } = await db().closure.create({ data: closure });
  await reopenClosure(reviewer, { closureId: id, reason: "补充" }, at("2024-06-13"));
  await db().closure.create({ data: { ...closure, closedOn: new Date("2024-06-14") } });
  const { seal, units } = await getAssignmentPanel(admin, assignment.point.number);
  const [first, ...rest] = units.map(({ id }) => ({
    unitId: id,
    role: "RESPONSIBLE" as const,
    groupId: null,
  }));
  if (!first) throw new Error("no units");
  await changeAssignments(
    admin,
    { pointId: assignment.pointId, seal, entries: [{ ...first, role: "LEAD" }, ...rest] },
    at("2024-06-15"),
  );
});

const run = (sql: string) => db().$executeRawUnsafe(sql);
const REFUSED = /immutable|may only be/;

describe("what was submitted, decided, taken back or logged", () => {
  test.each([
    ["progress_updates", "percent = 99"],
    ["reviews", "counts = NOT counts"],
    ["withdrawals", "withdrawn_on = '2024-01-01'"],
    ["audit_entries", "account_name = 'nobody'"],
    ["light_thresholds", "severe_gap = 90"],
  ])("is not changed, removed or emptied, whoever asks the database: %s", async (table, change) => {
    const rows = () => db().$queryRawUnsafe(`SELECT * FROM ${table} ORDER BY 1`);
    const before = await rows();
    expect(before).not.toEqual([]);
    await expect(run(`UPDATE ${table} SET ${change}`)).rejects.toThrow(REFUSED);
    await expect(run(`DELETE FROM ${table}`)).rejects.toThrow(REFUSED);
    await expect(run(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(REFUSED);
    expect(await rows()).toEqual(before);
  });
});

describe("a term of an assignment", () => {
  test("that ended is not opened again, moved or ended anew", async () => {
    const ended = "WHERE ends_on IS NOT NULL";
    for (const change of ["ends_on = NULL", "ends_on = '2024-12-01'", "role = 'SUPPORT'"]) {
      await expect(run(`UPDATE assignment_terms SET ${change} ${ended}`)).rejects.toThrow(REFUSED);
    }
  });

  test("that lasts changes nothing but its end", async () => {
    const lasting = "WHERE id = (SELECT min(id) FROM assignment_terms WHERE ends_on IS NULL)";
    for (const change of [
      "role = 'SUPPORT'",
      "starts_on = '2024-01-01'",
      "origin = 'ADMIN'",
      "ends_on = '2024-12-01', role = 'LEAD'",
      "ends_on = '2024-12-01', starts_on = '2024-05-01'",
    ]) {
      await expect(run(`UPDATE assignment_terms SET ${change} ${lasting}`)).rejects.toThrow(
        REFUSED,
      );
    }
    await expect(
      run(`UPDATE assignment_terms SET ends_on = '2024-04-23' ${lasting}`),
    ).rejects.toThrow(/assignment_terms_dates/);
    expect(await run(`UPDATE assignment_terms SET ends_on = '2024-12-01' ${lasting}`)).toBe(1);
  });

  test("is never removed", async () => {
    await expect(run("DELETE FROM assignment_terms")).rejects.toThrow(REFUSED);
    await expect(run("TRUNCATE assignment_terms CASCADE")).rejects.toThrow(REFUSED);
  });

  test("is the only one of its assignment that lasts", async () => {
    await expect(
      run(`INSERT INTO assignment_terms (assignment_id, role, origin, starts_on)
           SELECT assignment_id, 'SUPPORT', 'ADMIN', '2024-09-01'
             FROM assignment_terms WHERE ends_on IS NULL LIMIT 1`),
    ).rejects.toThrow(/assignment_terms_open|assignment_id/);
  });
});

describe("a closure", () => {
  test("that was reopened stays so, with its reason", async () => {
    const reopened = "WHERE reopened_on IS NOT NULL";
    for (const change of [
      "reopened_on = NULL, reopen_reason = NULL",
      "reopened_on = '2024-09-01'",
      "outcome = 'anders'",
    ]) {
      await expect(run(`UPDATE closures SET ${change} ${reopened}`)).rejects.toThrow(REFUSED);
    }
  });

  test("that stands changes nothing but its reopening, which needs a reason", async () => {
    const standing = "WHERE reopened_on IS NULL";
    for (const change of [
      "outcome = 'anders'",
      "closed_on = '2024-01-01'",
      "city_id = city_id + 1",
    ]) {
      await expect(run(`UPDATE closures SET ${change} ${standing}`)).rejects.toThrow(REFUSED);
    }
    await expect(run(`UPDATE closures SET reopened_on = '2024-09-01' ${standing}`)).rejects.toThrow(
      /closures_reopening/,
    );
    await expect(
      run(`UPDATE closures SET reopened_on = '2024-01-01', reopen_reason = 'x' ${standing}`),
    ).rejects.toThrow(/closures_reopening/);
  });

  test("is never removed", async () => {
    await expect(run("DELETE FROM closures")).rejects.toThrow(REFUSED);
    await expect(run("TRUNCATE closures CASCADE")).rejects.toThrow(REFUSED);
  });
});

describe("the database refuses", () => {
  const newUpdate = (columns: Record<string, string>) => {
    const all: Record<string, string> = {
      assignment_id: "(SELECT min(id) FROM assignments)",
      period_id: "(SELECT min(id) FROM periods)",
      version: "1",
      percent: "10",
      progress_text: "''",
      problem_text: "''",
      next_step_text: "''",
      percent_reason: "''",
      author_id: "(SELECT min(id) FROM accounts)",
      submitted_at: "now()",
      submitted_on: "'2024-09-06'",
      ...columns,
    };
    return `INSERT INTO progress_updates (${Object.keys(all)}) VALUES (${Object.values(all)})`;
  };
  const review = (columns: string, values: string) =>
    `INSERT INTO reviews (update_id, assignment_id, period_id, counts, reviewer_id, decided_at, decided_on, ${columns})
     SELECT id, assignment_id, period_id, true, author_id, now(), '2024-09-06', ${values}
       FROM progress_updates WHERE id NOT IN (SELECT update_id FROM reviews) LIMIT 1`;

  test.each([
    ["a percent above 100", newUpdate({ percent: "101" }), "progress_updates_percent"],
    ["a percent below 0", newUpdate({ percent: "-1" }), "progress_updates_percent"],
    ["a version 0", newUpdate({ version: "0" }), "progress_updates_version"],
    ["a problem without a level", newUpdate({ problem_text: "'x'" }), "progress_updates_problem"],
    [
      "a level without a problem",
      newUpdate({ problem_level: "'CITY'" }),
      "progress_updates_problem",
    ],
    [
      "a return without a reason",
      review("decision, reason", "'RETURNED', ''"),
      "reviews_return_reason",
    ],
    [
      "thresholds in the wrong order",
      "INSERT INTO light_thresholds (plan_id, effective_on, severe_gap, lagging_gap) SELECT id, '2024-09-01', 10, 10 FROM plans",
      "light_thresholds_order",
    ],
    [
      "a month that begins on the second",
      "INSERT INTO periods (plan_id, month, due_on) SELECT id, '2025-01-02', '2025-01-25' FROM plans",
      "periods_month",
    ],
    [
      "a period due before its month",
      "INSERT INTO periods (plan_id, month, due_on) SELECT id, '2025-01-01', '2024-12-25' FROM plans",
      "periods_month",
    ],
    [
      "staff without a unit",
      "INSERT INTO accounts (name, post, role, password_hash) VALUES ('x', 'x', 'STAFF', 'x')",
      "accounts_staff_unit",
    ],
    [
      "a sign-in name in capitals",
      "INSERT INTO accounts (name, post, role, password_hash) VALUES ('Admin', 'x', 'ADMIN', 'x')",
      "accounts_name_lower",
    ],
    [
      "a group without a reach",
      "INSERT INTO units (name, short_name, pinyin_initials, kind, official_order) VALUES ('x', 'x', 'x', 'GROUP', 999)",
      "units_group_scope",
    ],
    [
      "a plan that is due before it starts",
      "UPDATE plans SET due_on = '2024-01-01'",
      "plans_dates",
    ],
    [
      "a point due before it starts",
      "UPDATE work_points SET due_on = '2024-01-01'",
      "work_points_dates",
    ],
    ["an indicator of nothing", "UPDATE indicators SET target = 0", "indicators_target"],
  ])("%s", async (_, sql, constraint) => {
    await expect(run(sql)).rejects.toThrow(constraint);
  });

  test("a review that names another assignment than its version's", async () => {
    await expect(
      run(`INSERT INTO reviews (update_id, assignment_id, period_id, decision, reason, counts, reviewer_id, decided_at, decided_on)
           SELECT id, assignment_id + 1, period_id, 'APPROVED', '', true, author_id, now(), '2024-09-06'
             FROM progress_updates WHERE id NOT IN (SELECT update_id FROM reviews) LIMIT 1`),
    ).rejects.toThrow(/reviews_update_id_assignment_id_period_id_fkey|foreign key/i);
  });
});
