import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/dates";
import {
  DEFAULT_THRESHOLDS,
  expectedPercent,
  LIGHTS,
  type SideFacts,
  worstLight,
} from "@/lib/status/rules";
import {
  EASED,
  EXTENDED,
  FACTS,
  lightOf,
  MISSED_ONCE,
  MISSED_TWICE,
  milestone,
  rulesOf,
} from "./facts";

// 54 % is expected on 6 September: the figures below are given as gaps to that.
const behind = (points: number): Partial<SideFacts> => ({ percent: 54 - points });
const lateBy = (days: number) => ({
  milestones: [milestone("2024-05-01", "2024-05-01"), milestone(addDays("2024-09-06", -days))],
  percent: 100,
});

const AWAITED = { month: "2024-09-01", dueOn: "2024-09-25" };

describe("the table of lights, row by row", () => {
  test.each<[string, Partial<SideFacts>, string]>([
    ["a side 销号 on the day", { closedOn: "2024-09-06" }, "COMPLETED"],
    [
      "a side 销号 earlier, whatever else is wrong",
      { closedOn: "2024-05-01", percent: 0, dueOn: "2024-06-01" },
      "COMPLETED",
    ],
    ["a side that will be 销号 tomorrow", { closedOn: "2024-09-07" }, "ON_TRACK"],
    ["a side that starts tomorrow", { startsOn: "2024-09-07", percent: 0 }, "NOT_STARTED"],
    ["a side that starts today", { startsOn: "2024-09-06", percent: 0 }, "SEVERE"],
    [
      "a paused side, far behind and silent",
      { paused: true, percent: 0, missed: MISSED_TWICE },
      "NOT_STARTED",
    ],
    ["a paused side that is 销号", { paused: true, closedOn: "2024-09-01" }, "COMPLETED"],
    [
      "a side nobody could report on yet, whatever else a report would tell",
      { awaitsFirst: AWAITED, percent: 0, dueOn: "2024-09-06", problemSince: "2024-05-01" },
      "NOT_STARTED",
    ],
    [
      "such a side past its due date: that needs no report to be known",
      { awaitsFirst: AWAITED, percent: 0, dueOn: "2024-09-05" },
      "SEVERE",
    ],
    [
      "such a side past its due date while it is paused",
      { awaitsFirst: AWAITED, percent: 0, dueOn: "2024-09-05", paused: true },
      "NOT_STARTED",
    ],
    ["such a side that is 销号", { awaitsFirst: AWAITED, closedOn: "2024-09-01" }, "COMPLETED"],
    ["a side on its due date", { dueOn: "2024-09-06", percent: 100 }, "ON_TRACK"],
    ["a side one day past its due date, at 100 %", { dueOn: "2024-09-05", percent: 100 }, "SEVERE"],
    ["a side 26 points behind", behind(26), "SEVERE"],
    ["a side 25 points behind", behind(25), "SEVERE"],
    ["a side 24 points behind", behind(24), "LAGGING"],
    ["a side 10 points behind", behind(10), "LAGGING"],
    ["a side 9 points behind", behind(9), "ON_TRACK"],
    ["a side ahead of schedule", { percent: 90 }, "ON_TRACK"],
    ["a milestone 16 days late", lateBy(16), "SEVERE"],
    ["a milestone 15 days late", lateBy(15), "LAGGING"],
    ["a milestone one day late", lateBy(1), "LAGGING"],
    ["a milestone due today", lateBy(0), "ON_TRACK"],
    ["one period missed", { missed: MISSED_ONCE }, "UNREPORTED"],
    ["two periods missed", { missed: MISSED_TWICE }, "LAGGING"],
    ["due in 30 days and at 79 %", { dueOn: "2024-10-06", percent: 79 }, "LAGGING"],
    ["due in 30 days and at 80 %", { dueOn: "2024-10-06", percent: 80 }, "ON_TRACK"],
    ["due in 31 days and at 79 %", { dueOn: "2024-10-07", percent: 79 }, "ON_TRACK"],
    ["a problem open for 15 days", { problemSince: "2024-08-22" }, "LAGGING"],
    ["a problem open for 14 days", { problemSince: "2024-08-23" }, "ON_TRACK"],
    ["an extension approved in this period", { extension: EXTENDED, percent: 100 }, "LAGGING"],
    ["milestones put off in this period", { eased: EASED, percent: 100 }, "LAGGING"],
    ["nothing wrong", {}, "ON_TRACK"],
  ])("%s (%j) shows %s", (_, changes, light) => {
    expect(lightOf(changes)).toBe(light);
  });

  test("a milestone that was done, late or not, holds nothing back", () => {
    expect(lightOf({ milestones: [milestone("2024-05-01", "2024-08-30")], percent: 100 })).toBe(
      "ON_TRACK",
    );
    expect(lightOf({ milestones: [milestone("2024-09-01", "2024-09-06")], percent: 100 })).toBe(
      "ON_TRACK",
    );
  });

  test("a milestone done after the day asked about was still late on that day", () => {
    expect(lightOf({ milestones: [milestone("2024-09-01", "2024-09-07")], percent: 100 })).toBe(
      "LAGGING",
    );
  });
});

describe("the order of the rules: first match wins", () => {
  test("one missed period hides an amber rule", () => {
    expect(lightOf({ ...behind(12), missed: MISSED_ONCE })).toBe("UNREPORTED");
    expect(lightOf({ problemSince: "2024-05-01", missed: MISSED_ONCE })).toBe("UNREPORTED");
  });

  test.each<[string, Partial<SideFacts>]>([
    ["a gap of 25", behind(25)],
    ["a due date passed", { dueOn: "2024-09-01", percent: 100 }],
    ["a milestone 16 days late", lateBy(16)],
  ])("one missed period never hides a red rule: %s", (_, changes) => {
    expect(lightOf({ ...changes, missed: MISSED_ONCE })).toBe("SEVERE");
  });

  test("in the period of an extension one missed period is no milder than amber", () => {
    expect(lightOf({ extension: EXTENDED, missed: MISSED_ONCE })).toBe("LAGGING");
    expect(lightOf({ extension: EXTENDED, ...behind(30) })).toBe("SEVERE");
    expect(lightOf({ eased: EASED, missed: MISSED_ONCE })).toBe("LAGGING");
    expect(lightOf({ eased: EASED, ...behind(30) })).toBe("SEVERE");
  });

  test("before the first report only the due date speaks", () => {
    const silent = { awaitsFirst: AWAITED, percent: 0, missed: MISSED_TWICE };
    expect(rulesOf({ ...silent, dueOn: "2024-09-01" })).toEqual(["PAST_DUE"]);
    expect(rulesOf({ ...silent, ...lateBy(20) })).toEqual([]);
  });

  test("every rule that holds the light back is found, the one that decides it first", () => {
    const all = { ...behind(12), missed: MISSED_ONCE, problemSince: "2024-05-01" };
    expect(rulesOf(all)).toEqual(["MISSED", "GAP", "PROBLEM"]);
    expect(rulesOf({ ...all, percent: 10 })).toEqual(["GAP", "MISSED", "PROBLEM"]);
    expect(rulesOf({ ...all, missed: MISSED_TWICE })).toEqual(["GAP", "MISSED", "PROBLEM"]);
  });
});

describe("expected progress", () => {
  test("is 0 % on the issue date and before, 100 % on the due date and after", () => {
    expect(expectedPercent(FACTS, "2024-04-24")).toBe(0);
    expect(expectedPercent(FACTS, "2024-01-01")).toBe(0);
    expect(expectedPercent(FACTS, "2024-12-31")).toBe(100);
    expect(expectedPercent(FACTS, "2025-06-30")).toBe(100);
  });

  test("grows by the same amount every day in between", () => {
    // 251 days from 24 April to 31 December; 135 of them have passed on 6 September.
    expect(expectedPercent(FACTS, "2024-09-06")).toBeCloseTo((135 / 251) * 100, 10);
    expect(expectedPercent(FACTS, "2024-04-25")).toBeCloseTo(100 / 251, 10);
  });

  test("of a point with milestones is the weight of those due by the day, done or not", () => {
    const milestones = [
      milestone("2024-06-30", null, 30),
      milestone("2024-09-06", "2024-05-01", 50),
      milestone("2024-12-31", null, 20),
    ];
    const on = (day: string) => expectedPercent({ ...FACTS, milestones }, day);
    expect(["2024-06-29", "2024-06-30", "2024-09-05", "2024-09-06", "2024-12-31"].map(on)).toEqual([
      0, 30, 30, 80, 100,
    ]);
  });

  test("of milestones whose weights do not add up to 100 is their share of the whole", () => {
    const milestones = [milestone("2024-06-30", null, 1), milestone("2024-10-30", null, 3)];
    expect(expectedPercent({ ...FACTS, milestones }, "2024-07-01")).toBe(25);
  });

  test("of milestones without any weight is linear by day", () => {
    const milestones = [milestone("2024-06-30", "2024-06-30", 0)];
    expect(expectedPercent({ ...FACTS, milestones }, "2024-09-06")).toBeCloseTo(53.78, 2);
  });

  test("of a point due on the issue date is 0 before and 100 from then on", () => {
    const schedule = { ...FACTS, dueOn: "2024-04-24" };
    expect(expectedPercent(schedule, "2024-04-23")).toBe(0);
    expect(expectedPercent(schedule, "2024-04-24")).toBe(100);
  });
});

describe("thresholds are settings", () => {
  const strict = {
    ...DEFAULT_THRESHOLDS,
    laggingGap: 5,
    severeGap: 8,
    dueSoonDays: 60,
    problemDays: 3,
    milestoneSevereDays: 2,
  };

  test.each<[Partial<SideFacts>, string]>([
    [behind(4), "ON_TRACK"],
    [behind(5), "LAGGING"],
    [behind(8), "SEVERE"],
    [lateBy(2), "LAGGING"],
    [lateBy(3), "SEVERE"],
    [{ problemSince: "2024-09-02" }, "LAGGING"],
    [{ dueOn: "2024-11-05", percent: 79 }, "LAGGING"],
  ])("%j shows %s under stricter ones", (changes, light) => {
    expect(lightOf(changes, strict)).toBe(light);
  });

  test("gaps are told in the whole points a person sees on screen", () => {
    // 53.78 is shown as 54 and 44.49 as 44: ten points, although the true gap is 9.29.
    expect(lightOf({ percent: 44.49 })).toBe("LAGGING");
    expect(lightOf({ percent: 44.5 })).toBe("ON_TRACK");
  });
});

describe("the light of a point", () => {
  test("is its worse side's, in the order red, amber, grey, green, not started, blue", () => {
    for (const [index, worse] of LIGHTS.entries()) {
      for (const milder of LIGHTS.slice(index)) {
        expect(worstLight([milder, worse])).toBe(worse);
        expect(worstLight([worse, milder])).toBe(worse);
      }
    }
    expect(LIGHTS).toEqual([
      "SEVERE",
      "LAGGING",
      "UNREPORTED",
      "ON_TRACK",
      "NOT_STARTED",
      "COMPLETED",
    ]);
  });

  test("without any side is not started", () => {
    expect(worstLight([])).toBe("NOT_STARTED");
  });
});
