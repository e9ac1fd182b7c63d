import { beforeAll, expect, test } from "vitest";
import { SYSTEM_ACTOR } from "@/lib/audit/commands";
import { importNotice } from "@/lib/documents/commands";
import { readNotice } from "@/lib/documents/notice";
import { workElsewhere } from "@/lib/inbox/other-plans";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { directory } from "../documents/published";
import { HEAD } from "../documents/read";
import { withDatabase } from "../support/database";
import { assignmentOf, at, hire } from "../support/people";
import { submit } from "../support/reports";

withDatabase({ template: "plan" });

const UNIT = "济南市教育局";
const NEXT = `${HEAD}一、任务\n1. 建校。新建一所学校。（责任单位：市教育局）`.replaceAll(
  "青河",
  "济南",
);
let planId = 0;
let old = 0;
let clerk: Actor;

beforeAll(async () => {
  old = (await db().plan.findFirstOrThrow()).id;
  planId = await importNotice(SYSTEM_ACTOR, readNotice(NEXT), directory, at("2024-11-25"));
  await db().$executeRaw`UPDATE plans SET issued_on = '2024-11-20' WHERE id = ${planId}`;
  clerk = await hire("jn-jyj", "STAFF", { unit: UNIT });
});

/** The actor with a plan open. */
async function working(actor: Actor, id: number): Promise<Actor> {
  const { revision } = await db().plan.findUniqueOrThrow({ where: { id } });
  return { ...actor, plan: actor.plan && { ...actor.plan, id, revision } };
}

test("next year's plan waits for its year in the addresses of whoever chose none", async () => {
  const inForce = async (day: string) => {
    const [row] = await db().$queryRaw<{ id: number }[]>`
      SELECT plan_in_force(NULL, NULL, ${day}::date) AS id`;
    return row?.id;
  };
  expect(await inForce("2024-12-31")).not.toBe(planId);
  expect(await inForce("2025-01-01")).toBe(planId);
});

test("what waits in another plan is told on one's own lists, and nobody else's work", async () => {
  const { title } = await db().plan.findUniqueOrThrow({ where: { id: planId } });
  // In February the new plan's report is due; December's of the old one was never made.
  const [elsewhere] = await workElsewhere(await working(clerk, old), "2025-02-20");
  expect(elsewhere).toMatchObject({ planId, title, toReview: 0 });
  expect(elsewhere?.toReport).toBeGreaterThan(0);
  const [former] = await workElsewhere(await working(clerk, planId), "2025-01-20");
  expect(former?.planId).toBe(old);
  expect(former?.toReport).toBeGreaterThan(0);
  const stranger = await hire("ly-jyj", "STAFF", { unit: "临沂市教育局" });
  expect(await workElsewhere(await working(stranger, old), "2025-02-20")).toEqual([]);
});

test("a reviewer hears of reports that wait in a plan that is not open", async () => {
  const reviewer = await hire("shenhe", "REVIEWER");
  const inNew = await working(reviewer, planId);
  expect(await workElsewhere(inNew, "2025-01-20")).toEqual([]);
  await submit(await working(clerk, old), await assignmentOf(UNIT, 20), "2024-12-20");
  expect(await workElsewhere(inNew, "2025-01-20")).toMatchObject([{ toReport: 0, toReview: 1 }]);
  expect(await workElsewhere(await working(reviewer, old), "2025-01-20")).toEqual([]);
});
