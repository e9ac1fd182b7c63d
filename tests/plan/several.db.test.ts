import { beforeAll, describe, expect, test } from "vitest";
import { createAccount, openPlan } from "@/lib/accounts/commands";
import { getActorBySession } from "@/lib/accounts/queries";
import { SYSTEM_ACTOR } from "@/lib/audit/commands";
import { listPlansUnderWay } from "@/lib/dashboards/plans";
import { getBoard, getBoardOfYear } from "@/lib/dashboards/queries";
import { importNotice } from "@/lib/documents/commands";
import { readNotice } from "@/lib/documents/notice";
import { notify, officeOf, openMessage } from "@/lib/notifications/commands";
import { getAbsence, listPlans } from "@/lib/plan/queries";
import { systemNow } from "@/lib/platform/clock";
import { db, transact } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { getReportHistory } from "@/lib/progress/history";
import { getReportForm } from "@/lib/progress/queries";
import { plans } from "@/lib/read-api/plan";
import type { Role } from "@/prisma/generated/enums";
import { directory } from "../documents/published";
import { HEAD } from "../documents/read";
import { withDatabase } from "../support/database";
import { startPause } from "../support/pauses";
import { actorNamed, assignmentOf, at, hire } from "../support/people";

withDatabase({ template: "plan" });

const NOTICE = `${HEAD}一、任务\n1. 建校。新建一所学校。（责任单位：市教育局）\n2. 修路。修一条路。（责任单位：市交通运输局）`;
let jinanLinyi = 0;
let qinghe = 0;

beforeAll(async () => {
  jinanLinyi = (await db().plan.findFirstOrThrow()).id;
  qinghe = await importNotice(SYSTEM_ACTOR, readNotice(NOTICE), directory, at("2025-03-06"));
});

/** An account that deals with the plans of some cities only. */
async function hireFor(name: string, role: Role, cities: string[]): Promise<Actor> {
  const rows = await db().city.findMany({ where: { name: { in: cities } } });
  const person = { name, post: role, role, unitId: null, cityId: null, password: "" };
  const cityIds = rows.map(({ id }) => id);
  await createAccount(SYSTEM_ACTOR, { ...person, cityIds, passwordHash: "none" }, systemNow());
  return actorNamed(name);
}

const titles = async (actor: Actor) => (await listPlans(actor)).map(({ cities }) => cities);
const NOW = at("2025-03-06");
const again = async (actor: Actor) => {
  const next = await getActorBySession(actor.sessionId ?? "", "127.0.0.1", systemNow());
  if (!next) throw new Error("signed out");
  return next;
};
const pointOf = (planId: number, number: number) =>
  db().workPoint.findFirstOrThrow({ where: { planId, number } });

describe("who may open which plan", () => {
  test("a unit's and a city's people have the plans their city takes part in", async () => {
    expect(await titles(await hire("jn", "STAFF", { unit: "济南市教育局" }))).toEqual([
      "济南 — 临沂",
    ]);
    expect(await titles(await hire("qh", "STAFF", { unit: "青河市教育局" }))).toEqual(["青河"]);
    expect(await titles(await hire("ly", "LEADER", { city: "临沂市" }))).toEqual(["济南 — 临沂"]);
  });

  test("who is limited to some cities has the plans of these alone; who is not has all, the newest in force", async () => {
    const limited = await hireFor("pair-admin", "ADMIN", ["济南市", "临沂市"]);
    expect(await titles(limited)).toEqual(["济南 — 临沂"]);
    expect(limited).toMatchObject({ planIds: [jinanLinyi], plan: { several: false } });
    const admin = await hire("admin", "ADMIN");
    expect(await titles(admin)).toEqual(["青河", "济南 — 临沂"]);
    expect(admin).toMatchObject({ planIds: null, plan: { id: qinghe, several: true } });
    const none = await hireFor("half", "REVIEWER", ["济南市"]);
    expect(none).toMatchObject({ planIds: [], plan: null });
  });

  test("a plan issued later is in force from its day on", async () => {
    const inForce = async (day: string) => {
      const [row] = await db().$queryRaw<{ id: number }[]>`
        SELECT plan_in_force(NULL, NULL, ${day}::date) AS id`;
      return row?.id;
    };
    expect(await inForce("2025-02-07")).toBe(jinanLinyi);
    expect(await inForce("2025-02-08")).toBe(qinghe);
  });

  test("people are reminded of every plan under way, of an old one while no other follows it", async () => {
    const underWay = async (day: string) =>
      (await listPlansUnderWay(day)).map(({ id }) => id).sort();
    expect(await underWay("2024-03-01")).toEqual([]);
    expect(await underWay("2024-09-20")).toEqual([jinanLinyi]);
    expect(await underWay("2025-09-20")).toEqual([jinanLinyi, qinghe]);
  });

  test("the reviewers told of a city are those who deal with it", async () => {
    const both = await hireFor("pair-reviewer", "REVIEWER", ["济南市", "临沂市"]);
    const other = await hireFor("qinghe-reviewer", "REVIEWER", ["青河市"]);
    const jinan = await db().city.findUniqueOrThrow({ where: { name: "济南市" } });
    const told = await transact((tx) => officeOf(tx, jinanLinyi, ["REVIEWER"], jinan.id));
    expect(told).toContain(both.accountId);
    expect(told).not.toContain(other.accountId);
  });
});

describe("to whom no plan is within reach", () => {
  test("it is told apart from a portal that has none, with the cities the account is limited to", async () => {
    const other = await db().city.create({
      data: { name: "丰泽市", shortName: "丰泽", displayOrder: 90 },
    });
    const limited = await hireFor("fengze-admin", "ADMIN", [other.name]);
    expect([limited.plan, limited.planIds]).toEqual([null, []]);
    expect(await listPlans(limited)).toEqual([]);
    expect(await getAbsence(limited)).toEqual({ others: true, cities: ["丰泽市"] });
    const staff = await hire("ly-caizheng", "STAFF", { unit: "临沂市财政局" });
    expect(await getAbsence(staff)).toEqual({ others: true, cities: [] });
    const auditor = await hire("auditor", "AUDITOR");
    await expect(getAbsence(auditor)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("working on one of several plans", () => {
  test("opening another changes this session over, and no other", async () => {
    const admin = await hire("admin-2", "ADMIN");
    const elsewhere = await actorNamed("admin-2");
    expect((await getBoard(admin, "2025-03-06")).points).toHaveLength(2);
    await openPlan(admin, { planId: jinanLinyi }, NOW);
    const changed = await again(admin);
    expect(changed.plan?.id).toBe(jinanLinyi);
    expect((await getBoard(changed, "2025-03-06")).points).toHaveLength(31);
    expect((await again(elsewhere)).plan?.id).toBe(qinghe);
  });

  test("opening another is in the audit log, from which to which; opening the same again is not", async () => {
    const admin = await hire("admin-8", "ADMIN");
    await openPlan(admin, { planId: jinanLinyi }, NOW);
    await openPlan(await again(admin), { planId: jinanLinyi }, NOW);
    const { accountId } = admin;
    expect(
      await db().auditEntry.findMany({ where: { action: "plan.open", accountId } }),
    ).toMatchObject([
      {
        subject: `plan:${jinanLinyi}`,
        before: { planId: qinghe },
        after: { planId: jinanLinyi },
      },
    ]);
  });

  test("a plan out of reach cannot be opened, and none that is not there", async () => {
    const linyi = await hire("ly-2", "LEADER", { city: "临沂市" });
    await expect(openPlan(linyi, { planId: qinghe }, NOW)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(openPlan(linyi, { planId: 99_999 }, NOW)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect((await again(linyi)).plan?.id).toBe(jinanLinyi);
  });

  test("a page left open from another plan writes nothing and says so; out of reach looks missing", async () => {
    const admin = await hire("admin-3", "ADMIN");
    const { id: pointId } = await pointOf(jinanLinyi, 3);
    const pause = { pointId, reason: "等待上级批复", basis: "会议纪要第 3 号" };
    const day = at("2025-03-06");
    await expect(startPause(admin, pause, day)).rejects.toMatchObject({
      code: "STALE",
      message: expect.stringContaining("另一份工作要点"),
    });
    const other = await hireFor("qinghe-admin", "ADMIN", ["青河市"]);
    await expect(startPause(other, pause, day)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await db().pause.count({ where: { pointId } })).toBe(0);
    await openPlan(admin, { planId: jinanLinyi }, NOW);
    await startPause(await again(admin), pause, day);
    expect(await db().pause.count({ where: { pointId } })).toBe(1);
  });

  test("reports and forms of a plan out of reach look missing", async () => {
    const assignment = await assignmentOf("济南市教育局", 20);
    const other = await hire("qh-2", "STAFF", { unit: "青河市教育局" });
    const missing = { code: "NOT_FOUND" };
    const day = "2025-03-06";
    await expect(getReportHistory(other, assignment, day)).rejects.toMatchObject(missing);
    await expect(getReportForm(other, assignment, undefined, day)).rejects.toMatchObject(missing);
    await expect(getBoardOfYear(other, 2024, day)).rejects.toMatchObject(missing);
    const admin = await hire("admin-4", "ADMIN");
    expect((await getBoardOfYear(admin, 2024, day)).plan.id).toBe(jinanLinyi);
  });

  test("a program reads the plan its address names; a year that holds several has to be told apart", async () => {
    const twin = NOTICE.replaceAll("青河", "清源").replace(/〔(\d{4})〕\d+号/, "〔$1〕998号");
    const other = await importNotice(SYSTEM_ACTOR, readNotice(twin), directory, at("2025-03-06"));
    const { year } = await db().plan.findUniqueOrThrow({ where: { id: qinghe } });
    expect((await db().plan.findUniqueOrThrow({ where: { id: other } })).year).toBe(year);
    const admin = await hire("admin-6", "ADMIN");
    const program: Actor = { ...admin, role: "API_TOKEN", sessionId: null };
    const read = (actor: Actor, address: string) =>
      getBoardOfYear(actor, address, "2025-03-06").then((board) => board.plan.id);
    expect(await read(program, `${year}-${qinghe}`)).toBe(qinghe);
    expect(await read(program, `${year}-${other}`)).toBe(other);
    expect(await read(program, "2024")).toBe(jinanLinyi);
    await expect(read(program, String(year))).rejects.toMatchObject({
      code: "INVALID",
      message: expect.stringContaining(`${year}-${other}`),
    });
    await expect(read(program, `2024-${other}`)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await openPlan(admin, { planId: other }, NOW);
    expect(await read(await again(admin), String(year))).toBe(other);
    const limited = await hireFor("qinghe-program", "ADMIN", ["青河市"]);
    expect(await read({ ...limited, role: "API_TOKEN" }, String(year))).toBe(qinghe);
    await expect(read(limited, `${year}-${other}`)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const { items } = await plans.read(program, { params: {}, query: {} }, "2025-03-06");
    expect(items.map(({ address }) => address)).toContain(`/api/v1/plans/${year}-${other}`);
  });

  test("opening a message changes over to the plan it is about", async () => {
    const admin = await hire("admin-5", "ADMIN");
    const writer = await hire("jn-5", "STAFF", { unit: "济南市教育局" });
    const message = {
      to: [admin.accountId],
      kind: "RETURNED" as const,
      text: "第 3 项有新进展",
      path: "/points/3",
      sameAs: "several",
    };
    await transact((tx) => notify(tx, writer, message, systemNow()));
    const { id } = await db().notification.findFirstOrThrow({
      where: { accountId: admin.accountId },
    });
    expect((await again(admin)).plan?.id).toBe(qinghe);
    expect(await openMessage(admin, { id }, systemNow())).toBe("/points/3");
    expect((await again(admin)).plan?.id).toBe(jinanLinyi);
  });
});
