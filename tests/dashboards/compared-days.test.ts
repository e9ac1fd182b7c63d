import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Board } from "@/lib/dashboards/board";
import { datesToCompare, issuedBetween, lastMeeting } from "@/lib/dashboards/changes";
import { monthsOf } from "@/lib/periods/rules";

fc.configureGlobal({ numRuns: 50 });

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
