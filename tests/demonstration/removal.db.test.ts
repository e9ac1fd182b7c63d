import { afterAll, beforeAll, expect, test } from "vitest";
import { awaitsFirstAdmin } from "@/lib/accounts/first-run";
import { addAccount } from "@/lib/accounts/managing";
import { addAccountInput } from "@/lib/accounts/schema";
import { readChain } from "@/lib/audit/chain";
import { removeDemonstration } from "@/lib/demonstration/removal";
import { REMOVAL_WORDS } from "@/lib/demonstration/rules";
import { removeDemonstrationInput } from "@/lib/demonstration/schema";
import { demonstrationDate, endDemonstration, isDemonstration } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { seed } from "@/prisma/seed";
import { withDatabase } from "../support/database";
import { actorNamed, at } from "../support/people";
import { race, refusalOf } from "../support/reports";

withDatabase({ template: "demonstration" });
afterAll(() => endDemonstration(false));

const now = at("2024-09-20");
const input = { confirmation: REMOVAL_WORDS };
const PLAN = [
  "cities",
  "units",
  "plans",
  "plan_cities",
  "chapters",
  "work_points",
  "indicators",
  "periods",
  "light_thresholds",
  "assignments",
  "holidays",
];
const count = async (table: string) =>
  (await db().$queryRawUnsafe<{ n: number }[]>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n;
const counts = async () =>
  Object.fromEntries(await Promise.all(PLAN.map(async (t) => [t, await count(t)] as const)));
let plan: Record<string, number | undefined>;

beforeAll(async () => {
  plan = await counts();
  const admin = await actorNamed("admin");
  const office = addAccountInput.parse({ name: "office", post: "管理员", role: "ADMIN" });
  await addAccount(admin, office, now);
  await db().account.update({ where: { name: "office" }, data: { oneTime: false } });
});

test("a demonstration account, and whoever is no administrator, removes nothing", async () => {
  expect(await refusalOf(removeDemonstration(await actorNamed("admin"), input, now))).toBe(
    "INVALID",
  );
  for (const name of ["leader", "reviewer", "auditor", "ly-jyj"]) {
    expect(await refusalOf(removeDemonstration(await actorNamed(name), input, now))).toBe(
      "NOT_FOUND",
    );
  }
  expect(removeDemonstrationInput.safeParse({ confirmation: "清除" }).success).toBe(false);
  expect(await db().account.count({ where: { demonstration: true } })).toBeGreaterThan(70);
});

test("one step takes all of it and leaves the plan, the real accounts, and the guards of history", async () => {
  const office = await actorNamed("office");
  const ends = await race([
    removeDemonstration(office, input, now),
    removeDemonstration(office, input, now),
  ]);
  expect(ends.sort()).toEqual(["STALE", undefined]);
  expect(await counts()).toEqual(plan);
  // What the trial set on them would hold up whoever comes after it.
  expect(await db().unit.count({ where: { requiresSignOff: true } })).toBe(0);
  expect(await db().period.count({ where: { lockedOn: { not: null } } })).toBe(0);
  const flagged = await db().$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'demonstration'`;
  expect(flagged.length).toBeGreaterThan(15);
  for (const { name } of flagged) {
    const [row] = await db().$queryRawUnsafe<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM ${name} WHERE demonstration`,
    );
    expect(row?.n, name).toBe(0);
  }
  expect(await db().account.findMany({ select: { name: true } })).toEqual([{ name: "office" }]);
  expect(await count("progress_updates")).toBe(0);
  expect(await count("action_items")).toBe(
    await db().actionItem.count({ where: { origin: "DOCUMENT" } }),
  );
  const off = await db().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'O'`;
  expect(off[0]?.n).toBe(0);
  const keys = await db().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM pg_constraint WHERE contype = 'f'
       AND connamespace = 'public'::regnamespace`;
  expect(keys[0]?.n).toBeGreaterThan(80);
}, 60_000);

test("afterwards the portal stands at the real time, the log is whole, and no start loads it again", async () => {
  expect([isDemonstration(), demonstrationDate()]).toEqual([false, null]);
  expect(await awaitsFirstAdmin()).toBe(false);
  expect((await readChain()).fault).toBeNull();
  const entry = await db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } });
  expect(entry).toMatchObject({
    action: "demonstration.remove",
    before: { rows: expect.any(Number) },
  });
  expect((await actorNamed("office")).plan?.demonstration).toBe(false);
  await seed({ demonstration: true, onProgress: () => undefined });
  expect(await db().account.count()).toBe(1);
});
