import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, firstOfMonth } from "@/lib/dates";
import { closedOn, type DemonstrationReport, demonstrationReport } from "@/lib/demonstration/rules";
import { monthsOf } from "@/lib/periods/rules";
import { checkReport, EMPTY_REPORT, reportedPercent } from "@/lib/progress/rules";
import { submitUpdateInput } from "@/lib/progress/schema";

const MONTHS = monthsOf("2024-04-24", "2024-12-31").map(({ month }) => month);
const SENTENCES = ["加强两市教育交流，选派教师20名。", "建立联席会议制度；按月调度。"];

function point(number: number) {
  return { number, issuedOn: "2024-04-24", dueOn: "2024-12-31", sentences: SENTENCES };
}

/** A unit's year, each report knowing the percent of the one before. */
function year(
  number: number,
  place: number,
  seed: number,
): (DemonstrationReport & { month: string })[] {
  const reports: (DemonstrationReport & { month: string })[] = [];
  for (const month of MONTHS) {
    const report = demonstrationReport(
      point(number),
      place,
      seed,
      month,
      reports.at(-1)?.percent ?? null,
    );
    if (report) reports.push({ ...report, month });
  }
  return reports;
}

const desk = fc.tuple(
  fc.integer({ min: 1, max: 31 }),
  fc.integer({ min: 0, max: 1 }),
  fc.integer({ min: 1, max: 300 }),
);
const everyReport = (
  check: (report: DemonstrationReport & { month: string }, before: number | null) => void,
) =>
  fc.assert(
    fc.property(desk, ([number, place, seed]) => {
      let before: number | null = null;
      for (const report of year(number, place, seed)) {
        check(report, before);
        before = report.percent;
      }
    }),
    { numRuns: 300 },
  );

describe("a demonstration report", () => {
  test("is the same at every call", () => {
    fc.assert(
      fc.property(desk, ([number, place, seed]) => {
        expect(year(number, place, seed)).toEqual(year(number, place, seed));
      }),
    );
  });

  test("never falls behind the one before, and stays between 0 and 100", () => {
    everyReport(({ percent }, before) => {
      expect(percent).toBeGreaterThanOrEqual(before ?? 0);
      expect(percent).toBeLessThanOrEqual(100);
      expect(Number.isInteger(percent)).toBe(true);
    });
  });

  test("never falls behind whatever was approved before", () => {
    fc.assert(
      fc.property(desk, fc.integer({ min: 0, max: 100 }), ([number, place, seed], before) => {
        const report = demonstrationReport(point(number), place, seed, "2024-05-01", before);
        if (report) expect(report.percent).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  test("is one a person could hand in: no fault, and the percent it says is the one it carries", () => {
    everyReport((report, before) => {
      expect(checkReport({ ...EMPTY_REPORT, ...report }, context(before))).toEqual({});
      expect(reportedPercent({ ...EMPTY_REPORT, ...report }, before)).toBe(report.percent);
      const form = {
        ...report,
        assignmentId: 1,
        problemLevel: report.problemLevel ?? "",
        noProgressReason: report.noProgressReason ?? "",
      };
      expect(submitUpdateInput.safeParse(form).success).toBe(true);
    });
  });

  test("is handed in during its month after the plan was issued, and decided afterwards", () => {
    everyReport(({ month, submitOn, returned, approveOn }) => {
      expect(firstOfMonth(submitOn)).toBe(month);
      expect(submitOn > "2024-04-24").toBe(true);
      const days = [submitOn, ...(returned ? [returned.on, returned.again] : []), approveOn];
      expect([...days].sort()).toEqual(days);
      expect(approveOn <= addDays(submitOn, 6)).toBe(true);
    });
  });

  test("names no placeholder and no empty matter", () => {
    everyReport(({ progressText, nextStepText, problemText }) => {
      expect(progressText + nextStepText + problemText).not.toMatch(/[{}]|“”|undefined/);
    });
  });
});

describe("what a unit asks for", () => {
  /** Of every point, both sides, a few units each: what they name, month by month. */
  const asked = Array.from({ length: 31 }, (_, index) => index + 1).flatMap((number) =>
    [0, 1].flatMap((place) =>
      [3, 14, 40, 61].map((seed) => ({
        number,
        place,
        problems: year(number, place, seed).filter(({ problemLevel }) => problemLevel !== null),
      })),
    ),
  );
  const coordinated = asked.flatMap(({ problems }) =>
    problems.filter(({ problemLevel }) => problemLevel !== "UNIT"),
  );

  test("is the same whenever it names the problem again, so that it grows old", () => {
    // Two kinds are for a city, one for both, two for the unit itself.
    for (const { problems } of asked) {
      const texts = (level: string) =>
        new Set(
          problems.flatMap((each) => (each.problemLevel === level ? [each.problemText] : [])),
        );
      expect(texts("CITY").size).toBeLessThanOrEqual(2);
      expect(texts("BOTH_CITIES").size).toBeLessThanOrEqual(1);
    }
    expect(asked.some(({ problems }) => problems.length > 4)).toBe(true);
  });

  test("differs from unit to unit, and mostly says who is to solve it", () => {
    expect(coordinated.length).toBeGreaterThan(100);
    const texts = new Set(coordinated.map(({ problemText }) => problemText));
    expect(texts.size).toBeGreaterThan(12);
    const owned = coordinated.filter(({ problemOwner }) => problemOwner !== "");
    expect(owned.length / coordinated.length).toBeGreaterThan(0.6);
    expect(owned.length).toBeLessThan(coordinated.length);
    expect(new Set(owned.map(({ problemOwner }) => problemOwner)).size).toBeGreaterThan(3);
  });
});

test("a matter with quotation marks of its own is quoted with single ones inside", () => {
  const sentences = ["合力打造“产自临沂”品牌，共建“一对一”机制。"];
  for (const month of MONTHS) {
    const report = demonstrationReport({ ...point(9), sentences }, 0, 3, month, null);
    const { progressText = "", nextStepText = "", problemText = "" } = report ?? {};
    const all = progressText + nextStepText + problemText;
    expect(all).not.toMatch(/“[^”]*“/);
    if (all !== "") expect(all).toContain("“合力打造‘产自临沂’品牌”");
  }
});

test("the two cities are uneven, and so are the units of one city", () => {
  const september = (place: number, seed: number) =>
    year(14, place, seed).find(({ month }) => month === "2024-09-01")?.percent;
  expect(september(0, 1)).not.toBe(september(1, 1));
  expect(new Set([1, 2, 3, 4, 5, 6].map((seed) => september(0, seed))).size).toBeGreaterThan(1);
});

test("a point that is 销号 stands at 100 % before that day, reported by every unit that could hold it", () => {
  const numbers = Array.from({ length: 31 }, (_, index) => index + 1);
  const closed = numbers.filter((number) => closedOn(number) !== null);
  expect(closed.length).toBeGreaterThan(1);
  for (const number of closed) {
    const day = closedOn(number) ?? "";
    for (let seed = 1; seed <= 120; seed += 1) {
      for (const place of [0, 1]) {
        const before = year(number, place, seed).filter(({ approveOn }) => approveOn <= day);
        expect(before.at(-1)?.percent).toBe(100);
      }
    }
  }
});

/** Evidence and readings aside, which the demonstration gives none of. */
function context(previous: number | null) {
  return { previous, correcting: false, evidence: 0, lastReadings: new Map(), today: "2024-12-31" };
}
