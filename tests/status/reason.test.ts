import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { extensionText } from "@/lib/format";
import { LIGHT_NAMES } from "@/lib/glossary";
import { reasonOf, remainingText } from "@/lib/status/reason";
import { DEFAULT_THRESHOLDS, type SideFacts, sideStatus } from "@/lib/status/rules";
import {
  anyFacts,
  anyThresholds,
  EASED,
  EXTENDED,
  FACTS,
  MISSED_ONCE,
  MISSED_TWICE,
  milestone,
} from "./facts";

function reason(changes: Partial<SideFacts>, side = "") {
  const facts = { ...FACTS, ...changes };
  return reasonOf(facts, sideStatus(facts, DEFAULT_THRESHOLDS), DEFAULT_THRESHOLDS, side);
}

describe("the sentence of a light", () => {
  test.each<[string, Partial<SideFacts>]>([
    ["滞后预警：截至 9月6日应达 54%，实报 38%，差 16 个百分点；补到 45% 即转绿", { percent: 38 }],
    ["严重滞后：截至 9月6日应达 54%，实报 29%，差 25 个百分点；补到 45% 即转绿", { percent: 29 }],
    ["正常推进：截至 9月6日应达 54%，实报 58%，领先序时 4 个百分点", { percent: 58 }],
    ["正常推进：截至 9月6日应达 54%，实报 54%，与序时持平", {}],
    ["正常推进：截至 9月6日应达 54%，实报 50%，落后序时 4 个百分点", { percent: 50 }],
    ["已办结：9月2日销号", { closedOn: "2024-09-02" }],
    ["未启动：自 10月1日起推进", { startsOn: "2024-10-01" }],
    ["未启动：经批准暂停，恢复后重新亮灯", { paused: true }],
    ["未启动：经批准取消，不再推进", { paused: true, cancelled: true }],
    [
      "未报送：8月进展应于 8月25日报送，至今未报；截至 9月6日应达 54%，实报 54%；补报 8月进展即转绿",
      { missed: MISSED_ONCE },
    ],
    [
      "未报送：8月进展应于 8月25日报送，至今未报；截至 9月6日应达 54%，实报 54%；按时报送下一期进展即转绿",
      { missed: { ...MISSED_ONCE, locked: true } },
    ],
    [
      "滞后预警：已连续 2 期未报送；截至 9月6日应达 54%，实报 54%；补报 8月进展即转绿",
      { missed: MISSED_TWICE },
    ],
    [
      "严重滞后：办理时限 9月1日已过 5 天，尚未销号；截至 9月6日应达 100%，实报 100%；办结销号后转蓝",
      { dueOn: "2024-09-01", percent: 100 },
    ],
    [
      "滞后预警：距办理时限 9月30日仅剩 24 天；截至 9月6日应达 85%，实报 79%；补到 80% 即转绿",
      { dueOn: "2024-09-30", percent: 79 },
    ],
    [
      "严重滞后：办理时限 2024年12月31日已过 3 天，尚未销号；截至 1月3日应达 100%，实报 100%；办结销号后转蓝",
      { asOf: "2025-01-03", dueOn: "2024-12-31", percent: 100 },
    ],
    [
      "滞后预警：需协调的问题已 20 天未解决；截至 9月6日应达 54%，实报 54%；协调解决问题即转绿",
      { problemSince: "2024-08-17" },
    ],
    [
      "滞后预警：原 9月30日 → 现 10月31日（第1次延期）；截至 9月6日应达 54%，实报 54%；到下一填报期即转绿",
      { extension: EXTENDED },
    ],
    [
      "滞后预警：节点“开工”原 6月30日 → 现 9月30日（第1次改期）；截至 9月6日应达 54%，实报 54%；到下一填报期即转绿",
      { eased: EASED },
    ],
    [
      "滞后预警：应于 10月8日完成的节点“开工”在本期移出；截至 9月6日应达 54%，实报 54%；到下一填报期即转绿",
      { eased: { kind: "REMOVED", title: "开工", dueOn: "2024-10-08" } },
    ],
    [
      "滞后预警：节点在本期调整，序时进度降低；截至 9月6日应达 54%，实报 54%；到下一填报期即转绿",
      { eased: { kind: "REWEIGHTED" } },
    ],
    [
      "严重滞后：截至 9月6日应达 54%，实报 20%，差 34 个百分点；补到 45%、补报 8月进展、协调解决问题即转绿",
      { percent: 20, missed: MISSED_ONCE, problemSince: "2024-05-01" },
    ],
  ])("reads %s", (sentence, changes) => {
    expect(reason(changes)).toBe(sentence);
  });

  test("names a late milestone and its day", () => {
    const milestones = [{ ...milestone("2024-08-31"), title: "园区开工" }, milestone("2024-12-01")];
    expect(reason({ milestones })).toBe(
      "滞后预警：节点“园区开工”应于 8月31日完成，已迟 6 天；截至 9月6日应达 50%，实报 54%；完成节点“园区开工”即转绿",
    );
  });

  test("says whose side it is when it speaks for a whole point", () => {
    expect(reason({ percent: 38 }, "临沂侧")).toMatch(/^滞后预警：临沂侧截至 9月6日应达 54%/);
  });

  test("says from when on a plan that came late is reported on", () => {
    const awaitsFirst = { month: "2024-09-01", dueOn: "2024-09-25" };
    expect(reason({ awaitsFirst, percent: 0 })).toBe(
      "未启动：自 9月起报送，首期 9月25日截止，报送前不亮灯",
    );
    expect(reason({ awaitsFirst, paused: true })).toContain("经批准暂停");
  });

  test("asks for a group's members first where nobody has named them", () => {
    expect(reason({ percent: 38, unresolvedGroups: 1 })).toContain(
      "；明确集合单位成员、补到 45% 即转绿",
    );
  });
});

describe("light and sentence cannot disagree", () => {
  test("every sentence begins with the Chinese name of its light", () => {
    fc.assert(
      fc.property(anyFacts, anyThresholds, (facts, thresholds) => {
        const status = sideStatus(facts, thresholds);
        expect(reasonOf(facts, status, thresholds)).toMatch(
          new RegExp(`^${LIGHT_NAMES[status.light]}：`),
        );
      }),
    );
  });

  test("only red, amber and grey say what turns them green or blue, and they always do", () => {
    fc.assert(
      fc.property(anyFacts, anyThresholds, (facts, thresholds) => {
        const status = sideStatus(facts, thresholds);
        const remedy = /即转绿$|转蓝$/.test(reasonOf(facts, status, thresholds));
        expect(remedy).toBe(["SEVERE", "LAGGING", "UNREPORTED"].includes(status.light));
      }),
    );
  });

  test("the sentence holds the figures the light was decided by", () => {
    fc.assert(
      fc.property(anyFacts, anyThresholds, (facts, thresholds) => {
        const status = sideStatus(facts, thresholds);
        if (status.light === "COMPLETED" || status.light === "NOT_STARTED") return;
        const sentence = reasonOf(facts, status, thresholds);
        const [, expected, actual] = /应达 (\d+)%，实报 (\d+)%/.exec(sentence) ?? [];
        expect([Number(expected), Number(actual)]).toEqual([
          Math.round(status.expected),
          Math.round(facts.percent),
        ]);
      }),
    );
  });
});

test.each([
  ["2024-12-30", "剩 1 天"],
  ["2024-12-31", "今天到期"],
  ["2025-01-03", "已过 3 天"],
])("on %s a point due on 31 December %s", (asOf, text) => {
  expect(remainingText(asOf, "2024-12-31")).toBe(text);
});

test("a re-dated point shows its original date and how often it was extended", () => {
  const again = { ...EXTENDED, count: 2 };
  expect(extensionText(again, "2024-09-20")).toBe("原 9月30日 → 现 10月31日（第2次延期）");
  expect(extensionText(again, "2025-01-02")).toBe(
    "原 2024年9月30日 → 现 2024年10月31日（第2次延期）",
  );
});

test("a sentence names the year of a date that is not of the year it is read in", () => {
  const on = { asOf: "2025-01-10", dueOn: "2025-12-31" };
  expect(reason({ ...on, missed: MISSED_ONCE })).toContain("8月进展应于 2024年8月25日报送");
  expect(reason({ ...on, closedOn: "2024-12-30" })).toBe("已办结：2024年12月30日销号");
  expect(reason({ ...on, extension: EXTENDED })).toContain("原 2024年9月30日 → 现 2024年10月31日");
  const late = { kind: "REMOVED", title: "开工", dueOn: "2024-10-08" } as const;
  expect(reason({ ...on, percent: 100, eased: late })).toContain(
    "应于 2024年10月8日完成的节点“开工”在本期移出",
  );
});
