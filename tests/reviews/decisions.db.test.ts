import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withdrawUpdate } from "@/lib/progress/commands";
import { approveUpdates, reviewUpdate } from "@/lib/reviews/commands";
import { reviewUpdateInput } from "@/lib/reviews/schema";
import { withDatabase } from "../support/database";
import { at, hire, hireForCity } from "../support/people";
import { approve, refusalOf, sendBack, submit } from "../support/reports";

withDatabase({ template: "plan" });

let staff: Actor;
let reviewer: Actor;
let linyiReviewer: Actor;
let fresh: () => { id: number; pointId: number };

beforeAll(async () => {
  ({ staff, fresh } = await hireForCity("staff", "济南市"));
  reviewer = await hire("reviewer", "REVIEWER", { city: "济南市" });
  linyiReviewer = await hire("linyi", "REVIEWER", { city: "临沂市" });
});

const withdraw = (updateId: number, day: string) => withdrawUpdate(staff, { updateId }, at(day));

describe("a decision", () => {
  test("at the moment the unit takes the report back and hands in a new one never meets the wrong version", async () => {
    const { id } = fresh();
    const first = await submit(staff, id, "2024-09-06");
    await withdraw(first, "2024-09-06");
    const second = await submit(staff, id, "2024-09-07", { percent: 55 });
    await expect(approve(reviewer, first, "2024-09-08")).rejects.toMatchObject({
      code: "STALE",
      message: "这份进展已被审核或撤回：填报单位已撤回并重新报送，请核对新的一版后再审核。",
    });
    await approve(reviewer, second, "2024-09-08");
    await expect(sendBack(reviewer, second, "2024-09-08")).rejects.toThrow(
      `（${reviewer.name}）已通过。`,
    );
  });

  test("tells the unit at once, with where to mend, and nobody else", async () => {
    const { id } = fresh();
    const updateId = await submit(staff, id, "2024-09-06");
    await reviewUpdate(
      reviewer,
      reviewUpdateInput.parse({
        updateId,
        decision: "RETURNED",
        chips: ["缺少佐证", "数据矛盾"],
        notes: { progressText: "写明数量", evidence: "附名单" },
      }),
      at("2024-09-07"),
    );
    const stored = await db().review.findUniqueOrThrow({
      where: { updateId },
      include: { notes: { orderBy: { field: "asc" } } },
    });
    expect(stored).toMatchObject({
      reason: "缺少佐证、数据矛盾：请按意见修改本期进展、佐证材料",
      chips: ["缺少佐证", "数据矛盾"],
      notes: [
        { field: "evidence", text: "附名单" },
        { field: "progressText", text: "写明数量" },
      ],
    });
    const told = () =>
      db().notification.findMany({ where: { path: { contains: `/assignments/${id}/` } } });
    expect(await told()).toMatchObject([
      {
        accountId: staff.accountId,
        kind: "RETURNED",
        text: expect.stringMatching(/^第 \d+ 项9月进展被退回：缺少佐证、数据矛盾/),
      },
    ]);
    await approve(reviewer, await submit(staff, id, "2024-09-08"), "2024-09-08");
    expect((await told()).map(({ kind }) => kind).sort()).toEqual(["APPROVED", "RETURNED"]);
  });

  test("that approves keeps no reason, chip or note", async () => {
    const { id } = fresh();
    const updateId = await submit(staff, id, "2024-09-06");
    const words = { chips: ["逾期"], reason: "x", notes: { percent: "y" } };
    await reviewUpdate(
      reviewer,
      reviewUpdateInput.parse({ updateId, decision: "APPROVED", ...words }),
      at("2024-09-07"),
    );
    expect(
      await db().review.findUniqueOrThrow({ where: { updateId }, include: { notes: true } }),
    ).toMatchObject({ reason: "", chips: [], notes: [] });
  });
});

describe("accepting many at once", () => {
  test("approves each; those settled meanwhile or out of reach are told and hold up none", async () => {
    const shares = [fresh(), fresh(), fresh(), fresh()];
    const updates: number[] = [];
    for (const { id } of shares) updates.push(await submit(staff, id, "2024-09-06"));
    const [first = 0, second = 0, third = 0, fourth = 0] = updates;
    await sendBack(reviewer, second, "2024-09-07");
    await withdraw(third, "2024-09-07");
    const updateIds = [first, second, third, fourth, fourth, 999_999];
    const { approved, refused } = await approveUpdates(reviewer, { updateIds }, at("2024-09-08"));
    expect(approved).toBe(2);
    expect(refused).toMatchObject([
      { updateId: second, name: expect.stringMatching(/^第 \d+ 项 济南市/) },
      { updateId: third, why: expect.stringContaining("填报单位已撤回") },
      { updateId: 999_999, name: "其他进展" },
    ]);
    expect(await db().review.count({ where: { updateId: { in: updates } } })).toBe(3);
  });

  test("by two reviewers at the same moment approves each report once", async () => {
    const shares = [fresh(), fresh(), fresh()];
    const updateIds: number[] = [];
    for (const { id } of shares) updateIds.push(await submit(staff, id, "2024-09-06"));
    const ends = await Promise.all(
      [updateIds, [...updateIds].reverse()].map((ids) =>
        approveUpdates(reviewer, { updateIds: ids }, at("2024-09-07")),
      ),
    );
    expect(ends.reduce((sum, { approved }) => sum + approved, 0)).toBe(3);
    expect(ends.reduce((sum, { refused }) => sum + refused.length, 0)).toBe(3);
    expect(await db().review.count({ where: { updateId: { in: updateIds } } })).toBe(3);
  });

  test("is a reviewer's, and reaches only the reviewer's city", async () => {
    const { id } = fresh();
    const updateId = await submit(staff, id, "2024-09-06");
    const many = (actor: Actor) =>
      approveUpdates(actor, { updateIds: [updateId] }, at("2024-09-07"));
    expect(await refusalOf(many(staff))).toBe("NOT_FOUND");
    expect(await many(linyiReviewer)).toMatchObject({
      approved: 0,
      refused: [{ updateId, name: "其他进展" }],
    });
    expect(await db().review.count({ where: { updateId } })).toBe(0);
  });
});
