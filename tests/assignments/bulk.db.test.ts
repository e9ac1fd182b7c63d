import { beforeAll, expect, test } from "vitest";
import { changeMany, getStanding } from "@/lib/assignments/bulk";
import { changeAssignments } from "@/lib/assignments/commands";
import { getAssignmentPanel } from "@/lib/assignments/queries";
import { assignmentsSeal } from "@/lib/assignments/rules";
import { changeManyInput } from "@/lib/assignments/schema";
import { getBoard } from "@/lib/dashboards/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire, hireForCity, unitNamed } from "../support/people";
import { race, refusalOf, submit } from "../support/reports";

withDatabase({ template: "plan" });

let admin: Actor;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  await hire("leader", "LEADER");
  await hire("reviewer", "REVIEWER");
});

type Patch = { unit: string; role: "LEAD" | "RESPONSIBLE" | "SUPPORT" | null };

async function sealsNow() {
  const { points } = await getStanding(admin);
  return new Map([...points].map(([id, entries]) => [id, assignmentsSeal(entries)]));
}

/** The batch that takes the newest one back, as the page offers it. */
async function takingBackNow() {
  const { lastBatch } = await getStanding(admin);
  const changes = JSON.stringify(lastBatch?.undo ?? []);
  return changeManyInput.parse({ changes, intent: "undo" });
}

async function batch(patches: Record<number, Patch[]>) {
  const seals = await sealsNow();
  const changes = [];
  for (const [number, own] of Object.entries(patches)) {
    const point = await db().workPoint.findFirstOrThrow({ where: { number: Number(number) } });
    const set = [];
    for (const { unit, role } of own) set.push({ unitId: (await unitNamed(unit)).id, role });
    changes.push({ pointId: point.id, seal: seals.get(point.id) ?? "", set });
  }
  return changeManyInput.parse({ changes: JSON.stringify(changes) });
}

async function rolesOn(day: string, number: number) {
  const board = await getBoard(await actorNamed("leader"), day);
  const point = board.points.find((each) => each.number === number);
  return Object.fromEntries((point?.units ?? []).map(({ unit, role }) => [unit.name, role]));
}

test("several points change at once from the day on, and one step takes all of it back", async () => {
  const before = [await rolesOn("2024-09-06", 2), await rolesOn("2024-09-06", 8)];
  const input = await batch({
    2: [
      { unit: "济南市文化和旅游局", role: "LEAD" },
      { unit: "济南市教育局", role: "SUPPORT" },
    ],
    8: [{ unit: "临沂市农业农村局", role: "LEAD" }],
  });
  const { points, units } = await changeMany(admin, input, at("2024-09-06"));
  expect([points, units]).toEqual([2, 3]);
  expect(await rolesOn("2024-09-06", 2)).toMatchObject({
    济南市文化和旅游局: "LEAD",
    济南市教育局: "SUPPORT",
  });
  expect(await rolesOn("2024-09-06", 8)).toMatchObject({ 临沂市农业农村局: "LEAD" });
  // Last month's dashboard shows last month's units.
  expect(await rolesOn("2024-08-31", 2)).toEqual(before[0]);
  const entries = await db().auditEntry.findMany({ where: { action: "assignment.change-many" } });
  expect(entries).toHaveLength(1);

  const back = await takingBackNow();
  await changeMany(admin, back, at("2024-09-18"));
  expect([await rolesOn("2024-09-18", 2), await rolesOn("2024-09-18", 8)]).toEqual(before);
  expect(await rolesOn("2024-09-17", 8)).toMatchObject({ 临沂市农业农村局: "LEAD" });
  expect(await refusalOf(changeMany(admin, back, at("2024-09-18")))).toBe("STALE");
});

test("a batch is saved whole or not at all, and says which point stands in its way", async () => {
  const before = await rolesOn("2024-09-19", 2);
  const input = await batch({
    2: [{ unit: "济南市教育局", role: "SUPPORT" }],
    20: [
      { unit: "济南市教育局", role: "LEAD" },
      { unit: "济南市财政局", role: "LEAD" },
    ],
  });
  await expect(changeMany(admin, input, at("2024-09-19"))).rejects.toThrow(/第 20 项：一市只设/);
  expect(await rolesOn("2024-09-19", 2)).toEqual(before);
});

test("nobody but the admin changes a batch; one without a change, or that is no batch, is refused", async () => {
  const input = await batch({ 2: [{ unit: "济南市财政局", role: "SUPPORT" }] });
  for (const who of ["leader", "reviewer"]) {
    const actor = await actorNamed(who);
    expect(await refusalOf(changeMany(actor, input, at("2024-09-19")))).toBe("NOT_FOUND");
    expect(await refusalOf(getStanding(actor))).toBe("NOT_FOUND");
  }
  const none = await batch({ 2: [{ unit: "济南市财政局", role: null }] });
  expect(await refusalOf(changeMany(admin, none, at("2024-09-19")))).toBe("INVALID");
  for (const changes of ["", "{", "[]", '[{"pointId":1}]']) {
    expect(changeManyInput.safeParse({ changes }).success).toBe(false);
  }
});

test("of two batches on one point the second is told; a unit with a report under review stays", async () => {
  const one = await batch({ 2: [{ unit: "济南市财政局", role: "SUPPORT" }] });
  const works = [1, 2].map(() => changeMany(admin, one, at("2024-09-19")));
  expect((await race(works)).sort()).toEqual(["STALE", undefined]);
  const { staff } = await hireForCity("staff", "临沂市");
  const share = await db().assignment.findFirstOrThrow({
    where: { point: { number: 20 }, unit: { name: "临沂市教育局" } },
  });
  await submit(staff, share.id, "2024-09-19");
  const out = await batch({ 20: [{ unit: "临沂市教育局", role: null }] });
  await expect(changeMany(admin, out, at("2024-09-19"))).rejects.toThrow(/等待审核/);
});

test("a member of a 集合单位 that was taken out comes back as its member", async () => {
  const panel = await getAssignmentPanel(admin, 15);
  const entries = [
    ...panel.units,
    ...panel.groups.flatMap(({ line, members }) => [line, ...members]),
  ]
    .filter(({ proposed }) => proposed !== null)
    .map(({ id, proposed, groupId }) => ({ unitId: id, role: proposed ?? "SUPPORT", groupId }));
  const point = { pointId: panel.point.id, seal: panel.seal };
  await changeAssignments(admin, { ...point, entries }, at("2024-09-19"));
  const standing = async () => (await sealsNow()).get(panel.point.id);
  const before = await standing();
  const member = entries.find(({ groupId }) => groupId !== null);
  const stays = entries.filter(({ groupId }) => groupId !== null)[1];
  if (!member || !stays) throw new Error("the group has too few members");
  const set = [
    { unitId: member.unitId, role: null },
    { unitId: stays.unitId, role: "SUPPORT" },
  ];
  const changes = JSON.stringify([{ pointId: panel.point.id, seal: before, set }]);
  await changeMany(admin, changeManyInput.parse({ changes }), at("2024-09-20"));
  expect(await standing()).not.toBe(before);
  expect(await standing()).toContain(`${stays.unitId}:SUPPORT:${stays.groupId}`);
  await changeMany(admin, await takingBackNow(), at("2024-09-20"));
  expect(await standing()).toBe(before);
  // A group of another point is none of this one's.
  const foreign = await db().assignment.findFirstOrThrow({
    where: { unit: { kind: "GROUP" }, pointId: { not: panel.point.id } },
  });
  const stray = [{ unitId: member.unitId, role: "SUPPORT", groupId: foreign.id }];
  const forged = JSON.stringify([{ pointId: panel.point.id, seal: before, set: stray }]);
  const input = changeManyInput.parse({ changes: forged });
  expect(await refusalOf(changeMany(admin, input, at("2024-09-20")))).toBe("INVALID");
});
