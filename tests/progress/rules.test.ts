import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mayWrite } from "@/lib/periods/rules";
import {
  checkReport,
  EMPTY_REPORT,
  type ReportBlocks,
  type ReportContext,
  reportedPercent,
  reportState,
} from "@/lib/progress/rules";

const REPORT: ReportBlocks = { ...EMPTY_REPORT, percent: 40, progressText: "完成对接2次。" };

/** An ordinary month: nothing corrected, no files, no indicators. */
const following = (previous: number | null, more: Partial<ReportContext> = {}): ReportContext => ({
  previous,
  correcting: false,
  evidence: 0,
  lastReadings: new Map(),
  today: "2024-09-20",
  ...more,
});

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
    expect(checkReport({ ...REPORT, ...changes }, following(previous))).toEqual({});
  });

  test.each(["NOT_DUE", "WAITING"] as const)(
    "as 本期无新进展 (%s) with nothing else in it",
    (noProgressReason) => {
      expect(checkReport({ ...EMPTY_REPORT, noProgressReason }, following(40))).toEqual({});
      expect(checkReport({ ...EMPTY_REPORT, noProgressReason }, following(null))).toEqual({});
    },
  );
});

describe("a report may leave the unit, further,", () => {
  test.each<[string, Partial<ReportBlocks>, ReportContext]>([
    ["at 100 % with a file as evidence", { percent: 100 }, following(40, { evidence: 1 })],
    [
      "with an indicator past its target",
      { readings: [{ indicatorId: 1, value: 90 }] },
      following(40, { lastReadings: new Map([[1, 50]]) }),
    ],
    [
      "with a reading that fell, and the reason",
      { readings: [{ indicatorId: 1, value: 49 }], percentReason: "核减重复统计" },
      following(40, { lastReadings: new Map([[1, 50]]) }),
    ],
    [
      "as 本期无新进展 with a reading that fell, and the reason",
      {
        noProgressReason: "WAITING",
        readings: [{ indicatorId: 1, value: 49 }],
        percentReason: "核减重复统计",
      },
      following(40, { lastReadings: new Map([[1, 50]]) }),
    ],
    [
      "as 本期无新进展 whatever percent was typed before the button was pressed",
      { noProgressReason: "WAITING", percent: 3 },
      following(40),
    ],
    [
      "with an action item finished today",
      { actions: [{ actionItemId: 1, doneOn: "2024-09-20" }] },
      following(40),
    ],
    [
      "as a correction with its reason",
      { correctionReason: "漏报" },
      following(40, { correcting: true }),
    ],
    [
      "as 本期无新进展 because it is blocked, with the problem",
      { noProgressReason: "BLOCKED", problemText: "用地未批", problemLevel: "CITY" },
      following(40),
    ],
  ])("%s", (_, changes, context) => {
    expect(checkReport({ ...REPORT, ...changes }, context)).toEqual({});
  });

  test.each<[string, Partial<ReportBlocks>, ReportContext, string]>([
    [
      "not with a reading below the last one and no reason",
      { readings: [{ indicatorId: 1, value: 49 }] },
      following(40, { lastReadings: new Map([[1, 50]]) }),
      "percentReason",
    ],
    [
      "not as 本期无新进展 with a reading below the last one and no reason",
      { noProgressReason: "WAITING", readings: [{ indicatorId: 1, value: 49 }] },
      following(40, { lastReadings: new Map([[1, 50]]) }),
      "percentReason",
    ],
    [
      "not with an action item finished tomorrow",
      { actions: [{ actionItemId: 1, doneOn: "2024-09-21" }] },
      following(40),
      "actions",
    ],
    [
      "not as a correction without a reason",
      {},
      following(40, { correcting: true }),
      "correctionReason",
    ],
    [
      "not as 本期无新进展 because it is blocked by nobody knows what",
      { noProgressReason: "BLOCKED" },
      following(40),
      "problemText",
    ],
  ])("%s", (_, changes, context, field) => {
    expect(Object.keys(checkReport({ ...REPORT, ...changes }, context))).toEqual([field]);
  });
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
    const faults = checkReport({ ...REPORT, ...changes }, following(previous));
    expect(Object.keys(faults)).toEqual([field]);
    expect(Object.values(faults)[0]).toMatch(/[。]$/);
  });

  test("as 本期无新进展 with a problem nobody is asked to solve", () => {
    const blocks = {
      ...EMPTY_REPORT,
      noProgressReason: "BLOCKED" as const,
      problemText: "用地未批",
    };
    expect(Object.keys(checkReport(blocks, following(40)))).toEqual(["problemText"]);
  });

  test("with every fault at once, not one after the other", () => {
    const faults = checkReport({ ...EMPTY_REPORT, problemText: "用地未批" }, following(40));
    expect(Object.keys(faults).sort()).toEqual(["percent", "problemText", "progressText"]);
  });
});

const EMPTY_PARTS = {
  problemOwner: fc.constant(""),
  nextStepOn: fc.constant(null),
  correctionReason: fc.constant(""),
  readings: fc.constant<never[]>([]),
  actions: fc.constant<never[]>([]),
  outcomes: fc.constant<never[]>([]),
};

describe("the percent a report carries", () => {
  test("is what was filled in; 本期无新进展 repeats the latest approved one", () => {
    expect(reportedPercent(REPORT, 70)).toBe(40);
    expect(reportedPercent({ ...REPORT, noProgressReason: "WAITING" }, 70)).toBe(70);
    expect(reportedPercent({ ...EMPTY_REPORT, noProgressReason: "WAITING" }, null)).toBe(0);
  });

  test("never falls without a reason", () => {
    const blocks: fc.Arbitrary<ReportBlocks> = fc.record({
      ...EMPTY_PARTS,
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
        fc.pre(Object.keys(checkReport(report, following(before))).length === 0);
        const percent = reportedPercent(report, before);
        if (before !== null && percent < before) expect(report.percentReason).not.toBe("");
        if (percent === 100 && before !== 100) expect(report.percentReason).not.toBe("");
      }),
      { numRuns: 1_000 },
    );
  });
});

test("a unit writes at any time but while a version awaits review", () => {
  expect([mayWrite("NONE"), mayWrite("RETURNED"), mayWrite("APPROVED")]).toEqual([
    true,
    true,
    true,
  ]);
  expect(mayWrite("PENDING")).toBe(false);
});

describe("填报状态", () => {
  test.each([
    ["NONE", "NONE", "2024-09-25", "DUE"],
    ["NONE", "WRITTEN", "2024-09-25", "DRAFT"],
    ["NONE", "NONE", "2024-09-26", "OVERDUE"],
    ["NONE", "WRITTEN", "2024-09-26", "OVERDUE"],
    ["NONE", "SIGN_OFF", "2024-09-26", "SIGN_OFF"],
    ["PENDING", "SIGN_OFF", "2024-09-26", "PENDING"],
    ["PENDING", "WRITTEN", "2024-09-26", "PENDING"],
    ["RETURNED", "WRITTEN", "2024-09-26", "RETURNED"],
    ["RETURNED", "SIGN_OFF", "2024-09-26", "SIGN_OFF"],
    ["APPROVED", "NONE", "2024-09-26", "APPROVED"],
  ] as const)("with version %s, draft %s, on %s is %s", (version, draft, today, state) => {
    expect(reportState(version, draft, "2024-09-25", today)).toBe(state);
  });
});
