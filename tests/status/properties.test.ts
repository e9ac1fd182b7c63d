import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/dates";
import { reasonOf } from "@/lib/status/reason";
import { greenPercent, LIGHTS, type SideFacts, sideStatus, worstLight } from "@/lib/status/rules";
import { anyFacts, anyOpenFacts, anyThresholds } from "./facts";

const severity = (light: (typeof LIGHTS)[number]) => LIGHTS.length - LIGHTS.indexOf(light);

test("the same facts give the same light and the same sentence", () => {
  fc.assert(
    fc.property(anyFacts, anyThresholds, (facts, thresholds) => {
      const before = structuredClone(facts);
      const once = sideStatus(facts, thresholds);
      expect(sideStatus(structuredClone(facts), thresholds)).toEqual(once);
      expect(reasonOf(facts, once, thresholds)).toBe(reasonOf(before, once, thresholds));
      expect(facts).toEqual(before);
    }),
  );
});

test("a higher percent never shows a worse light", () => {
  fc.assert(
    fc.property(
      anyFacts,
      anyThresholds,
      fc.double({ min: 0, max: 100, noNaN: true }),
      (facts, thresholds, other) => {
        const [low, high] = [facts.percent, other].sort((a, b) => a - b);
        const worse = sideStatus({ ...facts, percent: low ?? 0 }, thresholds).light;
        const better = sideStatus({ ...facts, percent: high ?? 0 }, thresholds).light;
        expect(severity(better)).toBeLessThanOrEqual(severity(worse));
      },
    ),
  );
});

test("stricter thresholds never show a milder light", () => {
  fc.assert(
    fc.property(anyOpenFacts, anyThresholds, (facts, thresholds) => {
      const laxer = {
        ...thresholds,
        laggingGap: thresholds.laggingGap + 1,
        severeGap: thresholds.severeGap + 1,
        milestoneSevereDays: thresholds.milestoneSevereDays + 1,
        problemDays: thresholds.problemDays + 1,
      };
      const strict = severity(sideStatus(facts, thresholds).light);
      expect(severity(sideStatus(facts, laxer).light)).toBeLessThanOrEqual(strict);
    }),
  );
});

test("in the period of an extension no open side is milder than amber", () => {
  const extension = { fromOn: "2024-09-30", toOn: "2024-10-31", count: 1 };
  fc.assert(
    fc.property(anyOpenFacts, anyThresholds, (facts, thresholds) => {
      const { light } = sideStatus({ ...facts, extension }, thresholds);
      expect(["SEVERE", "LAGGING"]).toContain(light);
    }),
  );
});

test("one missed period hides amber and green, never red", () => {
  const missed = { count: 1, month: "2024-08-01", dueOn: "2024-08-25", locked: false };
  fc.assert(
    fc.property(anyFacts, anyThresholds, (facts, thresholds) => {
      const { light } = sideStatus({ ...facts, missed: null }, thresholds);
      const silent = sideStatus({ ...facts, missed }, thresholds).light;
      if (light === "SEVERE") expect(silent).toBe("SEVERE");
      if (light === "ON_TRACK" || (light === "LAGGING" && !facts.extension && !facts.eased)) {
        expect(silent).toBe("UNREPORTED");
      }
    }),
  );
});

test("what lies after the day asked about changes nothing on that day", () => {
  fc.assert(
    fc.property(
      anyFacts,
      anyThresholds,
      fc.integer({ min: 1, max: 99 }),
      (facts, thresholds, days) => {
        const later = addDays(facts.asOf, days);
        const done = facts.milestones.map((each) => ({ ...each, doneOn: each.doneOn ?? later }));
        const closedOn = facts.closedOn ?? later;
        const status = sideStatus(facts, thresholds);
        const light = sideStatus({ ...facts, closedOn, milestones: done }, thresholds).light;
        expect(light).toBe(status.light);
      },
    ),
  );
});

test("a point's light is one of its sides', and no side's is more severe", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LIGHTS), { minLength: 1 }), (sides) => {
      const worst = worstLight(sides);
      expect(sides).toContain(worst);
      for (const side of sides) expect(severity(side)).toBeLessThanOrEqual(severity(worst));
    }),
  );
});

describe("the figure a sentence promises green at", () => {
  // Overdue sides turn blue, not green; extended ones wait for the next period.
  const mendable = anyOpenFacts.map((facts) => ({ ...facts, extension: null, eased: null }));
  const mended = (facts: SideFacts, percent: number): SideFacts => ({
    ...facts,
    percent,
    missed: null,
    problemSince: null,
    milestones: facts.milestones.map((each) => ({ ...each, doneOn: facts.asOf })),
  });

  test("is enough once the rest of the remedy is done", () => {
    fc.assert(
      fc.property(mendable, anyThresholds, (facts, thresholds) => {
        const { findings, expected } = sideStatus(facts, thresholds);
        fc.pre(findings.length > 0 && findings.every(({ rule }) => rule !== "PAST_DUE"));
        const target = greenPercent(facts, expected, findings, thresholds);
        expect(target).toBeLessThanOrEqual(100);
        expect(sideStatus(mended(facts, target), thresholds).light).toBe("ON_TRACK");
      }),
    );
  });

  test("is the smallest: one point less leaves the light as it is", () => {
    fc.assert(
      fc.property(mendable, anyThresholds, (facts, thresholds) => {
        const { findings, expected } = sideStatus(facts, thresholds);
        const gap = findings.some(({ rule }) => rule === "GAP" || rule === "DUE_SOON");
        fc.pre(gap && findings.every(({ rule }) => rule !== "PAST_DUE"));
        const target = greenPercent(facts, expected, findings, thresholds);
        expect(sideStatus(mended(facts, target - 1), thresholds).light).not.toBe("ON_TRACK");
      }),
    );
  });

  test("is the one the sentence names", () => {
    fc.assert(
      fc.property(mendable, anyThresholds, (facts, thresholds) => {
        const status = sideStatus(facts, thresholds);
        const named = /补到 (\d+)%/.exec(reasonOf(facts, status, thresholds))?.[1];
        fc.pre(named !== undefined);
        expect(sideStatus(mended(facts, Number(named)), thresholds).light).toBe("ON_TRACK");
      }),
    );
  });
});
