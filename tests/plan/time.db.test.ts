import { beforeAll, describe, expect, test } from "vitest";
import { stateConfidence } from "@/lib/confidences/commands";
import { stateConfidenceInput } from "@/lib/confidences/schema";
import { getPointDashboard } from "@/lib/dashboards/queries";
import { confirmMilestone, revokeMilestone } from "@/lib/plan/commands";
import { listMilestoneChanges } from "@/lib/plan/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { owedMilestones } from "@/lib/reminders/milestones";
import { withDatabase } from "../support/database";
import { endPause, startPause } from "../support/pauses";
import { actorNamed, at, hire } from "../support/people";
import { race, refusalOf } from "../support/reports";
import { plan, type Step, seen } from "../support/time";

withDatabase({ template: "plan" });

const STEPS: Step[] = [
  { title: "方案", dueOn: "2024-06-30", weight: 40 },
  { title: "完成", dueOn: "2024-11-30", weight: 60 },
];

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

const pointOf = (number: number) => db().workPoint.findFirstOrThrow({ where: { number } });
const linesOf = async (number: number) =>
  db().milestone.findMany({ where: { point: { number } }, orderBy: { id: "asc" } });
const lineOf = async (number: number, title: string) => {
  const row = (await linesOf(number)).find((each) => each.title === title);
  if (!row) throw new Error(`no milestone ${title}`);
  return row.rootId ?? row.id;
};

describe("milestones of a point", () => {
  test("make what is expected from the day they are set, and no day before", async () => {
    const before = await seen(2, "2024-09-05");
    await plan(admin, 2, STEPS, "2024-09-06");
    expect((await seen(2, "2024-09-06")).expected).toBe(40);
    expect(await seen(2, "2024-09-05")).toEqual(before);
  });

  test("late by up to 15 days make amber, by more make red, and name the milestone", async () => {
    await plan(admin, 3, [{ title: "签约", dueOn: "2024-06-01", weight: 100 }], "2024-05-06");
    const line = await lineOf(3, "签约");
    // Silence is the other rule that would speak: the sentence is the milestone's from the day it is red.
    expect((await seen(3, "2024-06-17")).light).toBe("SEVERE");
    const finding = (day: string) => seen(3, day).then(({ reason }) => reason);
    expect(await finding("2024-06-17")).toMatch(/应达 100%/);
    const input = { rootId: line, cityId: jinan, doneOn: "2024-06-10" };
    await confirmMilestone(reviewer, input, at("2024-06-20"));
    const point = await seen(3, "2024-06-20");
    expect(point.time.milestones[0]?.reached).toHaveLength(1);
    expect((await seen(3, "2024-06-19")).time.milestones[0]?.reached).toEqual([]);
  });

  test("are refused when their weights miss 100, when one is after the due date or lacks something", async () => {
    const [first] = STEPS;
    if (!first) throw new Error("no steps");
    await expect(plan(admin, 4, [first], "2024-05-06")).rejects.toThrow("权重合计 40，还差 60");
    const late = { ...first, weight: 100, dueOn: "2025-01-01" };
    await expect(plan(admin, 4, [late], "2024-05-06")).rejects.toThrow(/2024-12-31 之间/);
    const empty = { title: "", dueOn: "2024-06-30", weight: 100 };
    await expect(plan(admin, 4, [empty], "2024-05-06")).rejects.toMatchObject({
      fields: { "title.0": expect.stringContaining("名称") },
    });
    expect(await linesOf(4)).toEqual([]);
  });

  test("set on a page that has not seen the newest ones are refused", async () => {
    await plan(admin, 4, STEPS, "2024-05-06");
    expect(await refusalOf(plan(admin, 4, STEPS.toReversed(), "2024-05-07", ""))).toBe("STALE");
    expect(await refusalOf(plan(admin, 4, STEPS, "2024-05-07"))).toBe("INVALID");
  });

  test("that are replaced keep what their line reached, and every earlier day", async () => {
    await plan(admin, 5, STEPS, "2024-05-06");
    const line = await lineOf(5, "方案");
    await confirmMilestone(
      reviewer,
      { rootId: line, cityId: jinan, doneOn: "2024-06-20" },
      at("2024-06-21"),
    );
    const before = await seen(5, "2024-07-31");
    const [first, second] = STEPS;
    if (!first || !second) throw new Error("no steps");
    const moved = [
      { ...first, weight: 45, root: line },
      { ...second, weight: 55 },
    ];
    await plan(admin, 5, moved, "2024-08-01");
    expect(await seen(5, "2024-07-31")).toEqual(before);
    expect(before.expected).toBe(40);
    expect((await seen(5, "2024-08-01")).expected).toBe(45);
    const owed = owedMilestones(
      (await getPointDashboard(await actorNamed("leader"), 5, "2024-08-02")).board,
    ).filter(({ rootId }) => rootId === line);
    expect(new Set(owed.map(({ unit }) => unit.cityId))).toEqual(new Set([linyi]));
    const trend = await getPointDashboard(await actorNamed("leader"), 5, "2024-09-30");
    expect(trend.trend.map(({ expected }) => expected)).toEqual([
      expect.any(Number),
      0,
      40,
      40,
      45,
      45,
    ]);
  });

  test("of one city are expected of that city alone", async () => {
    const own = (city: number, dueOn: string) => ({ title: `${city}`, dueOn, weight: 100, city });
    await plan(admin, 6, [own(jinan, "2024-06-30"), own(linyi, "2024-11-30")], "2024-05-06");
    const { sides, expected } = await seen(6, "2024-07-01");
    expect(sides.map((side) => side.expected)).toEqual([100, 0]);
    expect(expected).toBe(50);
  });

  test("are set by the administrator alone, and reached by the word of the side's reviewer alone", async () => {
    expect(await refusalOf(plan(reviewer, 7, STEPS, "2024-05-06"))).toBe("NOT_FOUND");
    await plan(admin, 7, STEPS, "2024-05-06");
    const rootId = await lineOf(7, "方案");
    const input = { rootId, cityId: jinan, doneOn: "2024-06-20" };
    expect(await refusalOf(confirmMilestone(linyiReviewer, input, at("2024-06-21")))).toBe(
      "NOT_FOUND",
    );
    expect(await refusalOf(confirmMilestone(admin, input, at("2024-06-21")))).toBe("NOT_FOUND");
    const future = { ...input, doneOn: "2024-06-22" };
    expect(await refusalOf(confirmMilestone(reviewer, future, at("2024-06-21")))).toBe("INVALID");
  });

  test("are confirmed once by whoever comes first, and revoked with a reason that stays on record", async () => {
    await plan(admin, 8, STEPS, "2024-05-06");
    const input = { rootId: await lineOf(8, "方案"), cityId: jinan, doneOn: "2024-06-20" };
    const both = [1, 2].map(() => confirmMilestone(reviewer, input, at("2024-06-21")));
    expect((await race(both)).sort()).toEqual(["STALE", undefined]);
    const { id } = await db().milestoneCompletion.findFirstOrThrow({
      where: { milestoneId: input.rootId },
    });
    const back = { completionId: id, reason: "成果未达标准" };
    await revokeMilestone(reviewer, back, at("2024-06-25"));
    expect(await refusalOf(revokeMilestone(reviewer, back, at("2024-06-25")))).toBe("STALE");
    const changes = await listMilestoneChanges(reviewer, (await pointOf(8)).id, "2024-06-30");
    expect(changes.map(({ kind }) => kind)).toEqual(["REVOKED", "CONFIRMED", "ADDED", "ADDED"]);
    expect(changes[0]).toMatchObject({ note: "成果未达标准", cityId: jinan });
    expect(
      (await listMilestoneChanges(reviewer, (await pointOf(8)).id, "2024-06-21")).map(
        ({ kind }) => kind,
      ),
    ).toEqual(["CONFIRMED", "ADDED", "ADDED"]);
    await confirmMilestone(reviewer, input, at("2024-06-26"));
  });
});

describe("a pause", () => {
  test("shows 未启动 from its first day until it ends, asks for its basis, and holds no silence against the point", async () => {
    const { id: pointId } = await pointOf(9);
    const input = { pointId, reason: "等待部署", basis: "会议纪要" };
    expect(await refusalOf(startPause(linyiReviewer, input, at("2024-06-01")))).toBe("NOT_FOUND");
    const before = await seen(9, "2024-05-31");
    await startPause(reviewer, input, at("2024-06-01"));
    expect(await refusalOf(startPause(admin, input, at("2024-06-02")))).toBe("INVALID");
    expect(await seen(9, "2024-06-01")).toMatchObject({ light: "NOT_STARTED", halted: "PAUSED" });
    expect(await seen(9, "2024-05-31")).toEqual(before);
    const { id: pauseId } = await db().pause.findFirstOrThrow({ where: { pointId } });
    await endPause(admin, { pauseId }, at("2024-08-27"));
    expect(await refusalOf(endPause(admin, { pauseId }, at("2024-08-27")))).toBe("INVALID");
    expect((await seen(9, "2024-08-26")).light).toBe("NOT_STARTED");
    const resumed = await seen(9, "2024-08-28");
    expect(resumed).toMatchObject({ halted: null, light: "SEVERE" });
    expect(resumed.reason).not.toMatch(/未报/);
    expect(resumed.tags).not.toContain("未报送");
  });
});

describe("confidence", () => {
  test("is the newest word on or before the day, of each side, and never moves the light", async () => {
    const { id: pointId } = await pointOf(10);
    const state = (level: string, sentence: string, day: string) =>
      stateConfidence(
        reviewer,
        stateConfidenceInput.parse({ pointId, cityId: jinan, level, sentence }),
        at(day),
      );
    const light = (await seen(10, "2024-09-10")).light;
    await state("HIGH", "筹备就绪。", "2024-09-01");
    await state("LOW", "进度停滞。", "2024-09-10");
    const side = async (day: string) => (await seen(10, day)).sides[0]?.confidence?.level;
    expect(await side("2024-08-31")).toBeUndefined();
    expect(await side("2024-09-09")).toBe("HIGH");
    expect(await side("2024-09-10")).toBe("LOW");
    expect((await seen(10, "2024-09-10")).sides[1]?.confidence).toBeNull();
    expect((await seen(10, "2024-09-10")).light).toBe(light);
  });

  test("needs a level and a sentence, and the side's own reviewer", async () => {
    const { id: pointId } = await pointOf(10);
    const input = { pointId, cityId: jinan, level: "HIGH", sentence: "好" };
    expect(stateConfidenceInput.safeParse({ ...input, sentence: " " }).success).toBe(false);
    expect(stateConfidenceInput.safeParse({ ...input, level: "" }).success).toBe(false);
    const parsed = stateConfidenceInput.parse(input);
    expect(await refusalOf(stateConfidence(linyiReviewer, parsed, at("2024-09-11")))).toBe(
      "NOT_FOUND",
    );
    expect(await refusalOf(stateConfidence(admin, parsed, at("2024-09-11")))).toBe("NOT_FOUND");
  });
});
