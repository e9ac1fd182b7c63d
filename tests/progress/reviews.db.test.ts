import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withdrawUpdate } from "@/lib/progress/commands";
import { getPointRecord } from "@/lib/progress/point-record";
import { getReportForm } from "@/lib/progress/queries";
import { reviewUpdateInput } from "@/lib/reviews/schema";
import { withDatabase } from "../support/database";
import { at, hire, hireForCity } from "../support/people";
import { approve, race, refusalOf, sendBack, submit } from "../support/reports";

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

const withdraw = (updateId: number, day: string, actor = staff) =>
  withdrawUpdate(actor, { updateId }, at(day));
const form = (id: number, day: string, month?: string) => getReportForm(staff, id, month, day);

describe("taking a report back", () => {
  test("before it is reviewed gives its text back to the unit; handed in again it is version 2", async () => {
    const { id } = fresh();
    const first = await submit(staff, id, "2024-09-06", { progressText: "初稿" });
    await withdraw(first, "2024-09-06");
    expect(await form(id, "2024-09-06")).toMatchObject({
      state: "NONE",
      current: null,
      blocks: { progressText: "初稿" },
    });
    const second = await submit(staff, id, "2024-09-07", { progressText: "定稿" });
    expect(await form(id, "2024-09-07")).toMatchObject({
      state: "PENDING",
      current: { id: second, version: 2 },
    });
  });

  test("leaves an audit entry and the text that was handed in", async () => {
    const { id } = fresh();
    const updateId = await submit(staff, id, "2024-09-06", { progressText: "原文" });
    await withdraw(updateId, "2024-09-07");
    expect(await db().progressUpdate.findUniqueOrThrow({ where: { id: updateId } })).toMatchObject({
      progressText: "原文",
    });
    expect(
      await db().auditEntry.findFirst({
        where: { action: "update.withdraw", subject: `assignment:${id}` },
      }),
    ).toMatchObject({ accountId: staff.accountId });
  });

  test("is refused after the review, twice, and to everybody else", async () => {
    const { id } = fresh();
    const updateId = await submit(staff, id, "2024-09-06");
    for (const actor of [reviewer, await hire("other", "STAFF", { unit: "临沂市教育局" })]) {
      expect(await refusalOf(withdraw(updateId, "2024-09-06", actor))).toBe("NOT_FOUND");
    }
    expect(await refusalOf(withdraw(999_999, "2024-09-06"))).toBe("NOT_FOUND");
    await approve(reviewer, updateId, "2024-09-07");
    expect(await refusalOf(withdraw(updateId, "2024-09-08"))).toBe("STALE");
    const { id: another } = fresh();
    const taken = await submit(staff, another, "2024-09-06");
    await withdraw(taken, "2024-09-06");
    expect(await refusalOf(withdraw(taken, "2024-09-06"))).toBe("STALE");
  });

  test("at the moment somebody approves it: one of the two wins, the other is told", async () => {
    for (let round = 0; round < 3; round += 1) {
      const { id } = fresh();
      const updateId = await submit(staff, id, "2024-09-06");
      const ends = await race([
        withdraw(updateId, "2024-09-06"),
        approve(reviewer, updateId, "2024-09-06"),
      ]);
      expect([...ends].sort()).toEqual(["STALE", undefined]);
      const { review, withdrawal } = await db().progressUpdate.findUniqueOrThrow({
        where: { id: updateId },
        include: { review: true, withdrawal: true },
      });
      expect([review, withdrawal].filter(Boolean)).toHaveLength(1);
    }
  });
});

describe("a review", () => {
  test("is made once: of several at the same moment one wins, the others are told", async () => {
    const { id } = fresh();
    const updateId = await submit(staff, id, "2024-09-06");
    const ends = await race([
      approve(reviewer, updateId, "2024-09-07"),
      sendBack(reviewer, updateId, "2024-09-07"),
      approve(reviewer, updateId, "2024-09-07"),
    ]);
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
    expect(ends.filter((end) => end === "STALE")).toHaveLength(2);
    expect(await db().review.count({ where: { updateId } })).toBe(1);
    expect(await refusalOf(approve(reviewer, updateId, "2024-09-08"))).toBe("STALE");
  });

  test("is for a reviewer of the unit's city, or of both: to the other city's it does not exist", async () => {
    const { id } = fresh();
    const updateId = await submit(staff, id, "2024-09-06");
    expect(await refusalOf(approve(linyiReviewer, updateId, "2024-09-07"))).toBe("NOT_FOUND");
    expect(await refusalOf(approve(staff, updateId, "2024-09-07"))).toBe("NOT_FOUND");
    expect(await refusalOf(approve(reviewer, 999_999, "2024-09-07"))).toBe("NOT_FOUND");
    await approve(await hire("both", "REVIEWER"), updateId, "2024-09-07");
  });

  test("that returns a report says why and where; mended it is handed in as version 2", async () => {
    const { id } = fresh();
    const first = await submit(staff, id, "2024-09-06", { progressText: "内容" });
    await sendBack(reviewer, first, "2024-09-07", "请写明数量", "progressText");
    const returned = await form(id, "2024-09-08");
    expect(returned).toMatchObject({
      state: "RETURNED",
      returned: { reason: "请写明数量", notes: { progressText: "请写明数量" } },
      blocks: { progressText: "内容" },
    });
    const second = await submit(staff, id, "2024-09-08", { progressText: "内容20项" });
    await approve(reviewer, second, "2024-09-09");
    expect(await form(id, "2024-09-09")).toMatchObject({
      state: "APPROVED",
      current: { version: 2 },
    });
    expect(await form(id, "2024-09-07")).toMatchObject({
      state: "RETURNED",
      current: { version: 1 },
    });
  });

  test("that returns a report without a reason is refused", () => {
    const parsed = reviewUpdateInput.safeParse({ updateId: 1, decision: "RETURNED", reason: "  " });
    expect(parsed.error?.issues[0]).toMatchObject({
      path: ["reason"],
      message: "请写明退回原因，让填报单位知道要改什么。",
    });
  });

  test("that approved a report leaves only a correction to hand in, with its reason", async () => {
    const { id } = fresh();
    await approve(reviewer, await submit(staff, id, "2024-09-06"), "2024-09-07");
    await expect(submit(staff, id, "2024-09-08", { percent: 50 })).rejects.toMatchObject({
      code: "INVALID",
      fields: { correctionReason: expect.any(String) },
    });
    const correction = { percent: 50, correctionReason: "统计口径有误" };
    await approve(reviewer, await submit(staff, id, "2024-09-08", correction), "2024-09-09");
    expect(await form(id, "2024-09-09")).toMatchObject({ current: { version: 2, percent: 50 } });
  });
});

describe("a late approval of an older period", () => {
  test("fills that period and moves no percent", async () => {
    const { id } = fresh();
    await approve(reviewer, await submit(staff, id, "2024-08-10", { percent: 60 }), "2024-08-11");
    const late = await submit(staff, id, "2024-09-06", {
      month: "2024-07-01",
      percent: 50,
      percentReason: "补报",
    });
    await approve(reviewer, late, "2024-09-07");
    expect(await db().review.findUniqueOrThrow({ where: { updateId: late } })).toMatchObject({
      counts: false,
    });
    expect(await form(id, "2024-09-08")).toMatchObject({
      previousPercent: 60,
      previous: { month: "2024-08-01" },
    });
    expect(await form(id, "2024-09-08", "2024-07-01")).toMatchObject({ state: "APPROVED" });
  });

  test("stands in the point's record with its month, told apart from those that count", async () => {
    const { id, pointId } = fresh();
    await approve(reviewer, await submit(staff, id, "2024-08-10", { percent: 60 }), "2024-08-11");
    await approve(
      reviewer,
      await submit(staff, id, "2024-09-06", { month: "2024-07-01", percent: 60 }),
      "2024-09-07",
    );
    const leader = await hire("leader", "LEADER");
    const { timeline } = await getPointRecord(leader, pointId, "2024-09-07");
    const own = timeline.filter(({ assignmentId }) => assignmentId === id);
    expect(own.map(({ month, counts }) => [month, counts])).toEqual([
      ["2024-07-01", false],
      ["2024-08-01", true],
    ]);
    expect((await getPointRecord(leader, pointId, "2024-08-10")).timeline).toEqual([]);
  });
});
