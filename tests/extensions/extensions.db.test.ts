import { beforeAll, describe, expect, test } from "vitest";
import { decideAdjustment, proposeAdjustment } from "@/lib/adjustments/commands";
import { planDocument } from "@/lib/dashboards/plan-document";
import { getBoard } from "@/lib/dashboards/queries";
import { waitingExtensions } from "@/lib/dashboards/waiting-extensions";
import { applyForExtension, decideExtension } from "@/lib/extensions/commands";
import { decideExtensionInput } from "@/lib/extensions/schema";
import { extensionText } from "@/lib/format";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire, hireForCity } from "../support/people";
import { race, refusalOf } from "../support/reports";
import { seen } from "../support/time";

withDatabase({ template: "plan" });

let admin: Actor;
let bothCities: Actor;
let staff: Actor;
let reviewer: Actor;
let linyiReviewer: Actor;

beforeAll(async () => {
  staff = (await hireForCity("staff", "济南市")).staff;
  reviewer = await hire("reviewer", "REVIEWER");
  bothCities = await hire("office", "REVIEWER");
  admin = await hire("admin", "ADMIN");
  linyiReviewer = await hire("linyi", "REVIEWER", { city: "临沂市" });
  await hire("leader", "LEADER");
  await hire("stranger", "STAFF", { unit: "临沂市教育局" });
});

const shareOf = (number: number) =>
  db().assignment.findFirstOrThrow({
    where: { point: { number }, unit: { city: { name: "济南市" }, kind: { not: "GROUP" } } },
  });

async function apply(number: number, day: string, toOn = "2025-03-31", actor = staff) {
  const { id } = await shareOf(number);
  const input = { assignmentId: id, toOn, reason: "资金跨年度下达" };
  return (await applyForExtension(actor, input, at(day))).extensionId;
}

function decide(
  extensionId: number,
  day: string,
  decision: "APPROVED" | "REFUSED" = "APPROVED",
  actor = reviewer,
) {
  const opinion = decision === "REFUSED" ? "理由不充分" : "";
  const input = decideExtensionInput.parse({ extensionId, decision, opinion });
  return decideExtension(actor, input, at(day, "15:00:00"));
}

describe("an extension", () => {
  test("beyond the last period is told to the administrators with the months nobody is asked in; one refused is not", async () => {
    const told = async () =>
      (await db().notification.findMany({ where: { accountId: admin.accountId } })).map(
        ({ text }) => text,
      );
    await decide(await apply(18, "2024-06-03", "2025-02-28"), "2024-06-04", "REFUSED");
    expect(await told()).toEqual([]);
    await decide(await apply(18, "2024-06-05", "2025-02-28"), "2024-06-06");
    expect(await told()).toEqual([
      "第 18 项时限延至 2025-02-28，晚于最后一个填报期：2025年1月、2025年2月没有填报期，请在年度设置增加",
    ]);
  });

  test("moves the due date from the day of approval, shows the original and its count, and leaves earlier days alone", async () => {
    const before = await seen(2, "2024-08-13");
    const id = await apply(2, "2024-08-12");
    await decide(id, "2024-08-14");
    const { time: _, ...then } = before;
    expect(await seen(2, "2024-08-13")).toMatchObject(then);
    expect(then.dueOn).toBe("2024-12-31");
    const after = await seen(2, "2024-08-14");
    expect(after.dueOn).toBe("2025-03-31");
    expect(after.extension && extensionText(after.extension, "2024-08-14")).toBe(
      "原 12月31日 → 现 2025年3月31日（第1次延期）",
    );
    expect(after.expected).toBeLessThan(before.expected);
    await decide(await apply(2, "2024-10-08", "2025-06-30"), "2024-10-09");
    expect((await seen(2, "2024-10-08")).dueOn).toBe("2025-03-31");
    expect((await seen(2, "2024-10-09")).extension).toEqual({
      fromOn: "2024-12-31",
      toOn: "2025-06-30",
      count: 2,
    });
  });

  test("lets no light be better than 滞后预警 in the period it was granted", async () => {
    await decide(await apply(3, "2024-04-24"), "2024-04-25");
    expect((await seen(3, "2024-04-24")).light).toBe("ON_TRACK");
    const granted = await seen(3, "2024-04-25");
    expect(granted.light).toBe("LAGGING");
    expect(granted.reason).toMatch(/第1次延期/);
    // 未报送 of April would be milder: not before the next period.
    expect((await seen(3, "2024-04-30")).light).toBe("LAGGING");
    expect((await seen(3, "2024-05-01")).light).toBe("UNREPORTED");
  });

  test("is what programs read as the due date of that day", async () => {
    const leader = await actorNamed("leader");
    const dueOn = async (day: string) =>
      planDocument(await getBoard(leader, day))
        .chapters.flatMap(({ points }) => points)
        .find(({ number }) => number === 2)?.dueOn;
    expect(await dueOn("2024-08-13")).toBe("2024-12-31");
    expect(await dueOn("2024-08-14")).toBe("2025-03-31");
  });

  test("is applied for before the due date, for a later one, one at a time, by a unit of the point", async () => {
    const { id: assignmentId } = await shareOf(4);
    const input = { assignmentId, toOn: "2025-03-31", reason: "x" };
    const stranger = await actorNamed("stranger");
    const asked = (actor: Actor, toOn: string, day: string) =>
      refusalOf(applyForExtension(actor, { ...input, toOn }, at(day)));
    expect(await asked(stranger, "2025-03-31", "2024-09-01")).toBe("NOT_FOUND");
    expect(await asked(staff, "2024-12-31", "2024-09-01")).toBe("INVALID");
    expect(await asked(staff, "2034-12-31", "2024-09-01")).toBe("INVALID");
    expect(await asked(staff, "2025-03-31", "2024-12-31")).toBe("INVALID");
    const both = [1, 2].map(() => apply(4, "2024-09-01"));
    expect((await race(both)).sort()).toEqual(["STALE", undefined]);
  });

  test("that is refused names why, changes nothing, and makes room for the next", async () => {
    const id = await apply(5, "2024-09-01");
    expect(decideExtensionInput.safeParse({ extensionId: id, decision: "REFUSED" }).success).toBe(
      false,
    );
    await decide(id, "2024-09-02", "REFUSED");
    expect(await seen(5, "2024-09-03")).toMatchObject({ dueOn: "2024-12-31", extension: null });
    expect(await refusalOf(decide(id, "2024-09-03"))).toBe("STALE");
    await apply(5, "2024-09-04");
  });

  test("is decided by the reviewer of the unit's own city, who finds it waiting", async () => {
    const id = await apply(6, "2024-09-01");
    const board = await getBoard(await actorNamed("reviewer"), "2024-09-01");
    const ids = (actor: Actor) =>
      waitingExtensions(actor, board).map(({ extension }) => extension.id);
    expect(ids(reviewer)).toContain(id);
    expect(ids(linyiReviewer)).not.toContain(id);
    expect(await refusalOf(decide(id, "2024-09-02", "APPROVED", linyiReviewer))).toBe("NOT_FOUND");
    const told = await db().notification.findMany({ where: { kind: "EXTENSION" } });
    expect(told.map(({ accountId }) => accountId)).toContain(reviewer.accountId);
    expect(told.map(({ accountId }) => accountId)).not.toContain(linyiReviewer.accountId);
  });

  describe("asked for before the due date was moved by an adjustment", () => {
    async function adjust(number: number, toOn: string, day: string) {
      const { id: pointId } = await db().workPoint.findFirstOrThrow({ where: { number } });
      const input = { pointId, kind: "DUE" as const, toOn, text: "", reason: "规划", basis: "3号" };
      return (await proposeAdjustment(admin, input, at(day))).adjustmentId;
    }
    const approve = (adjustmentId: number, day: string) => {
      const input = { adjustmentId, decision: "APPROVED" as const, opinion: "" };
      return decideAdjustment(bothCities, input, at(day));
    };

    test("cannot be approved any more: it neither shortens the time nor hides the other date", async () => {
      for (const [number, toOn, word] of [
        [7, "2025-03-31", "提前"],
        [8, "2025-06-30", "提前"],
        [9, "2025-12-31", "重新申请"],
      ] as const) {
        const id = await apply(number, "2024-09-01", toOn);
        await approve(await adjust(number, "2025-06-30", "2024-09-02"), "2024-09-03");
        await expect(decide(id, "2024-09-05")).rejects.toThrow(word);
        expect((await seen(number, "2024-09-05")).dueOn).toBe("2025-06-30");
        await decide(id, "2024-09-06", "REFUSED");
        await decide(await apply(number, "2024-09-07", "2025-09-30"), "2024-09-08");
        expect((await seen(number, "2024-09-08")).extension).toEqual({
          fromOn: "2024-12-31",
          toOn: "2025-09-30",
          count: 2,
        });
      }
    });

    test("and an adjustment whose point was extended meanwhile cannot be approved either", async () => {
      const waiting = await adjust(10, "2025-06-30", "2024-09-01");
      await decide(await apply(10, "2024-09-01", "2025-02-28"), "2024-09-02");
      await expect(approve(waiting, "2024-09-03")).rejects.toThrow("重新提出");
      expect((await seen(10, "2024-09-03")).dueOn).toBe("2025-02-28");
    });

    test("decided at the same moment as the adjustment: one of the two counts, the other is refused", async () => {
      for (const number of [11, 12, 13, 14]) {
        const id = await apply(number, "2024-09-01", "2025-03-31");
        const other = await adjust(number, "2025-06-30", "2024-09-01");
        const ends = await race([decide(id, "2024-09-02"), approve(other, "2024-09-02")]);
        expect(ends.toSorted()).toEqual(["INVALID", undefined]);
        const { dueOn, extension } = await seen(number, "2024-09-02");
        expect(dueOn).toBe(ends[0] === undefined ? "2025-03-31" : "2025-06-30");
        expect(extension?.count).toBe(1);
      }
    });
  });
});
