import { differenceInCalendarDays, format, lastDayOfMonth, parseISO } from "date-fns";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  daysBetween,
  firstOfMonth,
  fromDbDate,
  isIsoDate,
  lastOfMonth,
  nextMonth,
  shanghaiDate,
  shanghaiTime,
  toDbDate,
} from "@/lib/dates";

const day = fc.integer({ min: -20_000, max: 40_000 }).map((days) => addDays("2024-01-01", days));

test("these tests run in a zone no deployment is in", () => {
  expect(new Date("2024-09-06T00:00:00Z").getHours()).toBe(5);
  expect(new Date("2024-09-06T00:00:00Z").getMinutes()).toBe(45);
});

describe("the business day of an instant", () => {
  test.each([
    ["2024-09-06T15:59:59.999Z", "2024-09-06", "23:59"],
    ["2024-09-06T16:00:00.000Z", "2024-09-07", "00:00"],
    ["2024-12-31T16:00:00.000Z", "2025-01-01", "00:00"],
    ["2024-02-28T16:30:00.000Z", "2024-02-29", "00:30"],
    // Kathmandu, where these tests run, has midnight at 18:15 UTC: no day begins there.
    ["2024-09-06T18:14:00.000Z", "2024-09-07", "02:14"],
    ["2024-09-06T18:15:00.000Z", "2024-09-07", "02:15"],
  ])("%s is %s %s in Shanghai", (instant, date, time) => {
    expect(shanghaiDate(new Date(instant))).toBe(date);
    expect(shanghaiTime(new Date(instant))).toBe(time);
  });
});

describe("a date is", () => {
  test.each(["2024-02-29", "2024-12-31", "0001-01-01"])("%s", (text) => {
    expect(isIsoDate(text)).toBe(true);
  });

  test.each([
    "2023-02-29",
    "2024-02-30",
    "2024-13-01",
    "2024-00-10",
    "2024-9-6",
    "2024-09-06T00:00:00Z",
    " 2024-09-06",
    "2024-09-06\n",
    "20240906",
    "",
    "今天",
  ])("not %j", (text) => {
    expect(isIsoDate(text)).toBe(false);
  });
});

describe("counting days", () => {
  test("over a leap day, a year's end and backwards", () => {
    expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
    expect(daysBetween("2023-12-31", "2024-01-01")).toBe(1);
    expect(daysBetween("2024-09-06", "2024-09-01")).toBe(-5);
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDays("2024-01-01", -1)).toBe("2023-12-31");
  });

  test("forth and back gives the same day", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -9999, max: 9999 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
        expect(addDays(addDays(date, days), -days)).toBe(date);
      }),
    );
  });

  test("agrees with a library that counts in calendars", () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        expect(daysBetween(a, b)).toBe(differenceInCalendarDays(parseISO(b), parseISO(a)));
        expect(lastOfMonth(a)).toBe(format(lastDayOfMonth(parseISO(a)), "yyyy-MM-dd"));
      }),
    );
  });

  test("dates compare as texts in the order of the days", () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        expect(a < b).toBe(daysBetween(a, b) > 0);
      }),
    );
  });
});

describe("months", () => {
  test.each([
    ["2024-01-31", "2024-01-01", "2024-01-31", "2024-02-01"],
    ["2024-02-10", "2024-02-01", "2024-02-29", "2024-03-01"],
    ["2023-02-28", "2023-02-01", "2023-02-28", "2023-03-01"],
    ["2024-12-01", "2024-12-01", "2024-12-31", "2025-01-01"],
    ["2024-04-24", "2024-04-01", "2024-04-30", "2024-05-01"],
  ])("%s lies in the month from %s to %s, before %s", (date, first, last, next) => {
    expect([firstOfMonth(date), lastOfMonth(date), nextMonth(date)]).toEqual([first, last, next]);
  });

  test("a day lies within its month, and the next month begins the day after its last", () => {
    fc.assert(
      fc.property(day, (date) => {
        expect(firstOfMonth(date) <= date && date <= lastOfMonth(date)).toBe(true);
        expect(nextMonth(date)).toBe(addDays(lastOfMonth(date), 1));
      }),
    );
  });
});

test("a date goes into the database and comes back the same, whatever the machine's zone", () => {
  fc.assert(
    fc.property(day, (date) => {
      expect(fromDbDate(toDbDate(date))).toBe(date);
    }),
  );
  expect(toDbDate("2024-09-06").toISOString()).toBe("2024-09-06T00:00:00.000Z");
});
