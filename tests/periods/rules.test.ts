import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, shanghaiDate } from "@/lib/dates";
import { monthsText } from "@/lib/format";
import {
  firstMonthToReport,
  firstReportAwaited,
  hasBegun,
  isClosed,
  isOpen,
  missedRun,
  monthsNotAsked,
  monthsOf,
  type PeriodFacts,
  periodAt,
} from "@/lib/periods/rules";

const YEAR: PeriodFacts[] = monthsOf("2024-04-24", "2024-12-31").map((period, index) => ({
  ...period,
  id: index + 1,
  lockedOn: null,
}));
const GRACE = 3;

function period(month: string, lockedOn: string | null = null): PeriodFacts {
  const found = YEAR.find((each) => each.month === month);
  if (!found) throw new Error(`no period ${month}`);
  return { ...found, lockedOn };
}

describe("the periods of a plan", () => {
  test("are the calendar months from its start to its due date, due on the 25th", () => {
    expect(YEAR).toHaveLength(9);
    expect(YEAR[0]).toMatchObject({ month: "2024-04-01", dueOn: "2024-04-25" });
    expect(YEAR[8]).toMatchObject({ month: "2024-12-01", dueOn: "2024-12-25" });
  });

  test("run on over a year's end and include the months of the first and the last day", () => {
    expect(monthsOf("2024-11-30", "2025-02-01").map(({ month }) => month)).toEqual([
      "2024-11-01",
      "2024-12-01",
      "2025-01-01",
      "2025-02-01",
    ]);
    expect(monthsOf("2024-12-31", "2024-12-31").map(({ month }) => month)).toEqual(["2024-12-01"]);
  });

  test("are due on the plan's own day, be it a Saturday, a Sunday or the first", () => {
    // 25 May and 25 August 2024 are a Saturday and a Sunday: the notice knows no working days.
    expect(YEAR.map(({ dueOn }) => new Date(dueOn).getUTCDay())).toEqual([
      4, 6, 2, 4, 0, 3, 5, 1, 3,
    ]);
    expect(monthsOf("2024-09-10", "2024-09-30", 1)).toEqual([
      { month: "2024-09-01", dueOn: "2024-09-01" },
    ]);
  });
});

describe("a plan published late", () => {
  const plan = { issuedOn: "2024-04-24", dueOn: "2024-12-31", year: 2024 };

  test.each([
    ["2024-04-20", "2024-04-01"],
    ["2024-04-25", "2024-04-01"],
    ["2024-04-26", "2024-05-01"],
    ["2024-11-23", "2024-11-01"],
    ["2024-12-25", "2024-12-01"],
    ["2024-12-26", "2024-04-01"],
    ["2026-01-01", "2024-04-01"],
  ])("on %s is reported on from %s", (today, month) => {
    expect(firstMonthToReport(plan, today)).toBe(month);
  });

  test("of next year is reported on from its January", () => {
    const next = { issuedOn: "2024-11-20", dueOn: "2025-12-31", year: 2025 };
    expect(firstMonthToReport(next, "2024-11-23")).toBe("2025-01-01");
    expect(firstMonthToReport(next, "2025-02-26")).toBe("2025-03-01");
  });

  test("awaits its first report until that is missed; one published in time awaits none", () => {
    const late = YEAR.filter(({ month }) => month >= "2024-09-01");
    const awaited = (periods: PeriodFacts[], asOf: string) =>
      firstReportAwaited(periods, plan.issuedOn, asOf, GRACE)?.month ?? null;
    expect(awaited(late, "2024-05-01")).toBe("2024-09-01");
    expect(awaited(late, "2024-09-27")).toBe("2024-09-01");
    expect(awaited(late, "2024-09-28")).toBeNull();
    expect(awaited(YEAR, "2024-04-24")).toBeNull();
    expect(awaited([], "2024-04-24")).toBeNull();
  });
});

describe("a due date beyond the last period", () => {
  test("leaves the months between without anybody asked", () => {
    expect(monthsNotAsked(YEAR, "2025-02-28")).toEqual(["2025-01-01", "2025-02-01"]);
    expect(monthsNotAsked(YEAR, "2025-01-01")).toEqual(["2025-01-01"]);
    expect(monthsNotAsked(YEAR, "2024-12-31")).toEqual([]);
    expect(monthsNotAsked([], "2024-12-31")).toEqual([]);
    expect(monthsText(monthsNotAsked(YEAR, "2025-02-28"))).toBe("2025年1月、2025年2月");
    expect(monthsText(monthsNotAsked(YEAR, "2025-04-01"))).toBe("2025年1月至2025年4月");
    expect(monthsText([])).toBe("");
  });
});

describe("a period takes reports", () => {
  test("from the first of its month", () => {
    expect(isOpen(period("2024-09-01"), "2024-08-31")).toBe(false);
    expect(isOpen(period("2024-09-01"), "2024-09-01")).toBe(true);
  });

  test("after its due date too, until it is locked", () => {
    expect(isOpen(period("2024-05-01"), "2024-12-31")).toBe(true);
    expect(isOpen(period("2024-05-01", "2024-06-05"), "2024-06-04")).toBe(true);
    expect(isOpen(period("2024-05-01", "2024-06-05"), "2024-06-05")).toBe(false);
  });

  test("by the calendar of Shanghai: a month begins there at 16:00 UTC", () => {
    const on = (instant: string) => isOpen(period("2024-09-01"), shanghaiDate(new Date(instant)));
    expect(on("2024-08-31T15:59:59Z")).toBe(false);
    expect(on("2024-08-31T16:00:00Z")).toBe(true);
  });
});

test("silence counts as missed from the third day after the due date on", () => {
  const may = period("2024-05-01");
  expect(isClosed(may, "2024-05-27", GRACE)).toBe(false);
  expect(isClosed(may, "2024-05-28", GRACE)).toBe(true);
  expect(isClosed(may, "2024-05-25", 0)).toBe(true);
});

describe("the period a day falls in", () => {
  test.each([
    ["2024-03-31", null],
    ["2024-04-01", "2024-04-01"],
    ["2024-09-30", "2024-09-01"],
    ["2024-10-01", "2024-10-01"],
    ["2025-06-01", "2024-12-01"],
  ])("on %s is %s", (on, month) => {
    expect(periodAt(YEAR, on)?.month ?? null).toBe(month);
    expect(YEAR.filter((each) => hasBegun(each, on)).at(-1)?.month ?? null).toBe(month);
  });
});

describe("the run of missed periods", () => {
  const run = (reported: string[], asOf: string, since = "2024-04-24") => {
    const found = missedRun(YEAR, ({ month }) => reported.includes(month), since, asOf, GRACE);
    return found && [found.count, found.newest.month];
  };

  test("is none while the newest closed period is reported, whatever was missed before", () => {
    expect(run(["2024-05-01"], "2024-05-28")).toBeNull();
    expect(run(["2024-08-01"], "2024-09-20")).toBeNull();
  });

  test("counts back from the newest closed period to the last reported one", () => {
    expect(run(["2024-04-01"], "2024-05-28")).toEqual([1, "2024-05-01"]);
    expect(run(["2024-04-01"], "2024-07-28")).toEqual([3, "2024-07-01"]);
    expect(run(["2024-04-01", "2024-06-01"], "2024-07-28")).toEqual([1, "2024-07-01"]);
    expect(run([], "2024-07-28")).toEqual([4, "2024-07-01"]);
  });

  test("does not yet count a period in its grace days", () => {
    expect(run([], "2024-04-27")).toBeNull();
    expect(run(["2024-04-01"], "2024-05-27")).toBeNull();
  });

  test("is not ended by a report for a period that has not closed", () => {
    expect(run(["2024-04-01", "2024-09-01"], "2024-09-20")).toEqual([4, "2024-08-01"]);
  });

  test("holds no period against a unit that was assigned after its due date", () => {
    expect(run([], "2024-07-28", "2024-06-26")).toEqual([1, "2024-07-01"]);
    expect(run([], "2024-07-28", "2024-06-25")).toEqual([2, "2024-07-01"]);
    expect(run([], "2024-07-28", "2024-07-26")).toBeNull();
    expect(run([], "2024-07-28", "2030-01-01")).toBeNull();
  });

  test("grows by at most one a period, and a report for the newest one always ends it", () => {
    const months = fc.subarray(YEAR.map(({ month }) => month));
    const asOf = fc.integer({ min: 0, max: 400 }).map((days) => addDays("2024-04-24", days));
    fc.assert(
      fc.property(months, asOf, (reported, day) => {
        const found = run(reported, day);
        const closed = YEAR.filter((each) => isClosed(each, day, GRACE));
        expect(found?.[0] ?? 0).toBeLessThanOrEqual(closed.length);
        const newest = closed.at(-1)?.month;
        if (newest) expect(run([...reported, newest], day)).toBeNull();
        if (found) {
          const silent = closed.slice(-Number(found[0])).map(({ month }) => month);
          expect(silent.some((month) => reported.includes(month))).toBe(false);
        }
      }),
    );
  });
});
