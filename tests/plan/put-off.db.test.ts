import { beforeAll, describe, expect, test } from "vitest";
import { getDueMonth } from "@/lib/dashboards/due";
import { milestonesOf } from "@/lib/dashboards/milestones";
import { getPointDashboard } from "@/lib/dashboards/queries";
import { confirmMilestone, revokeMilestone } from "@/lib/plan/commands";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";
import { race } from "../support/reports";
import { plan, seen } from "../support/time";

withDatabase({ template: "plan" });

let admin: Actor;
let reviewer: Actor;
let linyiReviewer: Actor;
let jinan = 0;
let linyi = 0;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  reviewer = await hire("reviewer", "REVIEWER");
  linyiReviewer = await hire("linyi", "REVIEWER", { city: "临沂市" });
  await hire("leader", "LEADER");
  jinan = (await db().city.findUniqueOrThrow({ where: { name: "济南市" } })).id;
  linyi = (await db().city.findUniqueOrThrow({ where: { name: "临沂市" } })).id;
});

const lineOf = async (number: number, title: string) =>
  (await db().milestone.findFirstOrThrow({ where: { point: { number }, title, rootId: null } })).id;

describe("milestones of a point", () => {
  test("put off before they are due show from when to when, and leave the light no better than amber until the next period", async () => {
    const one = (dueOn: string) => [{ title: "签约", dueOn, weight: 100 }];
    await plan(admin, 11, one("2024-05-20"), "2024-04-24");
    const before = await seen(11, "2024-04-25");
    expect(before.light).toBe("ON_TRACK");
    await plan(admin, 11, one("2024-06-30"), "2024-04-26");
    expect(await seen(11, "2024-04-25")).toEqual(before);
    const then = await seen(11, "2024-04-26");
    expect(then.light).toBe("LAGGING");
    expect(then.reason).toContain("节点“签约”原 5月20日 → 现 6月30日（第1次改期）");
    expect((await seen(11, "2024-05-01")).reason).not.toContain("改期");
    const { board } = await getPointDashboard(reviewer, 11, "2024-06-10");
    const point = board.points.find(({ number }) => number === 11);
    if (!point) throw new Error("no point 11");
    expect(milestonesOf(point, "2024-06-10")[0]?.redated).toEqual({
      fromOn: "2024-05-20",
      toOn: "2024-06-30",
      count: 1,
    });
    const due = await getDueMonth(reviewer, "2024-06-01", "2024-06-10");
    expect(due.items.map(({ note }) => note).join()).toContain("第1次改期");
  });

  test("that are late are not put off, taken out or made lighter, whatever else changes; what was reached may be", async () => {
    const weighted = (weight: number, dueOn: string) => [
      { title: "签约", dueOn, weight },
      { title: "完成", dueOn: "2024-12-20", weight: 100 - weight },
    ];
    await plan(admin, 12, weighted(60, "2024-06-30"), "2024-05-06");
    const before = await seen(12, "2024-07-20");
    expect(before.light).toBe("SEVERE");
    for (const steps of [
      weighted(60, "2024-09-30"),
      weighted(10, "2024-06-30"),
      [{ title: "验收", dueOn: "2024-12-20", weight: 100 }],
      [],
    ]) {
      await expect(plan(admin, 12, steps, "2024-07-20")).rejects.toThrow(/签约.*逾期照实显示/);
    }
    expect(await seen(12, "2024-07-20")).toEqual(before);
    const rootId = await lineOf(12, "签约");
    for (const cityId of [jinan, linyi]) {
      const own = cityId === jinan ? reviewer : linyiReviewer;
      await confirmMilestone(own, { rootId, cityId, doneOn: "2024-07-19" }, at("2024-07-20"));
    }
    await plan(admin, 12, weighted(50, "2024-06-30"), "2024-07-20");
  });

  test("entered with a day already past are asked about first, by name; what stood is not asked about again", async () => {
    const steps = (early: string, weight = 40) => [
      { title: "签约", dueOn: early, weight },
      { title: "完成", dueOn: "2024-12-20", weight: 100 - weight },
    ];
    const set = (early: string, past: boolean, weight?: number) =>
      plan(admin, 17, steps(early, weight), "2024-07-20", undefined, past);
    await expect(set("2024-07-19", false)).rejects.toThrow(
      "1 个节点的日期已过：“签约”（2024-07-19）。",
    );
    expect((await seen(17, "2024-07-20")).time.milestones).toEqual([]);
    await set("2024-07-20", false);
    await expect(set("2024-07-18", false)).rejects.toThrow("“签约”（2024-07-18）");
    await set("2024-07-18", true);
    await set("2024-07-18", false, 50);
    const stands = { point: { number: 17 }, removedOn: null, weight: 50 };
    expect(await db().milestone.count({ where: stands })).toBe(2);
  });

  test("set by two at the same moment as a completion is revoked are never washed", async () => {
    for (const number of [13, 14, 15]) {
      await plan(
        admin,
        number,
        [{ title: "签约", dueOn: "2024-06-30", weight: 100 }],
        "2024-05-06",
      );
      const rootId = await lineOf(number, "签约");
      for (const cityId of [jinan, linyi]) {
        const own = cityId === jinan ? reviewer : linyiReviewer;
        await confirmMilestone(own, { rootId, cityId, doneOn: "2024-06-28" }, at("2024-06-29"));
      }
      const done = await db().milestoneCompletion.findFirstOrThrow({
        where: { milestoneId: rootId, cityId: jinan },
      });
      const revoke = { completionId: done.id, reason: "不达标" };
      const later = [{ title: "签约", dueOn: "2024-09-30", weight: 100 }];
      const [revoked, set] = await race([
        revokeMilestone(reviewer, revoke, at("2024-07-20")),
        plan(admin, number, later, "2024-07-20"),
      ]);
      expect(revoked).toBeUndefined();
      const { light, time } = await seen(number, "2024-07-20");
      expect(set === undefined || set === "INVALID").toBe(true);
      if (set === "INVALID") expect(light).toBe("SEVERE");
      else expect(["LAGGING", "SEVERE"]).toContain(light);
      expect(time.milestones.length).toBe(set === "INVALID" ? 1 : 2);
    }
  });
});
