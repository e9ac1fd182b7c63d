import { beforeAll, describe, expect, test } from "vitest";
import { confirmClosure, reopenClosure } from "@/lib/closures/commands";
import { confirmClosureInput, reopenClosureInput } from "@/lib/closures/schema";
import { getPointDashboard } from "@/lib/dashboards/queries";
import { addDays } from "@/lib/dates";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire, hireForCity } from "../support/people";
import { approve, race, refusalOf, submit } from "../support/reports";

withDatabase({ template: "plan" });

let reviewer: Actor;
let jinanReviewer: Actor;
let staff: Actor[] = [];
const ids = { jinan: 0, linyi: 0 };

beforeAll(async () => {
  reviewer = await hire("reviewer", "REVIEWER");
  jinanReviewer = await hire("jinan", "REVIEWER", { city: "济南市" });
  await hire("leader", "LEADER");
  staff = [
    (await hireForCity("jinan-staff", "济南市")).staff,
    (await hireForCity("linyi-staff", "临沂市")).staff,
  ];
  const [jinan, linyi] = await db().city.findMany({ orderBy: { displayOrder: "asc" } });
  Object.assign(ids, { jinan: jinan?.id, linyi: linyi?.id });
});

const pointId = async (number: number) =>
  (await db().workPoint.findFirstOrThrow({ where: { number } })).id;

/** Every unit of one side reports 100 % and is approved, the day before `day`. */
async function finish(number: number, cityId: number, day: string) {
  const side = await db().assignment.findMany({
    where: { point: { number }, unit: { cityId } },
    include: { unit: true },
  });
  const before = addDays(day, -1);
  for (const { id, unitId } of side) {
    const author = staff.find(({ unitIds }) => unitIds.includes(unitId));
    if (!author) throw new Error("a group reports nothing");
    const done = { percent: 100, percentReason: "验收合格" };
    await approve(reviewer, await submit(author, id, before, done), before);
  }
}

async function close(number: number, cityId: number, day: string, actor = reviewer) {
  const input = { pointId: await pointId(number), cityId, outcome: "任务完成，资料齐备。" };
  await confirmClosure(actor, input, at(day));
  return db().closure.findFirstOrThrow({
    where: { pointId: input.pointId, cityId, reopenedOn: null },
  });
}

async function finishAndClose(number: number, cityId: number, day: string, actor = reviewer) {
  await finish(number, cityId, day);
  return close(number, cityId, day, actor);
}

async function lights(number: number, day: string) {
  const { point } = await getPointDashboard(await actorNamed("leader"), number, day);
  return [point.light, ...point.sides.map(({ light }) => light)];
}

describe("销号", () => {
  test("turns one city's side blue from that day on, the point when both are", async () => {
    await finishAndClose(1, ids.jinan, "2024-09-06");
    expect(await lights(1, "2024-09-06")).toEqual(["SEVERE", "COMPLETED", "SEVERE"]);
    await finishAndClose(1, ids.linyi, "2024-09-10");
    expect(await lights(1, "2024-09-09")).toEqual(["LAGGING", "COMPLETED", "LAGGING"]);
    expect(await lights(1, "2024-09-10")).toEqual(["COMPLETED", "COMPLETED", "COMPLETED"]);
    expect(await lights(1, "2024-09-05")).toEqual(["SEVERE", "LAGGING", "SEVERE"]);
  });

  test("waits for 100 %, reported and approved by every unit of the side", async () => {
    await expect(close(10, ids.jinan, "2024-09-06")).rejects.toMatchObject({
      code: "INVALID",
      message: "该市进度为 0%，各单位报到 100% 并审核通过后才能销号。",
    });
    await finish(10, ids.jinan, "2024-09-06");
    await close(10, ids.jinan, "2024-09-06");
    expect(await refusalOf(close(10, ids.linyi, "2024-09-06"))).toBe("INVALID");
  });

  test("keeps the outcome and who confirmed it, with one audit entry", async () => {
    const closure = await finishAndClose(2, ids.jinan, "2024-09-06");
    expect(closure).toMatchObject({
      outcome: "任务完成，资料齐备。",
      closedById: reviewer.accountId,
      closedOn: new Date("2024-09-06"),
      demonstration: false,
    });
    const entries = await db().auditEntry.findMany({
      where: { action: "closure.confirm", subject: `work-point:${closure.pointId}` },
    });
    expect(entries.map(({ after }) => after)).toEqual([
      { closureId: closure.id, cityId: ids.jinan, outcome: "任务完成，资料齐备。" },
    ]);
  });

  test("of a side that stands closed is refused, also at the same moment", async () => {
    await finishAndClose(3, ids.jinan, "2024-09-06");
    expect(await refusalOf(close(3, ids.jinan, "2024-09-07"))).toBe("STALE");
    await finish(3, ids.linyi, "2024-09-08");
    const ends = await race([close(3, ids.linyi, "2024-09-08"), close(3, ids.linyi, "2024-09-08")]);
    expect([...ends].sort()).toEqual(["STALE", undefined]);
  });

  test("is for a reviewer of that city or of both", async () => {
    expect(await refusalOf(close(4, ids.linyi, "2024-09-06", jinanReviewer))).toBe("NOT_FOUND");
    for (const role of ["STAFF", "LEADER", "ADMIN", "AUDITOR"] as const) {
      const other: Actor = { ...reviewer, role };
      expect(await refusalOf(close(4, ids.jinan, "2024-09-06", other))).toBe("NOT_FOUND");
    }
    await finishAndClose(4, ids.jinan, "2024-09-06", jinanReviewer);
  });

  test("of a point that does not exist, or in a city without a unit in it, is refused", async () => {
    const ghost = { pointId: 999_999, cityId: ids.jinan, outcome: "x" };
    expect(await refusalOf(confirmClosure(reviewer, ghost, at("2024-09-06")))).toBe("NOT_FOUND");
    const elsewhere = { pointId: await pointId(5), cityId: 999_999, outcome: "x" };
    expect(await refusalOf(confirmClosure(reviewer, elsewhere, at("2024-09-06")))).toBe(
      "NOT_FOUND",
    );
  });

  test("needs an outcome, its reopening a reason", () => {
    const outcome = confirmClosureInput.safeParse({ pointId: 1, cityId: 1, outcome: " " });
    expect(outcome.error?.issues[0]?.message).toBe("请写明办结结果。");
    const reason = reopenClosureInput.safeParse({ closureId: 1, reason: "" });
    expect(reason.error?.issues[0]?.message).toBe("请写明重新办理的原因。");
  });
});

describe("reopening", () => {
  const reopen = (closureId: number, day: string, actor = reviewer) =>
    reopenClosure(actor, { closureId, reason: "成果未达标准" }, at(day));

  test("lets the side's light be computed again from that day on; earlier days stay blue", async () => {
    const { id } = await finishAndClose(6, ids.jinan, "2024-09-06");
    await reopen(id, "2024-09-10");
    expect((await lights(6, "2024-09-09"))[1]).toBe("COMPLETED");
    expect((await lights(6, "2024-09-10"))[1]).toBe("LAGGING");
    await close(6, ids.jinan, "2024-09-20");
    expect((await lights(6, "2024-09-19"))[1]).toBe("LAGGING");
    expect((await lights(6, "2024-09-20"))[1]).toBe("COMPLETED");
    expect((await lights(6, "2024-09-06"))[1]).toBe("COMPLETED");
  });

  test("happens once: the second of two is told", async () => {
    const { id } = await finishAndClose(7, ids.jinan, "2024-09-06");
    const ends = await race([reopen(id, "2024-09-10"), reopen(id, "2024-09-10")]);
    expect([...ends].sort()).toEqual(["STALE", undefined]);
    expect(await refusalOf(reopen(id, "2024-09-11"))).toBe("STALE");
  });

  test("on the day of the 销号 itself leaves no blue day behind", async () => {
    const { id } = await finishAndClose(8, ids.jinan, "2024-09-06");
    await reopen(id, "2024-09-06");
    expect((await lights(8, "2024-09-06"))[1]).toBe("LAGGING");
    await close(8, ids.jinan, "2024-09-06");
    expect((await lights(8, "2024-09-06"))[1]).toBe("COMPLETED");
  });

  test("is for a reviewer of that city or of both", async () => {
    const { id } = await finishAndClose(9, ids.linyi, "2024-09-06");
    expect(await refusalOf(reopen(id, "2024-09-07", jinanReviewer))).toBe("NOT_FOUND");
    expect(await refusalOf(reopen(999_999, "2024-09-07"))).toBe("NOT_FOUND");
  });
});
