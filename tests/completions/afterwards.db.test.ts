import { beforeAll, describe, expect, test } from "vitest";
import { getPointDetails, listWaitingCompletions } from "@/lib/completions/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { applyFor, confirm, finishSide, takeBack, verify } from "../support/completions";
import { withDatabase } from "../support/database";
import { actorNamed, hire, hireForCity } from "../support/people";
import { approve, race, refusalOf, submit } from "../support/reports";

withDatabase({ template: "plan" });

let reviewer: Actor;
let linyiReviewer: Actor;
let staff: Actor;
let linyiStaff: Actor;
let jinan = 0;

beforeAll(async () => {
  linyiReviewer = await hire("linyi", "REVIEWER", { city: "临沂市" });
  staff = (await hireForCity("staff", "济南市")).staff;
  linyiStaff = (await hireForCity("linyi-staff", "临沂市")).staff;
  await hire("reviewer", "REVIEWER");
  reviewer = await actorNamed("reviewer");
  jinan = (await db().city.findUniqueOrThrow({ where: { name: "济南市" } })).id;
});

const finished = (number: number) =>
  finishSide(staff, reviewer, { number, cityId: jinan, percent: 100 });

const sideOf = async (actor: Actor, pointId: number, day: string) =>
  (await getPointDetails(actor, pointId, day, false)).sides.find(({ cityId }) => cityId === jinan);

/** A side whose application is verified on September 7. */
async function verified(number: number) {
  const share = await finished(number);
  const application = await applyFor(staff, share.id, "2024-09-06");
  await verify(reviewer, application, "2024-09-07");
  return { ...share, application, side: { pointId: share.pointId, cityId: jinan } };
}

/** A correction of the September report, approved. */
async function correct(id: number, day: string, percent: number) {
  const blocks = { percent, percentReason: "复核", correctionReason: "数据有误" };
  await approve(reviewer, await submit(staff, id, day, blocks), day);
}

const messages = async (sameAs: string) =>
  (await db().notification.findMany({ where: { sameAs: { startsWith: sameAs } } })).map(
    ({ accountId }) => accountId,
  );

describe("a verified application whose side changed", () => {
  test("by falling below 100 % is not closed; it is sent back with a reason, and applied for anew", async () => {
    const { id, pointId, application, side } = await verified(1);
    await correct(id, "2024-09-08", 80);
    await expect(confirm(reviewer, side, "2024-09-09")).rejects.toMatchObject({
      code: "INVALID",
      message: expect.stringContaining("请退回申请"),
    });
    expect(await refusalOf(verify(reviewer, application, "2024-09-09", "VERIFIED", 1))).toBe(
      "INVALID",
    );
    await verify(reviewer, application, "2024-09-09", "REJECTED", 1);
    expect(await messages(`completion:${application}:decided:1`)).toEqual([staff.accountId]);
    expect((await sideOf(reviewer, pointId, "2024-09-08"))?.state).toBe("VERIFIED");
    expect(await sideOf(reviewer, pointId, "2024-09-09")).toMatchObject({
      state: "REJECTED",
      application: {
        decisions: [
          { decision: "VERIFIED", on: "2024-09-07" },
          { decision: "REJECTED", on: "2024-09-09", opinion: "请补充验收材料。", by: "REVIEWER" },
        ],
      },
    });
    await correct(id, "2024-09-10", 100);
    expect(await applyFor(staff, id, "2024-09-11")).not.toBe(application);
  });

  test("by a correction is confirmed again before it is closed", async () => {
    const { id, pointId, application, side } = await verified(2);
    expect((await sideOf(reviewer, pointId, "2024-09-07"))?.application?.overtaken).toBe(false);
    await correct(id, "2024-09-08", 100);
    expect((await sideOf(reviewer, pointId, "2024-09-08"))?.application?.overtaken).toBe(true);
    expect((await sideOf(reviewer, pointId, "2024-09-07"))?.application?.overtaken).toBe(false);
    expect(await refusalOf(confirm(reviewer, side, "2024-09-09"))).toBe("INVALID");
    await verify(reviewer, application, "2024-09-09", "VERIFIED", 1);
    expect((await sideOf(reviewer, pointId, "2024-09-09"))?.application?.overtaken).toBe(false);
    await confirm(reviewer, side, "2024-09-10");
    expect((await sideOf(reviewer, pointId, "2024-09-10"))?.state).toBe("CLOSED");
  });

  test("may be sent back unchanged as well, by a reviewer of its city alone, and leaves the queue", async () => {
    const { pointId, application } = await verified(3);
    const waits = async () =>
      (await listWaitingCompletions(reviewer, "2024-09-20")).some(({ id }) => id === application);
    for (const other of [linyiReviewer, staff]) {
      expect(await refusalOf(verify(other, application, "2024-09-08", "REJECTED", 1))).toBe(
        "NOT_FOUND",
      );
    }
    expect(await waits()).toBe(true);
    await verify(reviewer, application, "2024-09-08", "REJECTED", 1);
    expect(await waits()).toBe(false);
    // What is not verified any more is not everybody's to read.
    expect((await sideOf(linyiReviewer, pointId, "2024-09-08"))?.application).toBeNull();
  });

  test("is decided by one of several at the same moment; who read an older state is told", async () => {
    const { application, side } = await verified(4);
    const ends = await race([
      verify(reviewer, application, "2024-09-08", "REJECTED", 1),
      verify(reviewer, application, "2024-09-08", "REJECTED", 1),
      verify(reviewer, application, "2024-09-08", "VERIFIED", 1),
    ]);
    expect([...ends].sort()).toEqual(["STALE", "STALE", undefined]);
    expect(await refusalOf(verify(reviewer, application, "2024-09-09", "REJECTED", 0))).toBe(
      "STALE",
    );
    const other = await verified(5);
    const closing = await race([
      confirm(reviewer, other.side, "2024-09-08"),
      verify(reviewer, other.application, "2024-09-08", "REJECTED", 1),
    ]);
    expect(closing.filter((end) => end === undefined)).toHaveLength(1);
    expect(side.cityId).toBe(jinan);
  });

  test("keeps its history: nobody changes or removes a decision", async () => {
    const run = (sql: string) => db().$executeRawUnsafe(sql);
    await expect(run("UPDATE completion_rechecks SET opinion = 'x'")).rejects.toThrow(/immutable/);
    await expect(run("DELETE FROM completion_rechecks")).rejects.toThrow(/immutable/);
    await expect(run("TRUNCATE completion_rechecks")).rejects.toThrow(/immutable/);
  });
});

describe("a unit's own application", () => {
  test("is taken back while nobody has decided it, and may be made anew; the reviewers are told", async () => {
    const { id, pointId } = await finished(6);
    const application = await applyFor(staff, id, "2024-09-06");
    for (const other of [reviewer, linyiStaff]) {
      expect(await refusalOf(takeBack(other, application, "2024-09-06"))).toBe("NOT_FOUND");
    }
    await takeBack(staff, application, "2024-09-08");
    expect(await messages(`completion:${application}:withdrawn`)).toEqual([reviewer.accountId]);
    expect((await sideOf(staff, pointId, "2024-09-07"))?.state).toBe("APPLIED");
    expect(await sideOf(staff, pointId, "2024-09-08")).toMatchObject({
      state: "NONE",
      application: { decisions: [{ decision: "WITHDRAWN", on: "2024-09-08", by: "STAFF" }] },
    });
    expect(
      (await listWaitingCompletions(reviewer, "2024-09-20")).map((row) => row.id),
    ).not.toContain(application);
    expect(await refusalOf(verify(reviewer, application, "2024-09-09"))).toBe("STALE");
    const again = await applyFor(staff, id, "2024-09-09");
    await verify(reviewer, again, "2024-09-10");
    expect(await refusalOf(takeBack(staff, again, "2024-09-10"))).toBe("STALE");
    expect(await refusalOf(takeBack(staff, application, "2024-09-10"))).toBe("STALE");
    expect(await refusalOf(takeBack(staff, 999_999, "2024-09-10"))).toBe("NOT_FOUND");
  });

  test("is either taken back or decided when both happen at the same moment", async () => {
    const { id } = await finished(7);
    const application = await applyFor(staff, id, "2024-09-06");
    const ends = await race([
      takeBack(staff, application, "2024-09-07"),
      verify(reviewer, application, "2024-09-07"),
      takeBack(staff, application, "2024-09-07"),
    ]);
    expect([...ends].sort()).toEqual(["STALE", "STALE", undefined]);
    expect(
      await db().auditEntry.count({
        where: {
          action: { in: ["completion.withdraw", "completion.verify"] },
          before: { path: ["applicationId"], equals: application },
        },
      }),
    ).toBe(1);
  });
});
