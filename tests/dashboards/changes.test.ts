import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Board, Point } from "@/lib/dashboards/board";
import {
  type Changes,
  changesBetween,
  TURNS,
  type Turn,
  turnOf,
  turnsBetween,
} from "@/lib/dashboards/changes";
import type { Light } from "@/lib/status/rules";
import { anyBoard, anyTwoBoards } from "./boards";

// A board is a whole plan: half as many as usual are plenty.
fc.configureGlobal({ numRuns: 50 });

const turnsOf = (changes: Changes) => TURNS.flatMap((kind) => changes.turns[kind]);
const wholesOf = (changes: Changes) => turnsOf(changes).filter(({ city }) => city === null);
const sidesOf = (changes: Changes) => turnsOf(changes).filter(({ city }) => city !== null);
const pointOf = (board: Board, number: number) =>
  board.points.find((point) => point.number === number);

describe("what changed between two days", () => {
  test("is nothing from a day to the same day", () => {
    fc.assert(
      fc.property(anyBoard, (board) => {
        const changes = changesBetween(board, board);
        expect(turnsOf(changes)).toEqual([]);
        expect([changes.raised, changes.solved, changes.due]).toEqual([[], [], []]);
        expect(changes.plan.before).toBe(changes.plan.after);
        expect(changes.chapters.every(({ before, after }) => before === after)).toBe(true);
      }),
    );
  });

  test("has a point in one list of turns when its light differs, and in none when it does not", () => {
    fc.assert(
      fc.property(anyTwoBoards, ([before, after]) => {
        const turned = wholesOf(changesBetween(before, after)).map(({ point }) => point.number);
        const differing = after.points
          .filter((point) => point.light !== pointOf(before, point.number)?.light)
          .map(({ number }) => number);
        expect([...turned].sort()).toEqual([...differing].sort());
        expect(new Set(turned).size).toBe(turned.length);
      }),
    );
  });

  test("has each side whose light differs: with its point in the list of the side's new light, or by itself", () => {
    fc.assert(
      fc.property(anyTwoBoards, ([before, after]) => {
        const changes = changesBetween(before, after);
        for (const point of after.points) {
          for (const { city, light } of point.sides) {
            const old = pointOf(before, point.number)?.sides.find(
              (side) => side.city.id === city.id,
            );
            const list = changes.turns[turnOf(light)].filter((turn) => turn.point === point);
            const alone = list.filter((turn) => turn.city?.id === city.id);
            const differs = old !== undefined && old.light !== light;
            const told = differs && list.some((turn) => turn.city === null);
            expect(alone).toHaveLength(differs && !told ? 1 : 0);
            for (const turn of alone) {
              expect([turn.before.light, turn.after.light]).toEqual([old?.light, light]);
              expect(turn.after.reason).toBe(
                point.sides.find((side) => side.city.id === city.id)?.reason,
              );
              // 连续 2 期未报送 beside a side is of that side, whatever the other has left out.
              const missed = point.sides.find((side) => side.city.id === city.id)?.missed ?? 0;
              expect(turn.marked.tags.includes("未报送")).toBe(missed >= 2);
              expect(turn.marked.sides.map((side) => side.city.id)).toEqual([city.id]);
            }
          }
        }
        const filed = sidesOf(changes).map(({ point, city }) => `${point.number} ${city?.id}`);
        expect(new Set(filed).size).toBe(filed.length);
      }),
    );
  });

  test("a point that stays yellow has its side that turned red in 转红, and its side's 销号 in 新办结", () => {
    const yellow = anyPointWith("LAGGING", { 济南: "ON_TRACK", 临沂: "LAGGING" });
    const turns = turnsBetween(
      yellow,
      anyPointWith("LAGGING", { 济南: "COMPLETED", 临沂: "LAGGING" }),
    );
    expect(turns.map(said)).toEqual(["济南 ON_TRACK → COMPLETED"]);
    const worse = anyPointWith("SEVERE", { 济南: "COMPLETED", 临沂: "SEVERE" });
    expect(turnsBetween(yellow, worse).map(said)).toEqual([
      "LAGGING → SEVERE",
      "济南 ON_TRACK → COMPLETED",
    ]);
    // A red side of a red point that turns, beside one that was red before.
    const red = anyPointWith("SEVERE", { 济南: "SEVERE", 临沂: "LAGGING" });
    expect(
      turnsBetween(red, anyPointWith("SEVERE", { 济南: "SEVERE", 临沂: "SEVERE" })).map(said),
    ).toEqual(["临沂 LAGGING → SEVERE"]);
    expect(turnsBetween(red, red)).toEqual([]);
  });

  test("says before and after as the two boards do, side by side, in the list of the new light", () => {
    fc.assert(
      fc.property(anyTwoBoards, ([before, after]) => {
        const changes = changesBetween(before, after);
        for (const kind of TURNS) {
          for (const turn of changes.turns[kind].filter(({ city }) => city === null)) {
            const { number } = turn.point;
            expect(turnOf(turn.after.light)).toBe(kind);
            for (const [board, said, side] of [
              [before, turn.before, "before"],
              [after, turn.after, "after"],
            ] as const) {
              const point = pointOf(board, number);
              expect(said).toEqual({
                light: point?.light,
                percent: point?.percent,
                reason: point?.reason,
              });
              for (const each of turn.sides) {
                const own = point?.sides.find(({ city }) => city.id === each.city.id);
                expect(each[side]?.percent).toBe(own?.percent);
                expect(each[side]?.light).toBe(own?.light);
              }
            }
          }
        }
        expect(changes.plan).toEqual({ before: before.percent, after: after.percent });
      }),
    );
  });

  test("leaves out sides that stayed as they were, and names every one that did not", () => {
    fc.assert(
      fc.property(anyTwoBoards, ([before, after]) => {
        for (const { point, sides } of wholesOf(changesBetween(before, after))) {
          const differing = point.sides.filter((side) => {
            const old = pointOf(before, point.number)?.sides.find(
              ({ city }) => city.id === side.city.id,
            );
            return old?.light !== side.light || old?.percent !== side.percent;
          });
          expect(sides.map(({ city }) => city.id)).toEqual(differing.map(({ city }) => city.id));
        }
      }),
    );
  });

  test("read backwards swaps before and after", () => {
    fc.assert(
      fc.property(anyTwoBoards, ([one, other]) => {
        const forth = changesBetween(one, other);
        const back = changesBetween(other, one);
        const swapped = wholesOf(back).map(({ point, before, after }) => ({
          number: point.number,
          before: after,
          after: before,
        }));
        const plain = wholesOf(forth).map(({ point, before, after }) => ({
          number: point.number,
          before,
          after,
        }));
        const byNumber = (a: { number: number }, b: { number: number }) => a.number - b.number;
        expect(swapped.sort(byNumber)).toEqual(plain.sort(byNumber));
        expect(back.due.map(({ point, before, after }) => [point.number, after, before])).toEqual(
          forth.due.map(({ point, before, after }) => [point.number, before, after]),
        );
        expect(back.plan).toEqual({ before: forth.plan.after, after: forth.plan.before });
      }),
    );
  });

  test("has every problem raised, and every one solved, after the one day and up to the other, with its state then", () => {
    fc.assert(
      fc.property(anyTwoBoards, ([one, other]) => {
        const [before, after] = one.asOf <= other.asOf ? [one, other] : [other, one];
        const known = [...after.problems, ...after.solved].sort((a, b) => a.id - b.id);
        const within = (day: string | null) =>
          day !== null && day > before.asOf && day <= after.asOf;
        const { raised, solved } = changesBetween(before, after);
        const problems = (rows: Changes["raised"]) =>
          rows.map(({ problem }) => problem).sort((a, b) => a.id - b.id);
        expect(problems(raised)).toEqual(known.filter(({ raisedOn }) => within(raisedOn)));
        expect(problems(solved)).toEqual(known.filter(({ closedOn }) => within(closedOn)));
        // Whatever was open before, and what has come since, is open still or has been solved.
        const ids = (rows: { id: number }[]) => rows.map(({ id }) => id).sort((a, b) => a - b);
        expect(ids([...before.problems, ...problems(raised)])).toEqual(
          ids([...after.problems, ...problems(solved)]),
        );
      }),
    );
  });

  test("a problem raised and solved between two days is new and solved, in two stretches once each", () => {
    const problem = { id: 1, pointId: 1, raisedOn: "2024-09-03", closedOn: "2024-09-12" };
    const on = (asOf: string) => {
      const held = { ...problem, closedOn: problem.closedOn <= asOf ? problem.closedOn : null };
      const open = problem.raisedOn <= asOf && held.closedOn === null;
      const board = { asOf, points: [{ id: 1, number: 1, sides: [] }], chapters: [] };
      return {
        ...board,
        problems: open ? [held] : [],
        solved: held.closedOn === null ? [] : [held],
      } as unknown as Board;
    };
    const count = (from: string, to: string) => {
      const { raised, solved } = changesBetween(on(from), on(to));
      return [raised.map((each) => each.problem.closedOn), solved.length];
    };
    expect(count("2024-08-25", "2024-09-20")).toEqual([["2024-09-12"], 1]);
    expect(count("2024-08-25", "2024-09-11")).toEqual([[null], 0]);
    expect(count("2024-09-03", "2024-09-12")).toEqual([[], 1]);
    expect(count("2024-09-12", "2024-09-20")).toEqual([[], 0]);
  });
});

/** A point of two sides, with no more in it than its turns read. */
function anyPointWith(light: Light, lights: Record<string, Light>): Point {
  const sides = Object.entries(lights).map(([shortName, own], id) => ({
    city: { id, name: `${shortName}市`, shortName },
    light: own,
    percent: 40,
    reason: own,
    missed: 0,
    units: [],
  }));
  return { number: 17, light, percent: 40, reason: light, tags: [], sides } as unknown as Point;
}

const said = ({ city, before, after }: Turn) =>
  `${city ? `${city.shortName} ` : ""}${before.light} → ${after.light}`;
