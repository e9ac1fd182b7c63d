import { beforeAll, describe, expect, test } from "vitest";
import { getBoard } from "@/lib/dashboards/queries";
import { toDbDate } from "@/lib/dates";
import { addPeriod, lockPeriod, removePeriod, setDueDay } from "@/lib/periods/commands";
import { addPeriodInput, setDueDayInput } from "@/lib/periods/schema";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { getReportForm } from "@/lib/progress/queries";
import { withDatabase } from "../support/database";
import { assignmentOf, at, hire } from "../support/people";
import { race, refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

let admin: Actor;
let reviewer: Actor;
let staff: Actor;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  reviewer = await hire("reviewer", "REVIEWER");
  staff = await hire("staff", "STAFF", { unit: "济南市教育局" });
});

const add = (month: string, day: string, dueOn?: string, by = admin) =>
  addPeriod(by, addPeriodInput.parse({ month, dueOn }), at(day));
const idOf = async (month: string) =>
  (await db().period.findFirstOrThrow({ where: { month: toDbDate(month) } })).id;
const months = async (day: string) =>
  (await getBoard(reviewer, day)).periods.map(({ month }) => month);

describe("a period that is added", () => {
  test("goes on from the last month, is due on the usual day, and is one of its days only", async () => {
    await add("2025-01-01", "2024-12-10");
    expect((await months("2024-12-09")).at(-1)).toBe("2024-12-01");
    expect((await months("2024-12-10")).at(-1)).toBe("2025-01-01");
    const row = await db().period.findFirstOrThrow({ where: { id: await idOf("2025-01-01") } });
    expect(row.dueOn).toEqual(toDbDate("2025-01-25"));
    const share = await assignmentOf("济南市教育局", 20);
    const form = await getReportForm(staff, share, undefined, "2025-01-06");
    expect(form.period.month).toBe("2025-01-01");
    const board = await getBoard(reviewer, "2025-01-06");
    const own = board.assignments.find(({ assignmentId }) => assignmentId === share);
    expect(own?.cells.at(-1)?.month).toBe("2025-01-01");
    const entry = await db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } });
    expect(entry).toMatchObject({ action: "period.add" });
  });

  test("in the middle of a month changes no earlier day of it", async () => {
    const before = await getBoard(reviewer, "2025-02-05");
    await add("2025-02-01", "2025-02-06", "2025-02-27");
    const after = await getBoard(reviewer, "2025-02-05");
    expect(after.periods).toEqual(before.periods);
    expect(after.counts).toEqual(before.counts);
    expect((await getBoard(reviewer, "2025-02-06")).period?.month).toBe("2025-02-01");
  });

  test("by two at once is there once", async () => {
    const ends = await race([add("2025-03-01", "2025-02-20"), add("2025-03-01", "2025-02-20")]);
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
  });
});

describe("a period that is taken out", () => {
  test("has not begun and nobody used it; it may be added again", async () => {
    const periodId = await idOf("2025-03-01");
    await removePeriod(admin, { periodId }, at("2025-02-20"));
    expect((await months("2025-02-20")).at(-1)).toBe("2025-02-01");
    await add("2025-03-01", "2025-02-21");
    const entry = await db().auditEntry.findFirstOrThrow({
      where: { action: "period.remove" },
    });
    expect(entry.before).toEqual({ month: "2025-03-01", dueOn: "2025-03-27" });
  });

  test("stays when it has begun, or when something of it is on record", async () => {
    const begun = removePeriod(admin, { periodId: await idOf("2024-05-01") }, at("2024-06-01"));
    await expect(begun).rejects.toThrow("已经开始");
    const periodId = await idOf("2025-03-01");
    await lockPeriod(admin, { periodId }, at("2025-03-02"));
    const used = removePeriod(admin, { periodId }, at("2025-02-21"));
    await expect(used).rejects.toThrow("不能移除");
  });
});

describe("refused is", () => {
  test("whoever is no administrator, and one who works on another plan", async () => {
    const periodId = await idOf("2024-12-01");
    const elsewhere = { ...admin, plan: { id: 99_999, revision: 1 } };
    for (const actor of [reviewer, staff, elsewhere]) {
      expect(await refusalOf(removePeriod(actor, { periodId }, at("2024-06-01")))).toBe(
        "NOT_FOUND",
      );
    }
    expect(await refusalOf(add("2025-04-01", "2025-03-02", undefined, reviewer))).toBe("NOT_FOUND");
    const day = setDueDayInput.parse({ day: "20" });
    expect(await refusalOf(setDueDay(reviewer, day, at("2024-06-01")))).toBe("NOT_FOUND");
  });

  test("a month that is there, far off, past its due date, or due in another month", async () => {
    expect(await refusalOf(add("2025-03-01", "2025-03-02"))).toBe("INVALID");
    await expect(add("2026-04-01", "2025-03-02")).rejects.toThrow("一次最多增加 12 期");
    await expect(add("2023-01-01", "2025-03-02")).rejects.toThrow("前后或中间");
    await expect(add("2024-03-01", "2025-03-02")).rejects.toThrow("已过");
    await expect(add("2025-04-01", "2025-03-02", "2025-06-30")).rejects.toThrow("之间");
    expect(addPeriodInput.safeParse({ month: "2025-04-02" }).success).toBe(false);
  });
});

test("a later month brings those between, each due on its usual day and each on record", async () => {
  const before = await db().period.count();
  await add("2025-06-01", "2025-03-03");
  expect((await months("2025-03-03")).slice(-4)).toEqual(
    ["03", "04", "05", "06"].map((month) => `2025-${month}-01`),
  );
  expect(await db().period.count()).toBe(before + 3);
  const entries = await db().auditEntry.findMany({
    where: { action: "period.add" },
    orderBy: { sequence: "desc" },
    take: 3,
  });
  expect(entries.map(({ after }) => after)).toEqual(
    ["06", "05", "04"].map((month) => ({ month: `2025-${month}-01`, dueOn: `2025-${month}-27` })),
  );
});

test("one due day is set for every period that is not due yet, and for no other", async () => {
  await setDueDay(admin, setDueDayInput.parse({ day: "２０" }), at("2024-10-08"));
  const due = async (month: string) =>
    (await db().period.findFirstOrThrow({ where: { month: toDbDate(month) } })).dueOn;
  expect(await due("2024-09-01")).toEqual(toDbDate("2024-09-25"));
  expect(await due("2024-10-01")).toEqual(toDbDate("2024-10-20"));
  expect(await due("2024-12-01")).toEqual(toDbDate("2024-12-20"));
  for (const day of ["0", "29", "二十", ""]) {
    expect(setDueDayInput.safeParse({ day }).success).toBe(false);
  }
  const again = setDueDay(admin, setDueDayInput.parse({ day: "20" }), at("2024-10-08"));
  await expect(again).rejects.toThrow("没有可改");
});
