import { describe, expect, test } from "vitest";
import { changesBetween } from "@/lib/progress/changes";
import type { SubmittedReport } from "@/lib/progress/queries";
import { EMPTY_REPORT } from "@/lib/progress/rules";

const REPORT: SubmittedReport = {
  ...EMPTY_REPORT,
  id: 1,
  version: 1,
  month: "2024-09-01",
  submittedAt: "2024-09-06T02:00:00Z",
  authorPost: "填报员",
  signedOffPost: null,
  percent: 40,
  progressText: "召开会议2次。",
  readings: [],
  actions: [],
  outcomes: [],
  evidence: [],
};
const changed = (before: Partial<SubmittedReport>, now: Partial<SubmittedReport>) =>
  changesBetween({ ...REPORT, ...before }, { ...REPORT, ...now });
const file = (id: number, name: string, version = 1) => ({
  id,
  name,
  version,
  kind: "PDF",
  size: 1,
});
const reading = (value: number) => [
  { indicatorId: 7, value, name: "教师", target: 20, measure: "名" },
];
const tick = (doneOn: string) => [{ actionItemId: 3, doneOn, position: 2, text: "互派教师" }];

describe("what a version changed", () => {
  test("is nothing when both say the same", () => {
    expect(changed({}, { id: 2, version: 2 })).toEqual([]);
  });

  test("is told for the three texts and the reasons word by word", () => {
    for (const block of [
      "progressText",
      "problemText",
      "nextStepText",
      "percentReason",
      "correctionReason",
    ] as const) {
      const [change, ...rest] = changed({ [block]: "召开会议2次" }, { [block]: "召开会议3次" });
      expect(rest).toEqual([]);
      expect(change?.block).toBe(block);
      expect(change?.parts.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(["SAME", "REMOVED", "ADDED"]),
      );
    }
  });

  test.each<[string, Partial<SubmittedReport>, Partial<SubmittedReport>, string, unknown[]]>([
    ["percent", { percent: 40 }, { percent: 45 }, "percent", [["", "40%", "45%"]]],
    [
      "a reading",
      { readings: reading(12) },
      { readings: reading(9) },
      "readings",
      [["教师", "12 名", "9 名"]],
    ],
    ["a reading removed", { readings: reading(12) }, {}, "readings", [["教师", "12 名", null]]],
    [
      "a tick with its day",
      {},
      { actions: tick("2024-09-05") },
      "actions",
      [["举措 2：互派教师", null, "9月5日完成"]],
    ],
    [
      "a tick moved to another day",
      { actions: tick("2024-09-05") },
      { actions: tick("2024-09-03") },
      "actions",
      [["举措 2：互派教师", "9月5日完成", "9月3日完成"]],
    ],
    [
      "a tick taken back",
      { actions: tick("2024-09-05") },
      {},
      "actions",
      [["举措 2：互派教师", "9月5日完成", null]],
    ],
    [
      "the level and the owner of the problem",
      { problemLevel: "CITY", problemOwner: "市发改委" },
      { problemLevel: "PROVINCE" },
      "problemText",
      [
        ["需要哪一级协调", "市级协调", "省级"],
        ["由谁解决", "市发改委", null],
      ],
    ],
    [
      "the outcome of a problem",
      {},
      { outcomes: [{ problemId: 5, outcome: "已批复", text: "用地批复未到" }] },
      "outcomes",
      [["用地批复未到", null, "已批复"]],
    ],
    [
      "the day of the next step",
      { nextStepOn: "2024-10-01" },
      { nextStepOn: "2024-10-20" },
      "nextStepText",
      [["计划完成日期", "2024-10-01", "2024-10-20"]],
    ],
    [
      "files added and removed",
      { evidence: [file(1, "名单.pdf"), file(2, "照片.jpg")] },
      { evidence: [file(1, "名单.pdf"), file(3, "照片.jpg", 2)] },
      "evidence",
      [
        ["照片.jpg（第 2 版）", null, "有"],
        ["照片.jpg", "有", null],
      ],
    ],
    [
      "本期无新进展",
      {},
      { noProgressReason: "WAITING" },
      "progressText",
      [["本期无新进展", null, "等待对方"]],
    ],
  ])("is told for %s", (_, before, now, block, values) => {
    const changes = changed(before, now);
    expect(changes.map((change) => change.block)).toEqual([block]);
    expect(changes[0]?.values.map(({ name, before: old, now: new_ }) => [name, old, new_])).toEqual(
      values,
    );
  });

  test("is not what another month ticked or gave as evidence and this one leaves out", () => {
    const july = {
      month: "2024-07-01",
      actions: tick("2024-07-05"),
      evidence: [file(1, "名单.pdf")],
    };
    expect(changed(july, {})).toEqual([]);
    expect(changed(july, { month: "2024-07-01" }).map(({ block }) => block)).toEqual([
      "actions",
      "evidence",
    ]);
  });
});
