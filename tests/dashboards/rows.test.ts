import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { comparisonOf } from "@/lib/dashboards/comparison";
import { problemRows } from "@/lib/dashboards/open-problems";
import { reportingOf, reportRows, STATES_OF } from "@/lib/dashboards/reporting";
import { groupPoints, pointRows } from "@/lib/dashboards/rows";
import { POINT_GROUPS, pointFilter, REPORT_CHOICES, unitFilter } from "@/lib/dashboards/schema";
import { listedUnits, unitSummaries } from "@/lib/dashboards/unit-summaries";
import { mean } from "@/lib/status/roll-up";
import { LIGHTS } from "@/lib/status/rules";
import { anyBoard } from "./boards";

// A board is a whole plan: half as many as usual are plenty.
fc.configureGlobal({ numRuns: 50 });

describe("the points behind a figure", () => {
  test("are as many as the board counts, for every light", () => {
    fc.assert(
      fc.property(anyBoard, (board) => {
        for (const light of LIGHTS) {
          expect(pointRows(board, { light: [light] })).toHaveLength(board.counts[light]);
        }
        expect(pointRows(board)).toHaveLength(board.points.length);
      }),
    );
  });

  test("have the mean that the board shows, for the plan, a chapter, and a city in a chapter", () => {
    fc.assert(
      fc.property(anyBoard, (board) => {
        const meanOf = (filter: Parameters<typeof pointRows>[1]) =>
          mean(pointRows(board, filter).map(({ percent }) => percent));
        expect(meanOf({})).toBeCloseTo(board.percent, 9);
        for (const chapter of board.chapters) {
          expect(meanOf({ chapter: chapter.number })).toBeCloseTo(chapter.percent, 9);
          for (const { city, percent } of chapter.cities) {
            expect(meanOf({ chapter: chapter.number, city: city.id })).toBeCloseTo(percent, 9);
          }
        }
      }),
    );
  });

  test("show light, percent and reason of the city's own side when a city is asked for", () => {
    fc.assert(
      fc.property(anyBoard, (board) => {
        for (const city of board.cities) {
          for (const { point, light, percent, reason } of pointRows(board, { city: city.id })) {
            const side = point.sides.find((each) => each.city.id === city.id);
            expect([light, percent, reason]).toEqual([side?.light, side?.percent, side?.reason]);
          }
        }
      }),
    );
  });

  test("grouped are the same points, each group with its own mean and none empty", () => {
    fc.assert(
      fc.property(anyBoard, fc.constantFrom(...POINT_GROUPS), (board, by) => {
        const rows = pointRows(board);
        const groups = groupPoints(board, rows, by);
        const numbers = new Set(groups.flatMap((group) => group.rows.map(({ point }) => point.id)));
        expect(numbers.size).toBe(rows.length);
        for (const group of groups) {
          expect(group.rows.length).toBeGreaterThan(0);
          expect(group.percent).toBeCloseTo(mean(group.rows.map(({ percent }) => percent)), 9);
        }
        if (by === "chapter" || by === "light" || by === "due") {
          expect(groups.reduce((sum, group) => sum + group.rows.length, 0)).toBe(rows.length);
        }
      }),
    );
  });

  test("that need somebody to act stand the most severe first", () => {
    fc.assert(
      fc.property(anyBoard, (board) => {
        const ranks = pointRows(board, { attention: "1" }).map(({ light }) =>
          LIGHTS.indexOf(light),
        );
        expect(ranks).toEqual([...ranks].sort());
        expect(ranks.every((rank) => rank <= LIGHTS.indexOf("UNREPORTED"))).toBe(true);
      }),
    );
  });

  test.each([
    { light: "RED" },
    { chapter: "x" },
    { due: "2024-13" },
    { tag: "别的" },
    { group: "percent" },
    { city: "0" },
  ])("are not guessed from a filter that makes no sense: %o", (query) => {
    expect(pointFilter.safeParse(query).success).toBe(false);
  });
});

describe("the reports behind a count", () => {
  test("are as many as the squares of their state; 已报 and 未报 are sums of states", () => {
    fc.assert(
      fc.property(anyBoard, (board) => {
        const counts = reportingOf(board, board.points)?.counts;
        for (const choice of REPORT_CHOICES) {
          const wanted = STATES_OF[choice].reduce((sum, state) => sum + (counts?.[state] ?? 0), 0);
          expect(reportRows(board, { state: choice })).toHaveLength(wanted);
        }
      }),
    );
  });

  test("of one chapter, city and unit together are those of all", () => {
    fc.assert(
      fc.property(anyBoard, (board) => {
        const all = reportRows(board).length;
        const sum = (parts: number[]) => parts.reduce((total, part) => total + part, 0);
        expect(
          sum(board.chapters.map(({ number }) => reportRows(board, { chapter: number }).length)),
        ).toBe(all);
        expect(sum(board.cities.map(({ id }) => reportRows(board, { city: id }).length))).toBe(all);
        const units = new Set(board.assignments.map(({ unit }) => unit.id));
        expect(sum([...units].map((id) => reportRows(board, { unit: id }).length))).toBe(all);
      }),
    );
  });

  test("of a month that has not begun are none", () => {
    fc.assert(
      fc.property(anyBoard, (board) => {
        expect(reportRows(board, { month: "2025-01" })).toEqual([]);
        if (board.asOf < "2024-12-01") expect(reportRows(board, { month: "2024-12" })).toEqual([]);
      }),
    );
  });
});

test("the problems of all chapters, and of all cities, are those of the plan", () => {
  fc.assert(
    fc.property(anyBoard, (board) => {
      const count = (filter: object) => problemRows(board, { level: "ALL", ...filter }).length;
      const sum = (parts: number[]) => parts.reduce((total, part) => total + part, 0);
      expect(sum(board.chapters.map(({ number }) => count({ chapter: number })))).toBe(count({}));
      expect(sum(board.cities.map(({ id }) => count({ city: id })))).toBe(count({}));
      expect(count({})).toBe(board.problems.length);
    }),
  );
});

describe("the list of units", () => {
  test("stands in the directory's order unless another is asked for, and never by progress", () => {
    fc.assert(
      fc.property(anyBoard, (board) => {
        const orders = listedUnits(unitSummaries(board), {}).map(({ unit }) => unit.order);
        expect(orders).toEqual([...orders].sort((a, b) => a - b));
        const counts = listedUnits(unitSummaries(board), { sort: "points" }).map(
          ({ shares }) => shares.length,
        );
        expect(counts).toEqual([...counts].sort((a, b) => b - a));
      }),
    );
    expect(unitFilter.safeParse({ sort: "percent" }).success).toBe(false);
  });
});

describe("the cities beside each other", () => {
  test("show each point's sides, and as the gap what the rounded figures differ by", () => {
    fc.assert(
      fc.property(anyBoard, (board) => {
        const { cities, chapters } = comparisonOf(board);
        const lines = chapters.flatMap(({ points }) => points);
        expect(lines).toHaveLength(board.points.length);
        for (const { of, percents, gap } of lines) {
          const shown = percents.filter((value) => value !== null).map(Math.round);
          expect(percents).toHaveLength(cities.length);
          expect(shown).toHaveLength(of.sides.length);
          expect(gap).toBe(shown.length < 2 ? null : Math.max(...shown) - Math.min(...shown));
        }
      }),
    );
  });

  test("list as 不同步 exactly the points that carry the tag, the widest gap first", () => {
    fc.assert(
      fc.property(anyBoard, (board) => {
        const { outOfStep } = comparisonOf(board);
        expect(outOfStep).toHaveLength(pointRows(board, { tag: "不同步" }).length);
        const gaps = outOfStep.map(({ gap }) => gap ?? 0);
        expect(gaps).toEqual([...gaps].sort((a, b) => b - a));
        expect(gaps.every((gap) => gap > board.thresholds.outOfStepGap)).toBe(true);
      }),
    );
  });

  test("of one city make no gap at all", () => {
    fc.assert(
      fc.property(
        anyBoard.filter((board) => board.cities.length === 1),
        (board) => {
          const { whole, chapters, outOfStep } = comparisonOf(board);
          expect(whole.gap).toBeNull();
          expect(chapters.every(({ gap }) => gap === null)).toBe(true);
          expect(outOfStep).toEqual([]);
        },
      ),
    );
  });
});
