import { beforeAll, expect, test } from "vitest";
import { changeAssignments } from "@/lib/assignments/commands";
import { getAssignmentPanel } from "@/lib/assignments/queries";
import { changeAssignmentsInput } from "@/lib/assignments/schema";
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
