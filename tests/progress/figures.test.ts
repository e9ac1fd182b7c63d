import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { callsForReason } from "@/components/updates/report-figures";
import { checkReport, EMPTY_REPORT, type ReportBlocks, reasonNeeded } from "@/lib/progress/rules";

const REPORT: ReportBlocks = { ...EMPTY_REPORT, percent: 40, progressText: "完成对接2次。" };
const following = (previous: number | null, more: { lastReadings: Map<number, number> }) => ({
  previous,
  correcting: false,
  evidence: 0,
  today: "2024-09-20",
  ...more,
});

describe("进度说明", () => {
  const reading = fc.record({
    indicatorId: fc.integer({ min: 1, max: 4 }),
    value: fc.integer({ min: 0, max: 60 }),
  });

  test("is asked for when a reading fell, whatever else the report says, and never by a reading that rose", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(reading, { selector: ({ indicatorId }) => indicatorId }),
        fc.uniqueArray(reading, { selector: ({ indicatorId }) => indicatorId }),
        fc.constantFrom(null, "NOT_DUE", "WAITING", "BLOCKED"),
        (last, readings, noProgressReason) => {
          const lastReadings = new Map(last.map((each) => [each.indicatorId, each.value]));
          const report = { ...REPORT, readings, noProgressReason } as ReportBlocks;
          const faults = checkReport(report, following(40, { lastReadings }));
          const fell = readings.some(
            (each) => each.value < (lastReadings.get(each.indicatorId) ?? 0),
          );
          expect("percentReason" in faults).toBe(fell);
          const explained = { ...report, percentReason: "核减重复统计" };
          expect(checkReport(explained, following(40, { lastReadings }))).not.toHaveProperty(
            "percentReason",
          );
        },
      ),
    );
  });
});

describe("the form opens 进度说明", () => {
  const indicators = [
    { id: 7, name: "签约学校", target: 23, measure: "所", dueOn: null, last: 12 },
    { id: 8, name: "教师", target: 20, measure: "名", dueOn: null, last: null },
  ];
  const opens = (fields: Record<string, string>) =>
    callsForReason(reasonNeeded, fields, { previousPercent: 40, indicators });

  test.each<[string, Record<string, string>, boolean]>([
    ["not while nothing is filled in", {}, false],
    ["at a percent below the last one", { percent: "39" }, true],
    ["not at the last percent", { percent: "40" }, false],
    ["at 100 %, whose files the form does not know", { percent: "100" }, true],
    ["at a reading below the last one", { percent: "50", "readings.7": "11" }, true],
    ["at a reading below it in the digits of an input method", { "readings.7": "１１" }, true],
    ["not at the last reading", { percent: "50", "readings.7": "12" }, false],
    ["not at a reading with none before it", { percent: "50", "readings.8": "0" }, false],
    ["not at what is no number: that is refused by itself", { "readings.7": "十" }, false],
    ["not when a reading is cleared", { percent: "50", "readings.7": " " }, false],
  ])("%s", (_, fields, expected) => {
    expect(opens(fields)).toBe(expected);
  });
});
