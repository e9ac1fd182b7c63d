import { beforeAll, describe, expect, test } from "vitest";
import { withdrawAdjustment } from "@/lib/adjustments/commands";
import { decideAdjustmentInput, proposeAdjustmentInput } from "@/lib/adjustments/schema";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { decide, hireOffice, pointOf, propose, REASONS } from "../support/adjustments";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";
import { race, refusalOf } from "../support/reports";
import { seen } from "../support/time";

withDatabase({ template: "plan" });

let admin: Actor;
let reviewer: Actor;
let leader: Actor;
let linyi: Actor;
let staff: Actor;

beforeAll(async () => {
  ({ admin, reviewer, leader, linyi, staff } = await hireOffice());
});

describe("an adjustment", () => {
  test("of the due date counts from the day it is approved, shows the published one, and is no better than amber in its period", async () => {
    const before = await seen(1, "2024-09-09");
    const id = await propose(reviewer, 1, "2024-09-05", { kind: "DUE", toOn: "2026-06-30" });
    expect((await seen(1, "2024-09-09")).dueOn).toBe("2024-12-31");
    await decide(leader, id, "2024-09-10");
    expect((await seen(1, "2024-09-09")).dueOn).toBe("2024-12-31");
    expect((await seen(1, "2024-09-09")).light).toBe(before.light);
    const after = await seen(1, "2024-09-10");
    expect(after).toMatchObject({
      dueOn: "2026-06-30",
      extension: { fromOn: "2024-12-31", toOn: "2026-06-30", count: 1 },
    });
    expect(["SEVERE", "LAGGING"]).toContain(after.light);
    expect(after.sides.every(({ reason }) => /滞后/.test(reason))).toBe(true);
    const entry = await db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } });
    expect(entry).toMatchObject({ action: "adjustment.approve" });
  });

  test("of the content stands beside the text from the day it is approved; the text stays", async () => {
    const { body } = await pointOf(2);
    const id = await propose(admin, 2, "2024-09-05", { kind: "CONTENT", text: "改为线上举办" });
    await decide(reviewer, id, "2024-09-06");
    const noted = async (day: string) =>
      (await seen(2, day)).time.adjustments.filter(({ decision }) => decision === "APPROVED");
    expect(await noted("2024-09-05")).toEqual([]);
    expect(await noted("2024-09-06")).toMatchObject([
      { text: "改为线上举办", basis: REASONS.basis },
    ]);
    expect((await pointOf(2)).body).toBe(body);
    expect((await seen(2, "2024-09-06")).light).toBe((await seen(2, "2024-09-05")).light);
  });

  test("that cancels a point takes it out of the lights from that day, and its return puts it back", async () => {
    const id = await propose(admin, 3, "2024-09-05", { kind: "CANCEL" });
    await decide(reviewer, id, "2024-09-06");
    const back = await propose(reviewer, 3, "2024-09-16", { kind: "RESTORE" });
    await decide(admin, back, "2024-09-17");
    const lights = async (day: string) => {
      const { light, tags, reason } = await seen(3, day);
      return { light, cancelled: tags.includes("已取消"), paused: tags.includes("已暂停"), reason };
    };
    expect((await lights("2024-09-05")).light).not.toBe("NOT_STARTED");
    expect(await lights("2024-09-06")).toEqual({
      light: "NOT_STARTED",
      cancelled: true,
      paused: false,
      reason: expect.stringContaining("经批准取消"),
    });
    expect((await lights("2024-09-16")).cancelled).toBe(true);
    expect(await lights("2024-09-17")).toMatchObject({ cancelled: false });
    expect((await lights("2024-09-17")).light).not.toBe("NOT_STARTED");
  });

  test("refused or withdrawn changes nothing, and the next may be proposed", async () => {
    const first = await propose(reviewer, 4, "2024-09-05", { kind: "CANCEL" });
    await decide(admin, first, "2024-09-06", "REFUSED");
    const second = await propose(reviewer, 4, "2024-09-07", { kind: "DUE", toOn: "2025-06-30" });
    await withdrawAdjustment(reviewer, { adjustmentId: second }, at("2024-09-08"));
    expect(await seen(4, "2024-09-08")).toMatchObject({ dueOn: "2024-12-31", halted: null });
    await propose(admin, 4, "2024-09-09", { kind: "CANCEL" });
  });

  test("tells whoever may decide, then its proposer and the units", async () => {
    const id = await propose(reviewer, 20, "2024-09-05", { kind: "CONTENT", text: "改为两期" });
    const told = async (sameAs: string) =>
      (await db().notification.findMany({ where: { sameAs: { startsWith: sameAs } } })).map(
        ({ accountId }) => accountId,
      );
    expect(await told(`adjustment:${id}:proposed`)).toEqual([admin.accountId]);
    await decide(leader, id, "2024-09-06");
    expect((await told(`adjustment:${id}:decided`)).sort()).toEqual(
      [reviewer.accountId, staff.accountId].sort(),
    );
  });
});

describe("refused is", () => {
  test("whoever answers for one city, for a unit, or only reads", async () => {
    for (const actor of [linyi, staff]) {
      expect(await refusalOf(propose(actor, 6, "2024-09-05", { kind: "CANCEL" }))).toBe(
        "NOT_FOUND",
      );
    }
    expect(await refusalOf(propose(leader, 6, "2024-09-05", { kind: "CANCEL" }))).toBe("NOT_FOUND");
    const id = await propose(admin, 6, "2024-09-05", { kind: "CANCEL" });
    for (const actor of [linyi, staff]) {
      expect(await refusalOf(decide(actor, id, "2024-09-06"))).toBe("NOT_FOUND");
    }
    const others = withdrawAdjustment(reviewer, { adjustmentId: id }, at("2024-09-06"));
    expect(await refusalOf(others)).toBe("NOT_FOUND");
  });

  test("the one who proposed it, whatever the role", async () => {
    for (const [number, actor] of [
      [7, admin],
      [8, reviewer],
    ] as const) {
      const id = await propose(actor, number, "2024-09-05", { kind: "CANCEL" });
      await expect(decide(actor, id, "2024-09-06")).rejects.toMatchObject({
        code: "FORBIDDEN",
        message: expect.stringContaining("另一人"),
      });
    }
  });

  test("a second one while one waits, a second decision, and the slower of two", async () => {
    const ends = await race([
      propose(admin, 9, "2024-09-05", { kind: "CANCEL" }),
      propose(reviewer, 9, "2024-09-05", { kind: "CANCEL" }),
    ]);
    expect(ends.sort()).toEqual(["STALE", undefined]);
    const { id } = await db().adjustment.findFirstOrThrow({ where: { point: { number: 9 } } });
    const decided = await race([
      decide(leader, id, "2024-09-06"),
      decide(leader, id, "2024-09-06", "REFUSED"),
    ]);
    expect(decided.sort()).toEqual(["STALE", undefined]);
  });

  test("a due date that passed while it waited", async () => {
    const id = await propose(admin, 10, "2024-12-30", { kind: "DUE", toOn: "2025-06-30" });
    await expect(decide(reviewer, id, "2025-01-02")).rejects.toThrow("已过");
    expect((await seen(10, "2025-01-02")).light).toBe("SEVERE");
  });

  test("no reason, no document, no opinion where it is not approved", async () => {
    const { id: pointId } = await pointOf(12);
    const bare = { pointId, kind: "CANCEL", reason: "", basis: "" };
    const issues = proposeAdjustmentInput.safeParse(bare).error?.issues.map(({ path }) => path[0]);
    expect(issues).toEqual(["reason", "basis"]);
    const silent = { adjustmentId: 1, decision: "REFUSED", opinion: "" };
    expect(decideAdjustmentInput.safeParse(silent).success).toBe(false);
  });

  test("one who works on another plan changes nothing", async () => {
    const elsewhere = { ...admin, plan: { id: 99_999, revision: 1 } };
    expect(await refusalOf(propose(elsewhere, 13, "2024-09-05", { kind: "CANCEL" }))).toBe("STALE");
    expect(await db().adjustment.count({ where: { point: { number: 13 } } })).toBe(0);
  });
});

test("what was proposed and decided is never changed and never removed, whoever writes", async () => {
  const run = (sql: string) => db().$executeRawUnsafe(sql);
  await expect(
    run("UPDATE adjustments SET to_on = '2027-01-01' WHERE kind = 'DUE'"),
  ).rejects.toThrow("may only be decided");
  await expect(run("DELETE FROM adjustments")).rejects.toThrow("may only be decided");
  await expect(run("TRUNCATE adjustments CASCADE")).rejects.toThrow("immutable");
  await expect(
    run(`UPDATE adjustments SET decision = 'APPROVED', opinion = '', decided_by_id = proposed_by_id,
           decided_at = proposed_at, decided_on = proposed_on WHERE decision IS NULL`),
  ).rejects.toThrow("adjustments_decision");
});

test("an adjustment that is proposed is told to those who answer for the whole plan and can open it", async () => {
  const own = await db().city.findMany({ where: { name: { in: ["济南市", "临沂市"] } } });
  const limited = async (name: string, cityIds: number[]) => {
    const { accountId } = await hire(name, "REVIEWER");
    await db().accountCity.createMany({
      data: cityIds.map((cityId) => ({ accountId, cityId })),
    });
    return accountId;
  };
  const half = await limited(
    "half",
    own.slice(0, 1).map(({ id }) => id),
  );
  const whole = await limited(
    "whole",
    own.map(({ id }) => id),
  );
  const id = await propose(admin, 22, "2024-09-05", { kind: "CONTENT", text: "改为线上" });
  const told = await db().notification.findMany({
    where: { sameAs: { startsWith: `adjustment:${id}:proposed:` } },
  });
  const people = told.map(({ accountId }) => accountId).sort();
  expect(people).toEqual(expect.arrayContaining([reviewer.accountId, whole]));
  for (const id of [half, linyi.accountId, leader.accountId]) expect(people).not.toContain(id);
});
