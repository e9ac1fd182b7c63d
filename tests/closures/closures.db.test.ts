import { beforeAll, describe, expect, test } from "vitest";
import { confirmClosure, reopenClosure } from "@/lib/closures/commands";
import { confirmClosureInput, reopenClosureInput } from "@/lib/closures/schema";
import { getPointDashboard } from "@/lib/dashboards/queries";
import { addDays } from "@/lib/dates";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { applyFor, confirm, verify } from "../support/completions";
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

/** A unit that answers for a side, with the person who writes for it. */
async function answering(number: number, cityId: number) {
  const shares = await db().assignment.findMany({
    where: { point: { number }, unit: { cityId }, terms: { some: { endsOn: null } } },
    include: { terms: { where: { endsOn: null } } },
  });
  const share = shares.find(({ terms }) => terms[0]?.role === "LEAD") ?? shares[0];
  const author = staff.find(({ unitIds }) => share && unitIds.includes(share.unitId));
  if (!share || !author) throw new Error("nobody answers for this side");
  return { share, author };
}

/** Applied for, verified, closed. */
async function close(number: number, cityId: number, day: string, actor = reviewer) {
  const { share, author } = await answering(number, cityId);
  await verify(actor, await applyFor(author, share.id, day), day);
  return confirm(actor, { pointId: share.pointId, cityId }, day);
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

  test("follows a verified application: none, a waiting or a returned one is not enough", async () => {
    await finish(10, ids.jinan, "2024-09-06");
    const side = { pointId: await pointId(10), cityId: ids.jinan };
    const refused = (message: RegExp) =>
      expect(confirm(reviewer, side, "2024-09-06")).rejects.toMatchObject({
        code: "INVALID",
        message: expect.stringMatching(message),
      });
    await refused(/还没有办结申请/);
    const { author, share } = await answering(10, ids.jinan);
    const first = await applyFor(author, share.id, "2024-09-06");
    await refused(/还没有核验/);
    await verify(reviewer, first, "2024-09-06", "REJECTED");
    await refused(/已被退回/);
    await verify(reviewer, await applyFor(author, share.id, "2024-09-06"), "2024-09-06");
    await confirm(reviewer, side, "2024-09-06");
    expect(await refusalOf(confirm(reviewer, { ...side, cityId: ids.linyi }, "2024-09-06"))).toBe(
      "INVALID",
    );
  });

  test("is refused when a unit fell below 100 % after the verification", async () => {
    await finish(11, ids.jinan, "2024-08-06");
    const { author, share } = await answering(11, ids.jinan);
    await verify(reviewer, await applyFor(author, share.id, "2024-08-06"), "2024-08-06");
    const lower = { percent: 80, percentReason: "验收未通过，需返工" };
    await approve(reviewer, await submit(author, share.id, "2024-09-06", lower), "2024-09-06");
    const side = { pointId: await pointId(11), cityId: ids.jinan };
    await expect(confirm(reviewer, side, "2024-09-07")).rejects.toMatchObject({
      code: "INVALID",
      message: expect.stringMatching(/^核验之后这一侧的进度降到 \d+%。请退回申请/),
    });
  });

  test("keeps the outcome, the application and who confirmed it, with one audit entry", async () => {
    const closure = await finishAndClose(2, ids.jinan, "2024-09-06");
    expect(closure).toMatchObject({
      outcome: "任务完成，资料齐备。",
      applicationId: expect.any(Number),
      closedById: reviewer.accountId,
      closedOn: new Date("2024-09-06"),
      demonstration: false,
    });
    const entries = await db().auditEntry.findMany({
      where: { action: "closure.confirm", subject: `work-point:${closure.pointId}` },
    });
    expect(entries.map(({ after }) => after)).toEqual([
      {
        closureId: closure.id,
        cityId: ids.jinan,
        applicationId: closure.applicationId,
        outcome: "任务完成，资料齐备。",
      },
    ]);
  });

  test("of a side that stands closed is refused, also at the same moment", async () => {
    const closed = await finishAndClose(3, ids.jinan, "2024-09-06");
    expect(await refusalOf(confirm(reviewer, closed, "2024-09-07"))).toBe("STALE");
    await finish(3, ids.linyi, "2024-09-08");
    const { author, share } = await answering(3, ids.linyi);
    await verify(reviewer, await applyFor(author, share.id, "2024-09-08"), "2024-09-08");
    const side = { pointId: closed.pointId, cityId: ids.linyi };
    const close = () => confirm(reviewer, side, "2024-09-08");
    expect([...(await race([close(), close(), close()]))].sort()).toEqual([
      "STALE",
      "STALE",
      undefined,
    ]);
  });

  test("is for a reviewer of that city or of both", async () => {
    const side = { pointId: await pointId(4), cityId: ids.linyi };
    expect(await refusalOf(confirm(jinanReviewer, side, "2024-09-06"))).toBe("NOT_FOUND");
    for (const role of ["STAFF", "LEADER", "ADMIN", "AUDITOR"] as const) {
      const other: Actor = { ...reviewer, role };
      expect(await refusalOf(confirm(other, side, "2024-09-06"))).toBe("NOT_FOUND");
    }
    await finishAndClose(4, ids.jinan, "2024-09-06", jinanReviewer);
  });

  test("is told to the unit that applied, not to the one who confirmed it", async () => {
    const { pointId: point } = await finishAndClose(12, ids.jinan, "2024-09-06");
    const { author } = await answering(12, ids.jinan);
    const { number } = await db().workPoint.findUniqueOrThrow({ where: { id: point } });
    const told = await db().notification.findMany({
      where: { kind: "COMPLETION", text: `第 ${number} 项（济南侧）已销号` },
    });
    expect(told.map(({ accountId }) => accountId)).toEqual([author.accountId]);
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

  test("asks for a new application: the used one closes nothing again", async () => {
    const closed = await finishAndClose(13, ids.jinan, "2024-09-06");
    await reopen(closed.id, "2024-09-10");
    await expect(confirm(reviewer, closed, "2024-09-11")).rejects.toMatchObject({
      code: "INVALID",
      message: expect.stringContaining("还没有新的办结申请"),
    });
    const again = await close(13, ids.jinan, "2024-09-12");
    expect(again.applicationId).not.toBe(closed.applicationId);
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
