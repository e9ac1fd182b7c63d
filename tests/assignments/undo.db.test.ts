import { beforeAll, expect, test } from "vitest";
import { changeMany, getStanding } from "@/lib/assignments/bulk";
import { changeAssignments } from "@/lib/assignments/commands";
import { getAssignmentPanel } from "@/lib/assignments/queries";
import { assignmentsSeal } from "@/lib/assignments/rules";
import { changeAssignmentsInput, changeManyInput } from "@/lib/assignments/schema";
import { recordEntry } from "@/lib/audit/commands";
import { getDirectory } from "@/lib/directory/queries";
import { unitSeal } from "@/lib/directory/rules";
import { abolishUnit } from "@/lib/directory/succession";
import { db, transact } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";
import { refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

let admin: Actor;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
});

test("the newest change of a point is offered to be taken back, also later; then the point stands as before", async () => {
  const before = await getAssignmentPanel(admin, 2);
  expect(before.lastChange).toBeNull();
  const entries = before.units.map((line, index) => ({
    unitId: line.id,
    role: index === 0 ? ("LEAD" as const) : ("RESPONSIBLE" as const),
    groupId: null,
  }));
  const { seal, point } = before;
  await changeAssignments(admin, { pointId: point.id, seal, entries }, at("2024-09-06"));
  const changed = await getAssignmentPanel(admin, 2);
  expect(changed.lastChange).toMatchObject({ on: "2024-09-06", ended: 1, started: 1 });
  expect(changed.seal).not.toBe(seal);

  const undo = changeAssignmentsInput.parse({
    pointId: point.id,
    seal: changed.seal,
    intent: "undo",
    entries: changed.lastChange?.before,
  });
  await changeAssignments(admin, undo, at("2024-09-18"));
  const after = await getAssignmentPanel(admin, 2);
  expect(after.seal).toBe(seal);
  expect(after.lastChange).toMatchObject({ on: "2024-09-18", ended: 1, started: 1 });
  // Whoever was overtaken is refused, as with any other change.
  expect(await refusalOf(changeAssignments(admin, undo, at("2024-09-18")))).toBe("STALE");
});

/** Gives a point's unit another role in a batch. */
async function batch(numbers: number[], day: string) {
  const { points } = await getStanding(admin);
  const changes = [];
  for (const number of numbers) {
    const point = await db().workPoint.findFirstOrThrow({ where: { number } });
    const entries = points.get(point.id) ?? [];
    const [first] = entries.filter(({ groupId }) => groupId === null);
    const role = first?.role === "SUPPORT" ? "RESPONSIBLE" : "SUPPORT";
    changes.push({
      ...{ pointId: point.id, seal: assignmentsSeal(entries) },
      set: [{ unitId: first?.unitId, role }],
    });
  }
  const input = changeManyInput.parse({ changes: JSON.stringify(changes) });
  await changeMany(admin, input, at(day));
}

test("after a batch the batch is offered, of a point its part of it, and never an older change", async () => {
  const start = await getAssignmentPanel(admin, 3);
  const [one] = start.units;
  const entries = start.units.map(({ id, role }) => ({
    ...{ unitId: id, groupId: null },
    role: id === one?.id ? ("SUPPORT" as const) : (role ?? "RESPONSIBLE"),
  }));
  const { seal, point } = start;
  await changeAssignments(admin, { pointId: point.id, seal, entries }, at("2024-09-18"));
  const single = await getAssignmentPanel(admin, 3);
  await batch([3, 4], "2024-09-19");

  const panel = await getAssignmentPanel(admin, 3);
  expect(panel.lastChange).toMatchObject({ on: "2024-09-19", ended: 1, started: 1 });
  const { lastBatch } = await getStanding(admin);
  expect(lastBatch).toMatchObject({ on: "2024-09-19", points: 2 });
  const undo = changeAssignmentsInput.parse({
    ...{ pointId: point.id, seal: panel.seal, intent: "undo" },
    entries: panel.lastChange?.before,
  });
  await changeAssignments(admin, undo, at("2024-09-19"));
  expect((await getAssignmentPanel(admin, 3)).seal).toBe(single.seal);
  // One of its points was changed since: the batch can no more be taken back whole.
  expect((await getStanding(admin)).lastBatch).toBeNull();
  const rest = changeManyInput.parse({ changes: JSON.stringify(lastBatch?.undo) });
  expect(await refusalOf(changeMany(admin, rest, at("2024-09-19")))).toBe("STALE");
});

test("nothing is offered where 并入, an import or an answered 异议 touched the point afterwards", async () => {
  await batch([6, 9], "2024-09-19");
  expect((await getStanding(admin)).lastBatch).toMatchObject({ points: 2 });
  // 并入 goes its own way to the terms, and so would whatever else there will be.
  const panel = await getAssignmentPanel(admin, 6);
  const { id, cityId } = panel.units[0] ?? {};
  const merged = await db().unit.findUniqueOrThrow({ where: { id } });
  const successor = await db().unit.findFirstOrThrow({
    where: {
      ...{ cityId, kind: merged.kind, abolishedOn: null, id: { not: id } },
      assignments: { none: { point: { number: 6 } } },
    },
  });
  const directory = await getDirectory(admin);
  const row = directory.units.find((unit) => unit.id === id);
  if (!row) throw new Error("the unit is not in the directory");
  await abolishUnit(
    admin,
    { unitId: row.id, seal: unitSeal(row), successorId: successor.id, confirmed: true } as never,
    at("2024-09-20"),
  );
  expect((await getAssignmentPanel(admin, 6)).lastChange).toBeNull();
  expect((await getStanding(admin)).lastBatch).toBeNull();
  // Its other point still reads as the batch left it.
  expect((await getAssignmentPanel(admin, 9)).lastChange).toMatchObject({ on: "2024-09-19" });
});

test("a batch whose entry does not say what it left behind is not offered", async () => {
  await batch([10], "2024-09-20");
  expect((await getStanding(admin)).lastBatch).not.toBeNull();
  const plan = await db().plan.findFirstOrThrow();
  const before = [{ pointId: 1, ended: [] }];
  const event = { action: "assignment.change-many", subject: `plan:${plan.id}`, before };
  const after = [{ pointId: 1, started: [] }];
  await transact((tx) => recordEntry(tx, admin, { ...event, after }, at("2024-09-20")));
  expect((await getStanding(admin)).lastBatch).toBeNull();
});
