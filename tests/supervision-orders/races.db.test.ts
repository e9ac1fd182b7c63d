import { describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import { withDatabase } from "../support/database";
import { hireThem, who } from "../support/directive-people";
import { order, unitsOf } from "../support/orders";
import { race } from "../support/reports";

withDatabase({ template: "plan" });

hireThem();

describe("two at once", () => {
  test("on two sides are given two numbers, one after the other", async () => {
    const works = [25, 26, 27].map(async (point) =>
      order("leader", "2024-09-09", { point, units: await unitsOf(point) }),
    );
    const ids = await Promise.all(works);
    const rows = await db().supervisionOrder.findMany({
      where: { directiveId: { in: ids } },
      orderBy: { number: "asc" },
    });
    const first = rows[0]?.number ?? 0;
    expect(rows.map(({ number }) => number)).toEqual([first, first + 1, first + 2]);
  });

  test("on one suggestion make one order; the second is told", async () => {
    const units = await unitsOf(6);
    const issue = (name: string) => order(name, "2024-09-09", { point: 6, units });
    const ends = await race([issue("leader"), issue("reviewer"), issue("jinan-leader")]);
    expect(ends.sort()).toEqual(["STALE", "STALE", undefined]);
  });
});

describe("the database", () => {
  test("keeps an order as it was issued", async () => {
    for (const sql of [
      "UPDATE supervision_orders SET number = number + 100",
      "DELETE FROM supervision_orders",
      "TRUNCATE supervision_orders",
    ]) {
      await expect(db().$executeRawUnsafe(sql)).rejects.toThrow(/immutable|restrict/);
    }
  });

  test("takes none that says otherwise than its directive, and no number twice", async () => {
    const row = await db().supervisionOrder.findFirstOrThrow({ where: { grade: "BLUE" } });
    const { directiveId } = await freeDirective(row.pointId);
    const data = { ...row, directiveId, ordinal: 90 };
    await expect(db().supervisionOrder.create({ data })).rejects.toThrow(/Unique constraint/);
    for (const wrong of [{ grade: "RED" as const }, { pointId: row.pointId + 1 }]) {
      const other = { ...data, number: 91, ...wrong };
      await expect(db().supervisionOrder.create({ data: other })).rejects.toThrow(/fit/);
    }
  });
});

/** A 批示 that no order stands beside. */
async function freeDirective(pointId: number): Promise<{ directiveId: number }> {
  const plan = await db().plan.findFirstOrThrow();
  const { id } = await db().directive.create({
    data: {
      planId: plan.id,
      pointId,
      text: "请汇总情况。",
      level: "NORMAL",
      dueOn: new Date("2024-09-30"),
      issuedById: who.leader.accountId,
      issuedAt: new Date("2024-09-09"),
      issuedOn: new Date("2024-09-09"),
    },
  });
  return { directiveId: id };
}
