import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { decide, hireOffice, pointOf, propose, REASONS } from "../support/adjustments";
import { withDatabase } from "../support/database";
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

describe("暂停", () => {
  const stands = async (number: number, day: string) => {
    const { light, tags, halted } = await seen(number, day);
    return { light, tag: tags.includes("已暂停"), halted };
  };
  const rests = { light: "NOT_STARTED", tag: true, halted: "PAUSED" };

  test("counts from the day another approves it until another approves that it goes on; its basis is kept", async () => {
    const id = await propose(reviewer, 14, "2024-09-03", { kind: "PAUSE" });
    expect((await stands(14, "2024-09-04")).halted).toBeNull();
    await decide(leader, id, "2024-09-05");
    expect((await stands(14, "2024-09-04")).halted).toBeNull();
    expect(await stands(14, "2024-09-05")).toEqual(rests);
    expect((await seen(14, "2024-09-05")).time.pauses).toMatchObject([
      { ...REASONS, startsOn: "2024-09-05", endsOn: null, cancelled: false },
    ]);
    const back = await propose(admin, 14, "2024-09-10", { kind: "RESUME" });
    expect(await stands(14, "2024-09-11")).toEqual(rests);
    await decide(reviewer, back, "2024-09-12");
    expect(await stands(14, "2024-09-11")).toEqual(rests);
    expect((await stands(14, "2024-09-12")).halted).toBeNull();
    const actions = await db().auditEntry.findMany({
      where: { subject: `work-point:${(await pointOf(14)).id}` },
      orderBy: { sequence: "asc" },
    });
    expect(actions.map(({ action }) => action)).toEqual(
      [1, 2].flatMap(() => ["adjustment.propose", "adjustment.approve"]),
    );
    expect(actions[1]?.before).toMatchObject({ kind: "PAUSE", basis: REASONS.basis });
  });

  test("tells the units when it is approved, and nothing happens when it is not", async () => {
    const told = async (id: number) =>
      (
        await db().notification.findMany({
          where: { sameAs: { startsWith: `adjustment:${id}:decided` } },
        })
      ).map(({ accountId, text }) => ({ accountId, text }));
    const no = await propose(reviewer, 20, "2024-09-10", { kind: "PAUSE" });
    await decide(admin, no, "2024-09-11", "REFUSED");
    expect((await stands(20, "2024-09-11")).halted).toBeNull();
    expect((await told(no)).map(({ accountId }) => accountId)).toEqual([reviewer.accountId]);
    const yes = await propose(reviewer, 20, "2024-09-12", { kind: "PAUSE" });
    await decide(admin, yes, "2024-09-13");
    expect(await told(yes)).toContainEqual({
      accountId: staff.accountId,
      text: expect.stringContaining("第 20 项暂停已批准"),
    });
  });

  test("is refused to whoever proposed it, to one city's reviewer, to a unit, and to a leader who proposes", async () => {
    for (const actor of [linyi, staff, leader]) {
      expect(await refusalOf(propose(actor, 15, "2024-09-05", { kind: "PAUSE" }))).toBe(
        "NOT_FOUND",
      );
    }
    const id = await propose(admin, 15, "2024-09-05", { kind: "PAUSE" });
    for (const actor of [linyi, staff]) {
      expect(await refusalOf(decide(actor, id, "2024-09-06"))).toBe("NOT_FOUND");
    }
    expect(await refusalOf(decide(admin, id, "2024-09-06"))).toBe("FORBIDDEN");
    expect(await db().pause.count({ where: { point: { number: 15 } } })).toBe(0);
  });

  test("of a point that is paused, and 恢复推进 of one that is not, are refused, waiting ones too", async () => {
    expect(await refusalOf(propose(admin, 16, "2024-09-05", { kind: "RESUME" }))).toBe("INVALID");
    const { id: pointId } = await pointOf(16);
    const waiting = await propose(admin, 16, "2024-09-05", { kind: "PAUSE" });
    // One stands from before it took an adjustment; it goes on by one.
    const started = { startsOn: new Date("2024-09-05"), startedById: admin.accountId };
    await db().pause.create({ data: { pointId, ...REASONS, ...started } });
    expect(await refusalOf(decide(reviewer, waiting, "2024-09-06"))).toBe("INVALID");
    await decide(reviewer, waiting, "2024-09-06", "REFUSED");
    expect(await refusalOf(propose(admin, 16, "2024-09-06", { kind: "PAUSE" }))).toBe("INVALID");
    await decide(
      reviewer,
      await propose(admin, 16, "2024-09-06", { kind: "RESUME" }),
      "2024-09-07",
    );
    expect((await stands(16, "2024-09-07")).halted).toBeNull();
  });

  test("approved and refused, or approved twice, at the same moment: the first counts, once", async () => {
    for (const [number, other] of [
      [17, "REFUSED"],
      [18, "APPROVED"],
    ] as const) {
      const id = await propose(reviewer, number, "2024-09-05", { kind: "PAUSE" });
      const ends = await race([
        decide(leader, id, "2024-09-06"),
        decide(admin, id, "2024-09-06", other),
      ]);
      expect(ends.toSorted()).toEqual(["STALE", undefined]);
      const { decision } = await db().adjustment.findUniqueOrThrow({ where: { id } });
      const pauses = await db().pause.count({ where: { point: { number } } });
      expect(pauses).toBe(decision === "APPROVED" ? 1 : 0);
    }
  });
});
