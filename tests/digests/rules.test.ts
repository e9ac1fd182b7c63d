import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addWorkdays, type Holidays, isWorkday, workdayOnOrBefore } from "@/lib/calendar/rules";
import { addDays, daysBetween } from "@/lib/dates";
import { remindersDue } from "@/lib/digests/rules";

const NONE: Holidays = new Map();
// The due date of 25 September on a holiday, the Wednesday to the Friday off.
const HOLIDAY: Holidays = new Map([
  ["2024-09-25", false],
  ["2024-09-26", false],
  ["2024-09-27", false],
]);

const on = (today: string, dueOn = "2024-09-25", holidays = NONE) =>
  remindersDue({ dueOn, settled: false, today, holidays });

describe("reminders of one duty", () => {
  test("stand from 5, 2 and 0 working days before the due date", () => {
    expect(on("2024-09-17")).toBeNull();
    expect(on("2024-09-18")).toEqual({ kind: "DUE", ordinal: 1, workdays: 5 });
    expect(on("2024-09-20")).toEqual({ kind: "DUE", ordinal: 1, workdays: 3 });
    expect(on("2024-09-23")).toEqual({ kind: "DUE", ordinal: 2, workdays: 2 });
    expect(on("2024-09-24")).toEqual({ kind: "DUE", ordinal: 2, workdays: 1 });
    expect(on("2024-09-25")).toEqual({ kind: "DUE", ordinal: 3, workdays: 0 });
  });

  test("stand from one working day after it, then weekly", () => {
    expect(on("2024-09-26")).toEqual({ kind: "OVERDUE", ordinal: 1, workdays: 1 });
    expect(on("2024-10-02")).toMatchObject({ ordinal: 1 });
    expect(on("2024-10-03")).toMatchObject({ ordinal: 2, workdays: 6 });
    expect(on("2024-10-10")).toMatchObject({ ordinal: 3 });
  });

  test("with the due date on a holiday the last one before it goes out on the last working day", () => {
    expect(on("2024-09-24", undefined, HOLIDAY)).toEqual({ kind: "DUE", ordinal: 3, workdays: 0 });
    for (const off of ["2024-09-25", "2024-09-27", "2024-09-28"]) {
      expect(on(off, undefined, HOLIDAY)).toBeNull();
    }
    expect(on("2024-09-30", undefined, HOLIDAY)).toEqual({
      kind: "OVERDUE",
      ordinal: 1,
      workdays: 1,
    });
  });

  test("a due date on a Sunday is reminded of on Friday, and is late on Monday", () => {
    expect(on("2024-08-23", "2024-08-25")).toMatchObject({ kind: "DUE", workdays: 0 });
    expect(on("2024-08-26", "2024-08-25")).toMatchObject({ kind: "OVERDUE", ordinal: 1 });
  });

  test("stop when it is settled", () => {
    for (const today of ["2024-09-18", "2024-09-25", "2024-10-30"]) {
      expect(
        remindersDue({ dueOn: "2024-09-25", settled: true, today, holidays: NONE }),
      ).toBeNull();
    }
  });
});

describe("over a whole year of any holiday table", () => {
  const day = fc.integer({ min: 60, max: 250 }).map((days) => addDays("2024-01-01", days));
  const table = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 420 }), fc.boolean()), { maxLength: 80 })
    .map((rows): Holidays => new Map(rows.map(([n, w]) => [addDays("2024-01-01", n), w])));

  test("nothing stands on a day off, stages only rise, and each begins on its working day", () => {
    fc.assert(
      fc.property(day, table, (dueOn, holidays) => {
        const begins = new Map<string, string>();
        let before = -1;
        for (let today = "2024-01-01"; today < "2025-01-01"; today = addDays(today, 1)) {
          const stage = remindersDue({ dueOn, settled: false, today, holidays });
          if (!isWorkday(today, holidays)) expect(stage).toBeNull();
          if (!stage) continue;
          const rank = (stage.kind === "OVERDUE" ? 100 : 0) + stage.ordinal;
          expect(rank).toBeGreaterThanOrEqual(before);
          before = rank;
          const key = `${stage.kind} ${stage.ordinal}`;
          if (!begins.has(key)) begins.set(key, today);
        }
        const last = workdayOnOrBefore(dueOn, holidays);
        expect(begins.get("DUE 3")).toBe(last);
        expect(begins.get("DUE 2")).toBe(addWorkdays(last, -2, holidays));
        expect(begins.get("DUE 1")).toBe(addWorkdays(last, -5, holidays));
        const first = addWorkdays(dueOn, 1, holidays);
        expect(begins.get("OVERDUE 1")).toBe(first);
        for (const [key, date] of begins) {
          const ordinal = Number(/OVERDUE (\d+)/.exec(key)?.[1] ?? 1);
          if (ordinal === 1) continue;
          // On its day of the week, or the next working day after it.
          const due = addDays(first, 7 * (ordinal - 1));
          expect(daysBetween(due, date)).toBeGreaterThanOrEqual(0);
          for (let off = due; off < date; off = addDays(off, 1)) {
            expect(isWorkday(off, holidays)).toBe(false);
          }
        }
      }),
      { numRuns: 25 },
    );
  }, 30_000);
});
