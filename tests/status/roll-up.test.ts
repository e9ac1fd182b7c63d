import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  answeringUnits,
  mean,
  outOfStep,
  type ReportingUnit,
  sidePercent,
} from "@/lib/status/roll-up";

function unit(percent: number | null, changes: Partial<ReportingUnit> = {}): ReportingUnit {
  return { role: "RESPONSIBLE", percent, group: "NONE", ...changes };
}

describe("the percent of a city's side", () => {
  test.each<[string, ReportingUnit[], number]>([
    ["without a lead is the mean over its units", [unit(40), unit(80)], 60],
    ["counts a unit that has not reported as 0", [unit(90), unit(null)], 45],
    ["counts 配合 units like the others", [unit(90), unit(30, { role: "SUPPORT" })], 60],
    ["with a lead is the lead's", [unit(10), unit(70, { role: "LEAD" }), unit(null)], 70],
    ["with a lead that has not reported is 0", [unit(80), unit(null, { role: "LEAD" })], 0],
    [
      "with two leads is their mean",
      [unit(60, { role: "LEAD" }), unit(80, { role: "LEAD" }), unit(0)],
      70,
    ],
    [
      "counts an unresolved group as one unit at 0",
      [unit(60), unit(null, { group: "UNRESOLVED" })],
      30,
    ],
    [
      "counts a resolved group through its members",
      [unit(60), unit(20), unit(null, { group: "RESOLVED" })],
      40,
    ],
    [
      "ignores whatever a resolved group once carried",
      [unit(50), unit(100, { group: "RESOLVED" })],
      50,
    ],
    [
      "is the mean of the members when a resolved group would lead",
      [unit(50), unit(90, { role: "LEAD", group: "RESOLVED" })],
      50,
    ],
    ["is 0 without any unit", [], 0],
  ])("%s", (_, units, percent) => {
    expect(sidePercent(units)).toBe(percent);
  });

  test("is not rounded", () => {
    expect(sidePercent([unit(50), unit(50), unit(51)])).toBeCloseTo(50.333, 3);
  });

  test("never lies outside of what its units reported, with 0 for the silent", () => {
    const units = fc.array(
      fc.record({
        role: fc.constantFrom("LEAD", "RESPONSIBLE", "SUPPORT"),
        percent: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
        group: fc.constantFrom("NONE", "UNRESOLVED", "RESOLVED"),
      }),
      { minLength: 1 },
    ) as fc.Arbitrary<ReportingUnit[]>;
    fc.assert(
      fc.property(units, (all) => {
        const answering = answeringUnits(all).map(({ percent }) => percent ?? 0);
        const percent = sidePercent(all);
        expect(percent).toBeGreaterThanOrEqual(Math.min(0, ...answering));
        expect(percent).toBeLessThanOrEqual(Math.max(0, ...answering) + 1e-9);
        if (answering.length > 0)
          expect(percent * answering.length).toBeCloseTo(
            answering.reduce((a, b) => a + b),
            6,
          );
      }),
    );
  });
});

describe("who answers for a side's silence", () => {
  test("is the lead alone where there is one", () => {
    const lead = unit(null, { role: "LEAD" });
    expect(answeringUnits([unit(10), lead, unit(20)])).toEqual([lead]);
  });

  test("is every unit but resolved groups otherwise", () => {
    const [own, open, closed] = [
      unit(1),
      unit(null, { group: "UNRESOLVED" }),
      unit(null, { group: "RESOLVED" }),
    ];
    expect(answeringUnits([own, open, closed])).toEqual([own, open]);
  });
});

test("a point, a chapter and a plan are plain means, and nothing is 0", () => {
  expect(mean([])).toBe(0);
  expect(mean([25])).toBe(25);
  expect(mean([0, 100, 50])).toBe(50);
});

describe("不同步", () => {
  test.each<[number[], boolean]>([
    [[70, 50], false],
    [[71, 50], true],
    [[50, 71], true],
    [[70.4, 49.5], false],
    [[70.5, 49.5], true],
    [[100], false],
    [[], false],
  ])("sides at %j: %s", (sides, tagged) => {
    expect(outOfStep(sides, 20)).toBe(tagged);
  });
});
