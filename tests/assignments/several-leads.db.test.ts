import { beforeAll, describe, expect, test } from "vitest";
import { changeAssignments } from "@/lib/assignments/commands";
import { getAssignmentPanel } from "@/lib/assignments/queries";
import type { AssignmentEntry } from "@/lib/assignments/rules";
import { getBoard } from "@/lib/dashboards/queries";
import type { Actor } from "@/lib/policy";
import { standing } from "../support/assignments";
import { withDatabase } from "../support/database";
import { at, hire, readInNotice, unitNamed } from "../support/people";

withDatabase({ template: "plan" });

let admin: Actor;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
});

async function change(
  number: number,
  day: string,
  edit: (entries: AssignmentEntry[]) => AssignmentEntry[],
) {
  const panel = await getAssignmentPanel(admin, number);
  const { seal, point } = panel;
  return changeAssignments(
    admin,
    { pointId: point.id, seal, entries: edit(standing(panel)) },
    at(day),
  );
}

describe("a point whose notice names two leads in a city", () => {
  const roleOf = (role: AssignmentEntry["role"], ids: number[]) => (entries: AssignmentEntry[]) =>
    entries.map((entry) => (ids.includes(entry.unitId) ? { ...entry, role } : entry));

  test("is edited otherwise, loses one, gets it back; a third is refused", async () => {
    const third = await unitNamed("济南市教育局");
    const other = await unitNamed("临沂市教育局");
    const { points } = await getBoard(admin, "2024-09-01");
    const several = points
      .filter(({ number }) => number > 9)
      .map(({ number, units }) => ({
        number,
        own: units.flatMap(({ unit, group }) =>
          unit.cityId === third.cityId && group === "NONE" ? [unit.id] : [],
        ),
      }))
      .find(({ own }) => own.length > 1 && !own.includes(third.id));
    const { number: POINT = 0, own = [] } = several ?? {};
    const [one = 0, two = 0] = own;
    const { point } = await getAssignmentPanel(admin, POINT);
    await readInNotice({ pointId: point.id, unitId: { in: [one, two] } }, "LEAD");
    const helper = { unitId: other.id, role: "SUPPORT" as const, groupId: null };
    await change(POINT, "2024-09-06", (entries) => [...entries, helper]);
    const added = { unitId: third.id, role: "LEAD" as const, groupId: null };
    const more = change(POINT, "2024-09-06", (entries) => [...entries, added]);
    await expect(more).rejects.toThrow(/一市只设一个牵头单位，.+和济南市教育局请只选一个/);
    // In the place of one of them the third is still beyond one.
    const instead = change(POINT, "2024-09-06", (entries) => [
      ...roleOf("RESPONSIBLE", [two])(entries),
      added,
    ]);
    await expect(instead).rejects.toThrow(/一市只设一个牵头单位/);
    await change(POINT, "2024-09-06", roleOf("RESPONSIBLE", [two]));
    await change(POINT, "2024-09-07", roleOf("LEAD", [two]));
    await change(POINT, "2024-09-08", (entries) => [
      ...roleOf("SUPPORT", [one, two])(entries),
      added,
    ]);
    // One who leads now and one whom the notice named are two again.
    await expect(change(POINT, "2024-09-09", roleOf("LEAD", [one]))).rejects.toThrow(/一市只设/);
  });
});
