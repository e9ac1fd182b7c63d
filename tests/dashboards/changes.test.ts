import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Board } from "@/lib/dashboards/board";
import {
  type Changes,
  changesBetween,
  datesToCompare,
  issuedBetween,
  lastMeeting,
  TURNS,
  turnOf,
} from "@/lib/dashboards/changes";
import { monthsOf } from "@/lib/periods/rules";
import { anyBoard, anyTwoBoards } from "./boards";

// A board is a whole plan: half as many as usual are plenty.
fc.configureGlobal({ numRuns: 50 });

const turnsOf = (changes: Changes) => TURNS.flatMap((kind) => changes.turns[kind]);
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
        const turned = turnsOf(changesBetween(before, after)).map(({ point }) => point.number);
        const differing = after.points
          .filter((point) => point.light !== pointOf(before, point.number)?.light)
          .map(({ number }) => number);
        expect([...turned].sort()).toEqual([...differing].sort());
        expect(new Set(turned).size).toBe(turned.length);
      }),
    );
  });

  test("says before and after as the two boards do, side by side, in the list of the new light", () => {
    fc.assert(
      fc.property(anyTwoBoards, ([before, after]) => {
        const changes = changesBetween(before, after);
        for (const kind of TURNS) {
          for (const turn of changes.turns[kind]) {
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
        for (const { point, sides } of turnsOf(changesBetween(before, after))) {
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

  test("read backwards swaps before and after, raised and solved", () => {
    fc.assert(
      fc.property(anyTwoBoards, ([one, other]) => {
        const forth = changesBetween(one, other);
        const back = changesBetween(other, one);
        const swapped = turnsOf(back).map(({ point, before, after }) => ({
          number: point.number,
          before: after,
          after: before,
        }));
        const plain = turnsOf(forth).map(({ point, before, after }) => ({
          number: point.number,
          before,
          after,
        }));
        const byNumber = (a: { number: number }, b: { number: number }) => a.number - b.number;
        expect(swapped.sort(byNumber)).toEqual(plain.sort(byNumber));
        const ids = (rows: Changes["raised"]) => rows.map(({ problem }) => problem.id);
        expect(ids(back.raised)).toEqual(ids(forth.solved));
        expect(ids(back.solved)).toEqual(ids(forth.raised));
        expect(back.due.map(({ point, before, after }) => [point.number, after, before])).toEqual(
          forth.due.map(({ point, before, after }) => [point.number, before, after]),
        );
        expect(back.plan).toEqual({ before: forth.plan.after, after: forth.plan.before });
      }),
    );
  });

  test("finds each problem that only one of the days knows as open", () => {
    fc.assert(
      fc.property(anyTwoBoards, ([before, after]) => {
        const ids = (board: Board) => board.problems.map(({ id }) => id);
        const changes = changesBetween(before, after);
        expect(changes.raised.map(({ problem }) => problem.id)).toEqual(
          ids(after).filter((id) => !ids(before).includes(id)),
        );
        expect(changes.solved.map(({ problem }) => problem.id)).toEqual(
          ids(before).filter((id) => !ids(after).includes(id)),
        );
      }),
    );
  });
});

describe("directives issued between two days", () => {
  const anyDay = fc
    .integer({ min: 0, max: 60 })
    .map((days) => new Date(Date.UTC(2024, 7, 1 + days)).toISOString().slice(0, 10));

  test("are those after the one day and up to the other, in the order they stand", () => {
    const on = (...days: string[]) => days.map((issuedOn) => ({ issuedOn }));
    const all = on("2024-09-10", "2024-09-02", "2024-09-01", "2024-08-31");
    expect(issuedBetween(all, "2024-08-31", "2024-09-02")).toEqual(on("2024-09-02", "2024-09-01"));
    expect(issuedBetween(all, "2024-09-02", "2024-09-02")).toEqual([]);
  });

  test("each stand in exactly one of two stretches that follow each other", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ issuedOn: anyDay })),
        fc.uniqueArray(anyDay, { minLength: 3, maxLength: 3 }),
        (all, days) => {
          const [from = "", middle = "", to = ""] = days.sort();
          const parts = [issuedBetween(all, from, middle), issuedBetween(all, middle, to)].flat();
          const whole = issuedBetween(all, from, to);
          expect(parts).toHaveLength(whole.length);
          expect(new Set(parts)).toEqual(new Set(whole));
        },
      ),
    );
  });
});

describe("the days offered to compare with", () => {
  const board = {
    plan: { issuedOn: "2024-04-24" },
    periods: monthsOf("2024-04-24", "2024-12-31").map((period, index) => ({
      ...period,
      id: index,
      lockedOn: null,
    })),
  } as Pick<Board, "plan" | "periods">;

  test("start from the last due date that is over", () => {
    expect(datesToCompare(board, "2024-09-20").first).toBe("2024-08-25");
    expect(datesToCompare(board, "2024-08-25").first).toBe("2024-07-25");
    expect(datesToCompare(board, "2024-08-26").first).toBe("2024-08-25");
  });

  test("start from the day of issue before any is over, and from the day itself on that day", () => {
    expect(datesToCompare(board, "2024-04-25").first).toBe("2024-04-24");
    expect(datesToCompare(board, "2024-04-24")).toEqual({ first: "2024-04-24", choices: [] });
    expect(datesToCompare(board, "2024-01-01").first).toBe("2024-01-01");
  });

  test("are earlier than the later day, newest first, each day once", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 250 }), (days) => {
        const to = new Date(Date.UTC(2024, 3, 24 + days)).toISOString().slice(0, 10);
        const dates = datesToCompare(board, to).choices.map(({ date }) => date);
        expect(dates).toEqual([...new Set(dates)].sort().reverse());
        expect(dates.every((date) => date >= "2024-04-24" && date < to)).toBe(true);
      }),
    );
  });

  test("take in days that somebody else names, under that name", () => {
    const named = [
      { name: "上次联席会议", date: "2024-08-25" },
      { name: "下次联席会议", date: "2024-10-10" },
    ];
    const { choices } = datesToCompare(board, "2024-09-20", named);
    expect(choices.find(({ date }) => date === "2024-08-25")?.name).toBe("上次联席会议");
    expect(choices.some(({ name }) => name === "下次联席会议")).toBe(false);
  });

  test("name the newest joint meeting held before the later day, whatever the order", () => {
    const meetings = ["2024-10-10", "2024-05-30", "2024-07-18"].map((heldOn) => ({ heldOn }));
    const last = (to: string) => lastMeeting({ meetings }, to);
    expect(last("2024-09-20")).toEqual([{ name: "上次联席会议", date: "2024-07-18" }]);
    expect(last("2024-07-18")).toEqual([{ name: "上次联席会议", date: "2024-05-30" }]);
    expect(last("2024-05-30")).toEqual([]);
    expect(datesToCompare(board, "2024-09-20", last("2024-09-20")).choices).toContainEqual({
      name: "上次联席会议",
      date: "2024-07-18",
    });
  });
});
