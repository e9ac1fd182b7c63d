import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addWorkdays,
  type Holidays,
  isWorkday,
  unregisteredYear,
  workdayOnOrBefore,
  workdaysBetween,
} from "@/lib/calendar/rules";
import { addDays } from "@/lib/dates";

const MID_AUTUMN: Holidays = new Map([
  ["2024-09-14", true],
  ["2024-09-15", false],
  ["2024-09-16", false],
  ["2024-09-17", false],
]);

const day = fc.integer({ min: 0, max: 800 }).map((days) => addDays("2024-01-01", days));
const table = fc
  .array(fc.tuple(day, fc.boolean()), { maxLength: 60 })
  .map((rows): Holidays => new Map(rows));

describe("working days", () => {
  test("a holiday in the week is off, a weekend made up for it is worked", () => {
    expect(isWorkday("2024-09-14", MID_AUTUMN)).toBe(true);
    expect(isWorkday("2024-09-16", MID_AUTUMN)).toBe(false);
    expect(isWorkday("2024-09-18", MID_AUTUMN)).toBe(true);
    expect(isWorkday("2024-09-21", MID_AUTUMN)).toBe(false);
    expect(addWorkdays("2024-09-13", 1, MID_AUTUMN)).toBe("2024-09-14");
    expect(addWorkdays("2024-09-13", 2, MID_AUTUMN)).toBe("2024-09-18");
    expect(addWorkdays("2024-09-18", -1, MID_AUTUMN)).toBe("2024-09-14");
    expect(workdayOnOrBefore("2024-09-17", MID_AUTUMN)).toBe("2024-09-14");
    expect(workdaysBetween("2024-09-13", "2024-09-20", MID_AUTUMN)).toBe(4);
  });

  test("the n-th working day is a working day, n working days away, in both directions", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -30, max: 30 }), table, (date, days, holidays) => {
        const found = addWorkdays(date, days, holidays);
        if (days === 0) return found === date;
        expect(isWorkday(found, holidays)).toBe(true);
        // Counting back leaves the day it starts from out, and takes the day it ends on in.
        const counted = days > 0 ? workdaysBetween(date, found, holidays) : countBack();
        expect(counted).toBe(days);
        function countBack() {
          return workdaysBetween(addDays(date, -1), addDays(found, -1), holidays);
        }
      }),
    );
  });

  test("counts add up over any day in between", () => {
    fc.assert(
      fc.property(day, day, day, table, (a, b, c, holidays) => {
        const whole = workdaysBetween(a, c, holidays);
        expect(workdaysBetween(a, b, holidays) + workdaysBetween(b, c, holidays)).toBe(whole);
      }),
    );
  });
});

test("a year without a registered day is named: the running one always, the next from 20 November on", () => {
  const known = new Map([["2026-01-01", false]]);
  expect(unregisteredYear("2025-06-01", known)).toBe(2025);
  expect(unregisteredYear("2026-01-01", known)).toBeNull();
  expect(unregisteredYear("2026-11-19", known)).toBeNull();
  expect(unregisteredYear("2026-11-20", known)).toBe(2027);
  expect(unregisteredYear("2026-12-31", new Map([...known, ["2027-01-01", false]]))).toBeNull();
});
