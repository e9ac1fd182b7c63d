import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "@/lib/dates";
import { easedOn, lateMistake } from "@/lib/plan/milestone-moves";
import {
  isSameMilestone,
  type MilestoneFacts,
  milestonesOn,
  sideMilestones,
} from "@/lib/plan/rules";
import { expectedPercent } from "@/lib/status/rules";
import { CITIES, reached, row } from "../support/milestones";

const SCHEDULE = { issuedOn: "2024-04-24", startsOn: "2024-04-24", dueOn: "2024-12-31" };

type Change = { drop: boolean; shift: number; weight: number; city: number | null };
type Step = { days: number; changes: Change[]; reach: { line: number; city: number } | null };
const anyStep: fc.Arbitrary<Step> = fc.record({
  days: fc.integer({ min: 1, max: 40 }),
  changes: fc.array(
    fc.record({
      drop: fc.nat(9).map((at) => at === 0),
      shift: fc.constantFrom(0, 0, -20, 10, 60),
      weight: fc.constantFrom(0, 0, 20, -20),
      city: fc.constantFrom(null, null, 1, 2),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  reach: fc.option(fc.record({ line: fc.nat(3), city: fc.constantFrom(1, 2) })),
});

test("however milestones are changed, nothing late is washed, no ease goes unseen and no earlier day changes", {
  timeout: 30_000,
}, () => {
  let eased = 0;
  let kept = 0;
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 1, maxLength: 8 }), (steps) => {
      let day = "2024-05-01";
      let rows: MilestoneFacts[] = [];
      for (const { days, changes, reach } of steps) {
        day = addDays(day, days);
        const standing = rows.filter(({ removedOn }) => removedOn === null);
        const wanted = changes.flatMap(({ drop, shift, weight, city }, at) => {
          const own = standing[at];
          if (drop) return [];
          return [
            {
              title: `节点${at}`,
              dueOn: addDays(own?.dueOn ?? addDays(day, 30), own ? shift : 30 * at),
              weight: Math.min(100, Math.max(1, (own?.weight ?? 50) + weight)),
              cityId: own ? own.cityId : city,
              rootId: own?.rootId ?? null,
            },
          ];
        });
        if (lateMistake(rows, wanted, CITIES, day) === null) {
          const before = rows;
          const ids = rows.length;
          const goes = (each: MilestoneFacts) => wanted.some((one) => isSameMilestone(each, one));
          rows = [
            ...rows.map((each) =>
              each.removedOn === null && !goes(each) ? { ...each, removedOn: day } : each,
            ),
            ...wanted
              .filter((one) => !standing.some((each) => isSameMilestone(each, one)))
              .map((one, at) => {
                const id = ids + at + 1;
                const root = rows.find((each) => each.rootId === one.rootId);
                const rest = { addedOn: day, reached: root?.reached ?? [] };
                return row({ ...one, id, rootId: one.rootId ?? id, ...rest });
              }),
          ];
          for (const { id: city } of CITIES) check(before, rows, city, day);
        }
        const line = reach && rows[reach.line];
        if (line && !line.reached.some(({ cityId }) => cityId === reach.city)) {
          line.reached.push(reached(reach.city, day));
        }
      }
    }),
    { numRuns: 300 },
  );
  // Both happen often, or the property says nothing.
  expect(eased).toBeGreaterThan(30);
  expect(kept).toBeGreaterThan(30);

  function check(before: MilestoneFacts[], after: MilestoneFacts[], city: number, day: string) {
    const eve = addDays(day, -1);
    expect(easedOn(after, city, eve)).toEqual(easedOn(before, city, eve));
    const past = sideMilestones(before, city, eve);
    const now = sideMilestones(after, city, day);
    const open = milestonesOn(before, eve).filter(
      (each) =>
        (each.cityId === null || each.cityId === city) &&
        !each.reached.some(({ cityId }) => cityId === city),
    );
    const lineNow = (root: number) =>
      milestonesOn(after, day).find(
        ({ rootId, cityId }) => rootId === root && (cityId === null || cityId === city),
      );
    for (const { rootId, dueOn, addedOn } of open) {
      if (dueOn >= day || dueOn < addedOn) continue;
      kept++;
      expect(lineNow(rootId)?.dueOn ?? "9999", "what was late is late").toSatisfy(
        (due: string) => due <= dueOn,
      );
    }
    const putOff = open.some(({ rootId, dueOn }) => (lineNow(rootId)?.dueOn ?? "9999") > dueOn);
    const less = [0, 1, 7, 30, 60, 90, 200].some((later) => {
      const on = addDays(day, later);
      const share = (milestones: typeof now) =>
        milestones.length === 0 ? 0 : expectedPercent({ ...SCHEDULE, milestones }, on);
      return share(now) < share(past) - 1e-9;
    });
    const seen = easedOn(after, city, day).some(({ on }) => on === day);
    if (putOff || (past.length > 0 && less)) {
      eased++;
      expect(seen).toBe(true);
    }
    if (past.length === 0) expect(seen).toBe(false);
  }
});
