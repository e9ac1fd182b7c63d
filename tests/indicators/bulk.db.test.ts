import { beforeAll, expect, test } from "vitest";
import { confirmIndicators } from "@/lib/indicators/bulk";
import { setIndicator } from "@/lib/indicators/commands";
import { listIndicators } from "@/lib/indicators/queries";
import { confirmIndicatorsInput } from "@/lib/indicators/schema";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { begin, NOTICE, publish, settle } from "../imports/notices";
import { withDatabase } from "../support/database";
import { figures, reject } from "../support/indicators";
import { actorNamed, at, hire } from "../support/people";
import { race, refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

const NOW = at("2024-06-10");
let admin: Actor;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
});

const ids = async (state: string) =>
  (await listIndicators(admin, "2024-12-31"))
    .filter((each) => each.state === state)
    .map(({ id }) => id);
const confirm = (by: Actor, indicatorIds: number[]) =>
  confirmIndicators(by, confirmIndicatorsInput.parse({ indicatorIds }), NOW);

test("what was looked through is confirmed as it was read, in one step with one entry", async () => {
  const [doubted = 0, ...rest] = await ids("PROPOSED");
  expect(rest.length).toBeGreaterThan(5);
  const chosen = rest.slice(0, 2);
  const { revision } = await db().plan.findFirstOrThrow();
  const before = await db().auditEntry.count();
  expect(await confirm(admin, chosen)).toEqual({ confirmed: 2 });
  expect((await ids("CONFIRMED")).sort()).toEqual(chosen.toSorted());
  expect(await ids("PROPOSED")).toContain(doubted);
  for (const each of (await listIndicators(admin, "2024-12-31")).filter(({ id }) =>
    chosen.includes(id),
  )) {
    const { name, target, measure } = each;
    expect(each.changes).toMatchObject([{ name, target, measure, setOn: "2024-06-10", units: [] }]);
  }
  expect(await db().auditEntry.count()).toBe(before + 1);
  const entry = await db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } });
  expect(entry).toMatchObject({
    action: "indicator.confirm-many",
    before: { state: "PROPOSED" },
  });
  expect((entry.after as { indicators: string[] }).indicators).toHaveLength(2);
  expect((await db().plan.findFirstOrThrow()).revision).toBe(revision + 1);
});

test("one that somebody decided about since stops all of it, and who is no administrator confirms none", async () => {
  const [one = 0, two = 0, three = 0] = await ids("PROPOSED");
  await reject(admin, one, "2024-06-09");
  expect(await refusalOf(confirm(admin, [one, two]))).toBe("STALE");
  await setIndicator(admin, await figures(two), NOW);
  expect(await refusalOf(confirm(admin, [two, three]))).toBe("STALE");
  for (const role of ["REVIEWER", "LEADER", "AUDITOR"] as const) {
    expect(await refusalOf(confirm(await hire(role.toLowerCase(), role), [three]))).toBe(
      "NOT_FOUND",
    );
  }
  expect(await refusalOf(confirm(admin, [three, 999_999]))).toBe("NOT_FOUND");
  expect(await ids("PROPOSED")).toContain(three);
  expect(confirmIndicatorsInput.safeParse({ indicatorIds: [] }).success).toBe(false);
  expect(confirmIndicatorsInput.safeParse({ indicatorIds: [three, three] }).success).toBe(false);
});

test("of two who confirm the same at one moment, one does", async () => {
  const chosen = (await ids("PROPOSED")).slice(0, 2);
  expect(chosen).toHaveLength(2);
  const ends = await race([confirm(admin, chosen), confirm(admin, chosen.toReversed())]);
  expect(ends.filter((end) => end === undefined)).toHaveLength(1);
  expect(ends).toContain("STALE");
  const versions = await db().indicatorVersion.count({ where: { indicatorId: { in: chosen } } });
  expect(versions).toBe(chosen.length);
});

test("those of another plan are refused on a page that was left open", async () => {
  const stale = await actorNamed("admin");
  const [proposal = 0] = await ids("PROPOSED");
  const { id } = await begin(admin, NOTICE, at("2025-02-10"));
  const { planId } = await publish(admin, await settle(admin, id), at("2025-02-10"));
  const others = await db().indicator.findMany({ where: { point: { planId } } });
  expect(others.length).toBeGreaterThan(0);
  const foreign = others.map((each) => each.id);
  expect(await refusalOf(confirm(stale, foreign))).toBe("STALE");
  expect(await refusalOf(confirm(stale, [proposal, ...foreign]))).toBe("NOT_FOUND");
  expect(await db().indicatorVersion.count({ where: { indicatorId: { in: foreign } } })).toBe(0);
});
