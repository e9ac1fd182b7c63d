import { beforeAll, describe, expect, test } from "vitest";
import { getBoard } from "@/lib/dashboards/queries";
import { toDbDate } from "@/lib/dates";
import { lockOverdue, lockPeriod, reopenPeriod, setPeriodDue } from "@/lib/periods/commands";
import { overdueOpen } from "@/lib/periods/rules";
import { reopenPeriodInput } from "@/lib/periods/schema";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { actorNamed, assignmentOf, at, hire } from "../support/people";
import { race, refusalOf, submit } from "../support/reports";

withDatabase({ template: "plan" });

let admin: Actor;
let staff: Actor;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  staff = await hire("staff", "STAFF", { unit: "济南市教育局" });
  await hire("reviewer", "REVIEWER");
});

const idOf = async (month: string) =>
  (await db().period.findFirstOrThrow({ where: { month: toDbDate(month) } })).id;
const stateOn = async (day: string, month: string) =>
  (await getBoard(await actorNamed("reviewer"), day)).periods.find((each) => each.month === month);

describe("periods whose due date is over", () => {
  test("are locked at once by the admin, as one entry; none that came due since the page was drawn, and not twice", async () => {
    const { id: planId } = await db().plan.findFirstOrThrow({ where: { year: 2024 } });
    const upTo = "2024-05-01";
    const now = at("2024-06-26");
    const reviewer = await actorNamed("reviewer");
    expect(await refusalOf(lockOverdue(reviewer, { upTo }, now))).toBe("NOT_FOUND");
    const before = await getBoard(reviewer, "2024-06-26");
    expect(overdueOpen(before.periods, "2024-06-26").map(({ month }) => month)).toEqual([
      ...["2024-04-01", "2024-05-01", "2024-06-01"],
    ]);
    const both = [1, 2].map(() => lockOverdue(admin, { upTo }, now));
    expect((await race(both)).sort()).toEqual(["STALE", undefined]);
    const after = await getBoard(await actorNamed("reviewer"), "2024-06-26");
    expect(after.periods.map(({ lockedOn }) => lockedOn).slice(0, 3)).toEqual([
      ...["2024-06-26", "2024-06-26", null],
    ]);
    const entries = await db().auditEntry.findMany({ where: { action: "period.lock" } });
    expect(entries.map(({ subject }) => subject)).toEqual([`plan:${planId}`]);
    for (const month of ["2024-04-01", "2024-05-01"]) {
      const again = { periodId: await idOf(month), reason: "补报" };
      await reopenPeriod(admin, again, at("2024-06-26"));
    }
  });
});

describe("a period", () => {
  test("that is locked takes no report; opened again with a reason it does, and the days between read locked", async () => {
    const periodId = await idOf("2024-05-01");
    const share = await assignmentOf("济南市教育局", 20);
    await lockPeriod(admin, { periodId }, at("2024-06-10"));
    const late = () => submit(staff, share, "2024-06-11", { month: "2024-05-01" });
    expect(await refusalOf(late())).toBe("LOCKED");
    expect(await refusalOf(lockPeriod(admin, { periodId }, at("2024-06-11")))).toBe("STALE");
    expect(reopenPeriodInput.safeParse({ periodId, reason: " " }).success).toBe(false);
    await reopenPeriod(admin, { periodId, reason: "补报" }, at("2024-06-13"));
    await submit(staff, share, "2024-06-13", { month: "2024-05-01" });
    expect((await stateOn("2024-06-09", "2024-05-01"))?.lockedOn).toBeNull();
    expect((await stateOn("2024-06-12", "2024-05-01"))?.lockedOn).toBe("2024-06-10");
    expect((await stateOn("2024-06-13", "2024-05-01"))?.lockedOn).toBeNull();
    // Locked once more: the first stretch stays what it was.
    await lockPeriod(admin, { periodId }, at("2024-07-01"));
    expect((await stateOn("2024-06-12", "2024-05-01"))?.lockedOn).toBe("2024-06-10");
    expect((await stateOn("2024-06-20", "2024-05-01"))?.lockedOn).toBeNull();
    expect((await stateOn("2024-07-02", "2024-05-01"))?.lockedOn).toBe("2024-07-01");
  });

  test("is locked by the admin alone, once of two at once, and not before it begins", async () => {
    const periodId = await idOf("2024-06-01");
    for (const who of ["staff", "reviewer"]) {
      const actor = await actorNamed(who);
      expect(await refusalOf(lockPeriod(actor, { periodId }, at("2024-07-01")))).toBe("NOT_FOUND");
      const due = { periodId, dueOn: "2024-06-28" };
      expect(await refusalOf(setPeriodDue(actor, due, at("2024-06-02")))).toBe("NOT_FOUND");
    }
    expect(await refusalOf(lockPeriod(admin, { periodId }, at("2024-05-31")))).toBe("INVALID");
    const both = [1, 2].map(() => lockPeriod(admin, { periodId }, at("2024-07-01")));
    expect((await race(both)).sort()).toEqual(["STALE", undefined]);
    const again = { periodId: await idOf("2024-08-01"), reason: "x" };
    expect(await refusalOf(reopenPeriod(admin, again, at("2024-08-02")))).toBe("STALE");
  });

  test("is due on another day only while that changes nothing of the past", async () => {
    const periodId = await idOf("2024-09-01");
    const set = (dueOn: string, day: string) => setPeriodDue(admin, { periodId, dueOn }, at(day));
    await set("2024-09-29", "2024-09-10");
    expect((await stateOn("2024-09-10", "2024-09-01"))?.dueOn).toBe("2024-09-29");
    for (const [dueOn, day] of [
      ["2024-09-29", "2024-09-11"],
      ["2024-09-10", "2024-09-11"],
      ["2024-10-16", "2024-09-11"],
      ["2024-10-10", "2024-09-30"],
    ] as const) {
      expect(await refusalOf(set(dueOn, day))).toBe("INVALID");
    }
  });
});

test("a lock is lifted once and never removed, whoever asks the database", async () => {
  const run = (sql: string) => db().$executeRawUnsafe(sql);
  await expect(run("DELETE FROM period_locks")).rejects.toThrow(/are kept/);
  await expect(run("UPDATE period_locks SET locked_on = '2024-01-01'")).rejects.toThrow(/lifted/);
});
