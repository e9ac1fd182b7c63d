import { beforeAll, describe, expect, test } from "vitest";
import { acknowledge, answerObjection, raiseObjection } from "@/lib/acknowledgements/commands";
import { listAssignedTerms } from "@/lib/acknowledgements/queries";
import { answerObjectionInput } from "@/lib/acknowledgements/schema";
import { getBoard } from "@/lib/dashboards/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire, unitNamed } from "../support/people";
import { race, refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

const DAY = "2024-04-25";
let admin: Actor;
let staff: Actor;
let other: Actor;
let reviewer: Actor;
let linyi: Actor;
let leader: Actor;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  staff = await hire("staff", "STAFF", { unit: "济南市教育局" });
  other = await hire("other", "STAFF", { unit: "临沂市教育局" });
  reviewer = await hire("reviewer", "REVIEWER", { city: "济南市" });
  linyi = await hire("linyi", "REVIEWER", { city: "临沂市" });
  leader = await hire("leader", "LEADER");
});

const mine = (actor = staff, day = DAY) => listAssignedTerms(actor, day);
const idsOf = async (actor = staff) => (await mine(actor)).map(({ termId }) => termId);

async function object(termId: number, day = DAY): Promise<number> {
  await raiseObjection(staff, { termId, reason: "职责不在本局" }, at(day));
  return (await db().objection.findFirstOrThrow({ where: { termId, decision: null } })).id;
}
const answer = (objectionId: number, outcome: string, text = "", actor = admin) =>
  answerObjection(
    actor,
    answerObjectionInput.parse({ objectionId, outcome, answer: text }),
    at("2024-04-26"),
  );

describe("签收", () => {
  test("is the unit's own: one tap for one thing or for all, once", async () => {
    const [first = 0, ...rest] = await idsOf();
    const foreign = await idsOf(other);
    const done = (actor: Actor, termIds: number[]) =>
      refusalOf(acknowledge(actor, { termIds }, at(DAY)));
    for (const actor of [other, admin, reviewer]) {
      expect(await done(actor, [first])).toBe("NOT_FOUND");
    }
    expect(await done(staff, [first, foreign[0] ?? 0])).toBe("NOT_FOUND");
    expect(await done(staff, [999_999])).toBe("NOT_FOUND");
    const twice = [1, 2].map(() => acknowledge(staff, { termIds: [first] }, at(DAY)));
    expect((await race(twice)).sort()).toEqual(["STALE", undefined]);
    // All or nothing: what is settled already stands in the way of the rest.
    expect(await done(staff, [first, ...rest])).toBe("STALE");
    expect((await mine()).filter(({ state }) => state === "ACKNOWLEDGED")).toHaveLength(1);
    const entry = await db().auditEntry.findFirstOrThrow({
      where: { action: "assignment.acknowledge" },
    });
    expect(entry.subject).toBe(`unit:${(await unitNamed("济南市教育局")).id}`);
  });

  test("that is missing after three working days is shown to the office of the city", async () => {
    const late = async (actor: Actor, day: string) =>
      (await listAssignedTerms(actor, day)).filter(({ state }) => state === "LATE").length;
    expect(await late(reviewer, "2024-04-28")).toBe(0);
    expect(await late(reviewer, "2024-04-30")).toBeGreaterThan(50);
    const seen = await listAssignedTerms(reviewer, "2024-04-30");
    const jinan = (await unitNamed("济南市教育局")).cityId;
    expect(new Set(seen.map(({ unit }) => unit.cityId))).toEqual(new Set([jinan]));
    expect(await late(admin, "2024-04-30")).toBeGreaterThan(await late(reviewer, "2024-04-30"));
    expect(await late(await actorNamed("leader"), "2024-04-30")).toBe(
      await late(admin, "2024-04-30"),
    );
    const auditor = await hire("auditor", "AUDITOR");
    expect(await refusalOf(listAssignedTerms(auditor, DAY))).toBe("NOT_FOUND");
  });
});

describe("异议", () => {
  test("is told to the administrators who deal with the plan's cities, and to no other pair's", async () => {
    const ids = async (names: string[]) =>
      (await db().city.findMany({ where: { name: { in: names } } })).map(({ id }) => id);
    const far = await db().city.create({
      data: { name: "远山市", shortName: "远山", displayOrder: 9 },
    });
    const limit = async (name: string, cityIds: number[]) => {
      const { accountId } = await hire(name, "ADMIN");
      await db().accountCity.createMany({
        data: cityIds.map((cityId) => ({ accountId, cityId })),
      });
      return accountId;
    };
    const pair = await limit("pair-admin", await ids(["济南市", "临沂市"]));
    const stranger = await limit("far-admin", [far.id]);
    const [{ termId } = { termId: 0 }] = await mine(other);
    await raiseObjection(other, { termId, reason: "职责不在本局" }, at(DAY));
    const told = await db().notification.findMany({ where: { kind: "OBJECTION" } });
    const people = told.map(({ accountId }) => accountId);
    expect(people).toEqual(expect.arrayContaining([admin.accountId, pair]));
    expect(people).not.toContain(stranger);
  });

  test("that is accepted changes the assignment from the day on, and tells the unit", async () => {
    const { termId, point } = (await mine()).filter(({ state }) => state !== "ACKNOWLEDGED")[0] ?? {
      termId: 0,
      point: { number: 0 },
    };
    const id = await object(termId);
    expect(await refusalOf(acknowledge(staff, { termIds: [termId] }, at(DAY)))).toBe("INVALID");
    expect(await refusalOf(raiseObjection(staff, { termId, reason: "x" }, at(DAY)))).toBe("STALE");
    for (const stranger of [staff, leader, linyi]) {
      expect(await refusalOf(answer(id, "SUPPORT", "", stranger))).toBe("NOT_FOUND");
    }
    expect(await refusalOf(answer(id, "RESPONSIBLE"))).toBe("INVALID");
    const both = [answer(id, "SUPPORT", "同意"), answer(id, "SUPPORT", "同意")];
    expect((await race(both)).sort()).toEqual(["STALE", undefined]);
    const roleOn = async (day: string) =>
      (await getBoard(await actorNamed("leader"), day)).assignments.find(
        ({ unit, pointId }) => unit.name === "济南市教育局" && pointId === pointOf?.id,
      )?.role;
    const pointOf = await db().workPoint.findFirst({ where: { number: point.number } });
    expect(await roleOn("2024-04-25")).toBe("RESPONSIBLE");
    expect(await roleOn("2024-04-26")).toBe("SUPPORT");
    const told = await db().notification.findMany({ where: { kind: "OBJECTION" } });
    expect(told.map(({ accountId }) => accountId)).toEqual(
      expect.arrayContaining([admin.accountId, staff.accountId]),
    );
    // The new role is a new assignment to acknowledge.
    const now = (await mine(staff, "2024-04-26")).find(
      (each) => each.point.number === point.number,
    );
    expect(now).toMatchObject({ role: "SUPPORT", state: "AWAITED" });
  });

  test("that is declined says why, and the unit then acknowledges", async () => {
    const [term] = (await mine()).filter(({ state }) => state === "AWAITED");
    const termId = term?.termId ?? 0;
    const id = await object(termId);
    const silent = { objectionId: id, outcome: "DECLINED", answer: " " };
    expect(answerObjectionInput.safeParse(silent).success).toBe(false);
    // The office of the unit's city is told, and may answer.
    const asked = await db().notification.findMany({
      where: { kind: "OBJECTION", account: { role: "REVIEWER" } },
    });
    expect(new Set(asked.map(({ accountId }) => accountId))).toEqual(
      new Set([reviewer.accountId, linyi.accountId]),
    );
    await answer(id, "DECLINED", "属于贵局职责", reviewer);
    await acknowledge(staff, { termIds: [termId] }, at("2024-04-28"));
    expect(await refusalOf(raiseObjection(staff, { termId, reason: "x" }, at("2024-04-29")))).toBe(
      "INVALID",
    );
  });

  test("and acknowledgements are kept by the database as they were written", async () => {
    const run = (sql: string) => db().$executeRawUnsafe(sql);
    await expect(run("DELETE FROM acknowledgements")).rejects.toThrow(/immutable/);
    await expect(run("UPDATE objections SET reason = 'x'")).rejects.toThrow(/answered/);
    await expect(run("DELETE FROM objections")).rejects.toThrow(/answered/);
  });
});
