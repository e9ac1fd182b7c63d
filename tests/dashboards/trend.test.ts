import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectedAhead } from "@/lib/dashboards/trend";
import { anyBoard } from "./boards";

fc.configureGlobal({ numRuns: 50 });

describe("expected progress of the months to come", () => {
  test("goes on from the board's own figure, never falls, and is whole when all is due", () => {
    fc.assert(
      fc.property(anyBoard, (board) => {
        const ahead = expectedAhead(board, board.points);
        expect(ahead.map(({ month }) => month)).toEqual(
          board.periods.map(({ month }) => month).filter((month) => month > board.asOf),
        );
        const values = [board.expected, ...ahead.map(({ expected }) => expected)];
        expect(values).toEqual([...values].sort((a, b) => a - b));
        const last = ahead.at(-1);
        if (last && board.points.every(({ dueOn }) => dueOn <= last.date)) {
          expect(last.expected).toBeCloseTo(100, 9);
        }
      }),
    );
  });

  test("of a chapter is the mean of its points alone", () => {
    fc.assert(
      fc.property(anyBoard, (board) => {
        for (const { points } of board.chapters) {
          if (points.length === 0) continue;
          const each = points.map((point) => expectedAhead(board, [point]));
          expectedAhead(board, points).forEach(({ date, expected }, place) => {
            const own = each.map((ahead) => ahead[place]?.expected ?? Number.NaN);
            expect(own.reduce((sum, value) => sum + value, 0) / own.length).toBeCloseTo(
              expected,
              9,
            );
            expect(date > board.asOf).toBe(true);
          });
        }
      }),
    );
  });
});
