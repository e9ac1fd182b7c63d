import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  anomaliesOf,
  checkReport,
  EMPTY_REPORT,
  maySubmit,
  type ReportBlocks,
  reportedPercent,
  reportState,
} from "@/lib/progress/rules";

const REPORT: ReportBlocks = { ...EMPTY_REPORT, percent: 40, progressText: "完成对接2次。" };

describe("a report may leave the unit", () => {
  test.each<[string, Partial<ReportBlocks>, number | null]>([
    ["with a percent and what was done", {}, null],
    ["at the percent of the last one", {}, 40],
    ["at 0 % the first time", { percent: 0 }, null],
    ["lower than the last one, with a reason", { percent: 30, percentReason: "口径调整" }, 40],
    ["at 100 % with what that rests on", { percent: 100, percentReason: "验收报告" }, 40],
    ["at 100 % again without another word", { percent: 100 }, 100],
    [
      "with a problem and who has to solve it",
      { problemText: "用地未批", problemLevel: "CITY" },
      20,
    ],
  ])("%s", (_, changes, previous) => {
    expect(checkReport({ ...REPORT, ...changes }, previous)).toEqual({});
  });

  test.each(["NOT_DUE", "WAITING", "BLOCKED"] as const)(
    "as 本期无新进展 (%s) with nothing else in it",
    (noProgressReason) => {
      expect(checkReport({ ...EMPTY_REPORT, noProgressReason }, 40)).toEqual({});
      expect(checkReport({ ...EMPTY_REPORT, noProgressReason }, null)).toEqual({});
    },
  );
});

describe("a report is held back, with a sentence at the block to mend,", () => {
  test.each<[string, Partial<ReportBlocks>, number | null, string]>([
    ["without a percent", { percent: null }, null, "percent"],
    ["without a word on what was done", { progressText: "" }, null, "progressText"],
    [
      "when its percent fell by a single point without a reason",
      { percent: 39 },
      40,
      "percentReason",
    ],
    ["when it claims 100 % without a ground", { percent: 100 }, 99, "percentReason"],
    ["when it claims 100 % in its first report", { percent: 100 }, null, "percentReason"],
    [
      "with a problem that says not who has to solve it",
      { problemText: "用地未批" },
      null,
      "problemText",
    ],
    ["with a level and no problem", { problemLevel: "PROVINCE" }, null, "problemText"],
  ])("%s", (_, changes, previous, field) => {
    const faults = checkReport({ ...REPORT, ...changes }, previous);
    expect(Object.keys(faults)).toEqual([field]);
    expect(Object.values(faults)[0]).toMatch(/[。]$/);
  });

  test("as 本期无新进展 with a problem nobody is asked to solve", () => {
    const blocks = {
      ...EMPTY_REPORT,
      noProgressReason: "BLOCKED" as const,
      problemText: "用地未批",
    };
    expect(Object.keys(checkReport(blocks, 40))).toEqual(["problemText"]);
  });

  test("with every fault at once, not one after the other", () => {
    const faults = checkReport({ ...EMPTY_REPORT, problemText: "用地未批" }, 40);
    expect(Object.keys(faults).sort()).toEqual(["percent", "problemText", "progressText"]);
  });
});

describe("the percent a report carries", () => {
  test("is what was filled in; 本期无新进展 repeats the latest approved one", () => {
    expect(reportedPercent(REPORT, 70)).toBe(40);
    expect(reportedPercent({ ...REPORT, noProgressReason: "WAITING" }, 70)).toBe(70);
    expect(reportedPercent({ ...EMPTY_REPORT, noProgressReason: "WAITING" }, null)).toBe(0);
  });

  test("never falls without a reason", () => {
    const blocks: fc.Arbitrary<ReportBlocks> = fc.record({
      percent: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
      progressText: fc.constantFrom("", "完成对接2次。"),
      problemText: fc.constantFrom("", "用地未批"),
      problemLevel: fc.constantFrom(null, "UNIT", "CITY", "BOTH_CITIES", "PROVINCE"),
      nextStepText: fc.constant(""),
      percentReason: fc.constantFrom("", "口径调整"),
      noProgressReason: fc.constantFrom(null, "NOT_DUE", "WAITING", "BLOCKED"),
    });
    const previous = fc.option(fc.integer({ min: 0, max: 100 }), { nil: null });
    fc.assert(
      fc.property(blocks, previous, (report, before) => {
        fc.pre(Object.keys(checkReport(report, before)).length === 0);
        const percent = reportedPercent(report, before);
        if (before !== null && percent < before) expect(report.percentReason).not.toBe("");
        if (percent === 100 && before !== 100) expect(report.percentReason).not.toBe("");
      }),
      { numRuns: 1_000 },
    );
  });
});

test("a unit hands in where nothing stands or its report was returned, and nowhere else", () => {
  expect([maySubmit("NONE"), maySubmit("RETURNED")]).toEqual([true, true]);
  expect([maySubmit("PENDING"), maySubmit("APPROVED")]).toEqual([false, false]);
});

describe("填报状态", () => {
  test.each([
    ["NONE", false, "2024-09-25", "DUE"],
    ["NONE", true, "2024-09-25", "DRAFT"],
    ["NONE", false, "2024-09-26", "OVERDUE"],
    ["NONE", true, "2024-09-26", "OVERDUE"],
    ["PENDING", true, "2024-09-26", "PENDING"],
    ["RETURNED", true, "2024-09-26", "RETURNED"],
    ["APPROVED", false, "2024-09-26", "APPROVED"],
  ] as const)("with version %s, draft %s, on %s is %s", (version, hasDraft, today, state) => {
    expect(reportState(version, hasDraft, "2024-09-25", today)).toBe(state);
  });
});

describe("a reviewer is shown first", () => {
  const before = { percent: 40, progressText: "召开会议2次。" };

  test.each<[string, { percent: number; progressText: string }, typeof before | null, string[]]>([
    ["nothing odd about steady work", { percent: 50, progressText: "新增" }, before, []],
    ["a percent that fell", { percent: 39, progressText: "新增" }, before, ["FELL"]],
    ["a jump of 31 points", { percent: 71, progressText: "新增" }, before, ["JUMPED"]],
    ["no jump of 30 points", { percent: 70, progressText: "新增" }, before, []],
    ["a first report above 30 %", { percent: 31, progressText: "新增" }, null, ["JUMPED"]],
    [
      "100 % the first time it is claimed",
      { percent: 100, progressText: "新增" },
      { ...before, percent: 90 },
      ["DONE"],
    ],
    ["100 % not again", { percent: 100, progressText: "新增" }, { ...before, percent: 100 }, []],
    ["the same text as last time", { ...before, percent: 45 }, before, ["SAME_TEXT"]],
    [
      "no sameness of two empty texts",
      { percent: 40, progressText: "" },
      { percent: 40, progressText: "" },
      [],
    ],
    [
      "everything at once",
      { ...before, percent: 100 },
      { ...before, percent: 20 },
      ["JUMPED", "DONE", "SAME_TEXT"],
    ],
  ])("%s", (_, current, previous, anomalies) => {
    expect(anomaliesOf(current, previous)).toEqual(anomalies);
  });
});
