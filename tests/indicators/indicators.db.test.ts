import { beforeAll, describe, expect, test } from "vitest";
import { setIndicator } from "@/lib/indicators/commands";
import { listIndicators } from "@/lib/indicators/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { saveDraft } from "@/lib/progress/commands";
import { getPointRecord } from "@/lib/progress/point-record";
import { getReportForm } from "@/lib/progress/queries";
import { saveDraftInput } from "@/lib/progress/schema";
import { withDatabase } from "../support/database";
import { addTo, figures, reject } from "../support/indicators";
import { assignmentOf, at, hire, unitNamed } from "../support/people";
import { approve, race, refusalOf, submit } from "../support/reports";

withDatabase({ template: "plan" });

const UNIT = "济南市教育局";
const POINT = 20;
let admin: Actor;
let reviewer: Actor;
let staff: Actor;
let share = 0;
let unitId = 0;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  reviewer = await hire("reviewer", "REVIEWER");
  staff = await hire("staff", "STAFF", { unit: UNIT });
  share = await assignmentOf(UNIT, POINT);
  unitId = (await unitNamed(UNIT)).id;
});

const pointOf = (number: number) => db().workPoint.findFirstOrThrow({ where: { number } });
const listed = async (id: number) =>
  (await listIndicators(admin, "2024-12-31")).find((each) => each.id === id);
const asked = async (day: string, assignment = share) =>
  (await getReportForm(staff, assignment, undefined, day)).indicators;
const shown = async (number: number, day: string) =>
  (await getPointRecord(reviewer, (await pointOf(number)).id, day)).indicators;

/** A proposal of a point, as the notice was read. */
async function proposal(number: number) {
  return db().indicator.findFirstOrThrow({
    where: { point: { number }, addedOn: null, versions: { none: {} } },
    orderBy: { position: "asc" },
  });
}

describe("an indicator read out of the notice", () => {
  test("is a proposal until an administrator confirms it, from that day on", async () => {
    const { id, position } = await proposal(POINT);
    expect((await listed(id))?.state).toBe("PROPOSED");
    await setIndicator(admin, await figures(id), at("2024-06-10"));
    expect((await listed(id))?.state).toBe("CONFIRMED");
    const on = async (day: string) =>
      (await shown(POINT, day)).find((each) => each.position === position)?.confirmed;
    expect([await on("2024-06-09"), await on("2024-06-10")]).toEqual([false, true]);
    const entry = await db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } });
    expect(entry.action).toBe("indicator.confirm");
  });

  test("may be changed as it is confirmed and later; earlier days and reports keep the figures of their day", async () => {
    const [first] = await asked("2024-07-05");
    if (!first) throw new Error("no indicator");
    const updateId = await submit(staff, share, "2024-07-05", { readings: { [first.id]: "6" } });
    await approve(reviewer, updateId, "2024-07-06");
    const wanted = await figures(first.id, {
      name: "互派骨干教师",
      target: "３０",
      dueOn: "2024-11-30",
      unitIds: [unitId],
    });
    await setIndicator(admin, wanted, at("2024-07-10"));
    const changed = { name: "互派骨干教师", target: 30, dueOn: "2024-11-30", last: null };
    expect((await asked("2024-07-10"))[0]).toMatchObject(changed);
    expect((await asked("2024-08-05"))[0]).toMatchObject({ ...changed, last: 6 });
    const named = async (day: string) =>
      (await shown(POINT, day)).find(({ match }) => match !== "" && match === first.name)?.name;
    expect(await named("2024-07-09")).toBe(await named("2024-07-08"));
    expect((await shown(POINT, "2024-07-09"))[0]?.target).toBe(first.target);
    expect((await shown(POINT, "2024-07-10"))[0]).toMatchObject({ target: 30, units: [UNIT] });
    const record = await getPointRecord(reviewer, (await pointOf(POINT)).id, "2024-12-31");
    const report = record.timeline.find(({ id }) => id === updateId);
    expect(report?.readings[0]).toMatchObject({ name: first.name, target: first.target, value: 6 });
    expect((await listed(first.id))?.readings).toEqual([
      { unitName: UNIT, value: 6, month: "2024-07-01", approvedOn: "2024-07-06" },
    ]);
  });

  test("named for one unit is asked of that one alone", async () => {
    const [first] = await asked("2024-08-05");
    const other = await hire("linyi", "STAFF", { unit: "临沂市教育局" });
    const theirs = await assignmentOf("临沂市教育局", POINT);
    const form = await getReportForm(other, theirs, undefined, "2024-08-05");
    expect(form.indicators.map(({ id }) => id)).not.toContain(first?.id);
    const before = await getReportForm(other, theirs, undefined, "2024-07-09");
    expect(before.indicators.map(({ id }) => id)).toContain(first?.id);
  });

  test("rejected with a reason leaves forms and boards from that day, and no day before; it can come back", async () => {
    const { id, point } = await db().indicator.findFirstOrThrow({
      where: { point: { number: { not: POINT } }, addedOn: null },
      include: { point: true },
    });
    const { number } = point;
    const count = async (day: string) => (await shown(number, day)).length;
    const before = await count("2024-06-30");
    await reject(admin, id, "2024-07-01");
    expect([await count("2024-06-30"), await count("2024-07-01")]).toEqual([before, before - 1]);
    expect(await listed(id)).toMatchObject({
      state: "REJECTED",
      changes: [{ rejected: true, reason: "读错了，是上年的数", setOn: "2024-07-01" }],
    });
    expect(await refusalOf(reject(admin, id, "2024-07-02"))).toBe("STALE");
    await setIndicator(admin, await figures(id), at("2024-07-03"));
    expect(await Promise.all(["2024-07-02", "2024-07-03"].map(count))).toEqual([
      before - 1,
      before,
    ]);
    const entry = await db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } });
    expect(entry.action).toBe("indicator.restore");
  });

  test("rejected while a unit was typing its reading leaves the report, which goes through", async () => {
    const indicatorId = await addTo(admin, POINT, "2024-07-20");
    const form = await getReportForm(staff, share, undefined, "2024-08-05");
    const typed = {
      assignmentId: share,
      draftVersion: form.draftVersion,
      progressText: "召开对接会2次，形成任务清单。",
      percent: 30,
      readings: { [indicatorId]: "4" },
    };
    await saveDraft(staff, saveDraftInput.parse(typed), at("2024-08-05"));
    await reject(admin, indicatorId, "2024-08-06");
    const updateId = await submit(staff, share, "2024-08-07", {
      readings: { [indicatorId]: "4" },
    });
    expect(await db().indicatorReading.count({ where: { updateId } })).toBe(0);
    const foreign = await db().indicator.findFirstOrThrow({
      where: { point: { number: { not: POINT } } },
    });
    const wrong = submit(staff, share, "2024-09-02", { readings: { [foreign.id]: "4" } });
    expect(await refusalOf(wrong)).toBe("STALE");
  });
});

describe("an indicator added by hand", () => {
  test("is confirmed at once, stands from its day, and marks no words of the notice", async () => {
    const id = await addTo(admin, 5, "2024-06-10");
    const on = async (day: string) => (await shown(5, day)).map(({ name }) => name);
    expect(await on("2024-06-09")).not.toContain("共建基地");
    expect(await on("2024-06-10")).toContain("共建基地");
    expect((await shown(5, "2024-06-10")).at(-1)).toMatchObject({ match: "", sentence: "" });
    expect(await listed(id)).toMatchObject({ state: "CONFIRMED", sentence: "" });
    expect((await listIndicators(admin, "2024-06-09")).some((each) => each.id === id)).toBe(false);
  });

  test("two added at once get a place each", async () => {
    const ends = await race([addTo(admin, 6, "2024-06-10"), addTo(admin, 6, "2024-06-10")]);
    expect(ends).toEqual([undefined, undefined]);
    const rows = await db().indicator.findMany({
      where: { point: { number: 6 }, addedOn: { not: null } },
    });
    expect(new Set(rows.map(({ position }) => position)).size).toBe(2);
  });
});

test("what an administrator decided is never changed and never removed, whoever writes", async () => {
  const run = (sql: string) => db().$executeRawUnsafe(sql);
  expect(await db().indicatorVersion.count()).toBeGreaterThan(3);
  for (const table of ["indicator_versions", "indicator_units"]) {
    await expect(run(`DELETE FROM ${table}`)).rejects.toThrow("immutable");
    await expect(run(`TRUNCATE ${table} CASCADE`)).rejects.toThrow("immutable");
  }
  await expect(run("UPDATE indicator_versions SET target = 1")).rejects.toThrow("immutable");
  await expect(
    run(`INSERT INTO indicator_versions (indicator_id, name, target, measure, set_by_id, set_at, set_on)
         SELECT indicator_id, name, 0, measure, set_by_id, set_at, set_on FROM indicator_versions LIMIT 1`),
  ).rejects.toThrow("indicator_versions_content");
});
