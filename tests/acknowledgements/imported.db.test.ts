import { expect, test } from "vitest";
import { countLateTerms, listAssignedTerms, listLateTerms } from "@/lib/acknowledgements/queries";
import { changeAssignments } from "@/lib/assignments/commands";
import { getAssignmentPanel } from "@/lib/assignments/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { begin, NOTICE, publish, settle } from "../imports/notices";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire } from "../support/people";

withDatabase({ template: "plan" });

const HOLIDAYS = new Map();

test("a notice imported long after its issue gives its units their three working days from then", async () => {
  const first = await hire("daoru", "ADMIN");
  const seeded = first.plan?.id ?? 0;
  const { id } = await begin(first, NOTICE, at("2025-07-10", "00:30:00"));
  const { planId } = await publish(first, await settle(first, id), at("2025-07-10", "00:30:00"));
  const admin = await actorNamed("daoru");
  expect(admin.plan?.id).toBe(planId);
  const late = (day: string) =>
    db().$transaction((tx) => listLateTerms(tx, [planId], day, HOLIDAYS));
  const states = async (day: string) =>
    new Set((await listAssignedTerms(admin, day)).map(({ state }) => state));
  expect(await late("2025-07-15")).toEqual([]);
  expect(await states("2025-07-15")).toEqual(new Set(["AWAITED"]));
  const after = await late("2025-07-16");
  expect(after.length).toBeGreaterThan(5);
  expect(new Set(after.map(({ by }) => by))).toEqual(new Set(["2025-07-15"]));
  expect(await states("2025-07-16")).toEqual(new Set(["LATE"]));
  // 下达 is the day the portal came to know, not that of the notice.
  expect(new Set(after.map(({ knownOn }) => knownOn))).toEqual(new Set(["2025-07-10"]));
  const [shown] = await listAssignedTerms(admin, "2025-07-16");
  expect(shown).toMatchObject({ startsOn: "2025-02-08", knownOn: "2025-07-10" });

  // The count is that of the rows behind it, of one plan or of several, and of who oversees them.
  const counted = (who: Actor, day: string) => countLateTerms(who, [planId, seeded], day);
  const rows = async (who: Actor) =>
    (await listAssignedTerms(who, "2025-07-16")).filter(({ state }) => state === "LATE").length;
  const both = await counted(admin, "2025-07-16");
  expect(both?.get(planId)).toBe(await rows(admin));
  expect(both?.get(seeded)).toBeGreaterThan(50);
  const leader = await hire("qinghe", "LEADER", { city: "青河市" });
  const own = await counted(leader, "2025-07-16");
  expect(own?.get(planId)).toBe(await rows(leader));
  expect(own?.get(planId)).toBeLessThan(both?.get(planId) ?? 0);
  expect(own?.has(seeded)).toBe(false);
  const staff = await hire("jn", "STAFF", { unit: "济南市教育局" });
  expect(await counted(staff, "2025-07-16")).toBeNull();

  // Of what is assigned later, the day it begins counts as before.
  const { seal, units } = await getAssignmentPanel(admin, 1);
  const [one, ...rest] = units.map((unit) => ({
    unitId: unit.id,
    role: unit.role ?? ("RESPONSIBLE" as const),
    groupId: null,
  }));
  const point = await db().workPoint.findFirstOrThrow({ where: { planId, number: 1 } });
  const entries = [{ unitId: one?.unitId ?? 0, role: "SUPPORT" as const, groupId: null }, ...rest];
  await changeAssignments(admin, { pointId: point.id, seal, entries }, at("2025-07-21"));
  const changed = (await listAssignedTerms(admin, "2025-07-21")).find(
    ({ startsOn }) => startsOn === "2025-07-21",
  );
  expect(changed).toMatchObject({ state: "AWAITED", by: "2025-07-24" });

  // A plan that came with the installation reads as ever.
  const old = await db().$transaction((tx) => listLateTerms(tx, [seeded], "2024-04-30", HOLIDAYS));
  expect(old.length).toBeGreaterThan(50);
});
