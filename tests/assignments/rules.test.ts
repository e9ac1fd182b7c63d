import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AssignmentEntry, assignmentChange, assignmentsSeal } from "@/lib/assignments/rules";

const entry: fc.Arbitrary<AssignmentEntry> = fc.record({
  unitId: fc.integer({ min: 1, max: 8 }),
  role: fc.constantFrom("LEAD", "RESPONSIBLE", "SUPPORT"),
  groupId: fc.option(fc.integer({ min: 1, max: 2 }), { nil: null }),
});
/** What stands: a unit has one part in a point. */
const standing = fc.uniqueArray(entry, { selector: ({ unitId }) => unitId, maxLength: 8 });

const byUnit = (entries: AssignmentEntry[]) => [...entries].sort((a, b) => a.unitId - b.unitId);

describe("changing the units of a point", () => {
  test("what ends and what starts turns the present entries into the wanted ones", () => {
    fc.assert(
      fc.property(standing, standing, (present, wanted) => {
        const { ended, started } = assignmentChange(present, wanted);
        const kept = present.filter((each) => !ended.includes(each));
        expect(byUnit([...kept, ...started])).toEqual(byUnit(wanted));
      }),
    );
  });

  test("an entry that stays as it is neither ends nor starts", () => {
    fc.assert(
      fc.property(standing, standing, (present, wanted) => {
        const { ended, started } = assignmentChange(present, wanted);
        for (const one of ended) expect(started).not.toContainEqual(one);
        expect(assignmentChange(present, present)).toEqual({ ended: [], started: [] });
      }),
    );
  });

  test("undoing a change is the change back", () => {
    fc.assert(
      fc.property(standing, standing, (present, wanted) => {
        const there = assignmentChange(present, wanted);
        const back = assignmentChange(wanted, present);
        expect([byUnit(back.ended), byUnit(back.started)]).toEqual([
          byUnit(there.started),
          byUnit(there.ended),
        ]);
      }),
    );
  });

  test("a unit wanted twice keeps its first entry", () => {
    const lead: AssignmentEntry = { unitId: 1, role: "LEAD", groupId: null };
    expect(assignmentChange([], [lead, { ...lead, role: "SUPPORT" }]).started).toEqual([lead]);
  });

  test("a new role or a new group is a change, the unit's old part ends", () => {
    const now: AssignmentEntry = { unitId: 1, role: "RESPONSIBLE", groupId: null };
    for (const wanted of [
      { ...now, role: "LEAD" as const },
      { ...now, groupId: 5 },
    ]) {
      expect(assignmentChange([now], [wanted])).toEqual({ ended: [now], started: [wanted] });
    }
  });
});

test("the seal an admin saves under changes whenever the entries do, and with nothing else", () => {
  fc.assert(
    fc.property(standing, standing, (one, other) => {
      const same = JSON.stringify(byUnit(one)) === JSON.stringify(byUnit(other));
      expect(assignmentsSeal(one) === assignmentsSeal(other)).toBe(same);
      expect(assignmentsSeal([...one].reverse())).toBe(assignmentsSeal(one));
    }),
  );
});
