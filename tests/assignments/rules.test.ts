import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AssignmentEntry,
  assignmentChange,
  assignmentsSeal,
  isCandidate,
  type Lead,
  secondLead,
} from "@/lib/assignments/rules";

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

describe("one lead a city", () => {
  const UNITS = [1, 2, 3];
  const subsets = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) =>
    UNITS.filter((_, place) => (bits >> place) % 2 === 1),
  );
  const inCity = (ids: number[], cityId: number | null = 7): Lead[] =>
    ids.map((unitId) => ({ unitId, cityId }));

  test("unless all of them lead already or the notice names all of them: every case", () => {
    for (const leads of subsets) {
      for (const standing of subsets) {
        for (const named of subsets) {
          const within = (set: number[]) => leads.every((id) => set.includes(id));
          const fine = leads.length <= 1 || within(standing) || within(named);
          const found = secondLead(inCity(leads), new Set(standing), new Set(named));
          expect(found === null).toBe(fine);
          if (!found) continue;
          const [other, added] = found;
          expect(leads).toEqual(expect.arrayContaining([other, added]));
          expect(other).not.toBe(added);
          expect(standing).not.toContain(added);
        }
      }
    }
  });

  test("is asked of each city alone; who leads twice by one group counts once", () => {
    const none = new Set<number>();
    expect(secondLead([...inCity([1]), ...inCity([2], 8), ...inCity([3], null)], none, none)).toBe(
      null,
    );
    expect(secondLead(inCity([1, 1]), none, none)).toBe(null);
    expect(secondLead([...inCity([1, 2], 8), ...inCity([3])], none, none)).toEqual([2, 1]);
  });
});

test.each([
  ["有关区市政府", 1, "COUNTY", 1, true],
  ["有关区市政府", 1, "COUNTY", 2, false],
  ["有关区市政府", null, "COUNTY", 2, true],
  ["有关区市政府", null, "ZONE", 3, false],
  ["有关区市政府", null, "ZONE", null, false],
  ["有关区市政府", 1, "GOVERNMENT", 1, false],
  ["各有关部门", 1, "GOVERNMENT", 1, true],
  ["各有关部门", 1, "COUNTY", 1, false],
  ["各有关部门", null, "GROUP", 1, false],
  ["驻济单位", null, "STATIONED", 1, true],
  ["驻济单位", null, "STATIONED", null, true],
  ["驻济单位", null, "STATIONED", 3, false],
  ["驻济单位", 1, "GOVERNMENT", 1, false],
] as const)(
  "of %s (city %s) a %s of city %s may be a member: %s",
  (name, own, kind, city, fits) => {
    const unit = { name: "某单位", kind, cityId: city };
    expect(isCandidate({ name, cityId: own }, unit, [1, 2])).toBe(fits);
  },
);
