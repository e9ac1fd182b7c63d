import { expect, test } from "vitest";
import { deadlinesIn, isDeadline } from "@/lib/documents/deadlines";

const read = (text: string) =>
  deadlinesIn(text, 2025).map(({ text: words, date, kind }) => [words, date, kind]);

test.each([
  ["2025年12月底前建成。", "2025年12月底前", "2025-12-31"],
  ["12月底前完成。", "12月底前", "2025-12-31"],
  ["年底前实现全覆盖。", "年底前", "2025-12-31"],
  ["争取年内开工。", "年内", "2025-12-31"],
  ["上半年完成选址。", "上半年", "2025-06-30"],
  ["三季度末投用。", "三季度末", "2025-09-30"],
  ["6月30日前报送方案。", "6月30日前", "2025-06-30"],
  ["2025年6月前出台办法。", "2025年6月前", "2025-06-30"],
  ["二〇二五年九月底前完成。", "二〇二五年九月底前", "2025-09-30"],
  ["2月底前完成。", "2月底前", "2025-02-28"],
  ["2025年10月底前举办1次推介会。", "2025年10月底前", "2025-10-31"],
  ["完成时限：2025年10月", "完成时限：2025年10月", "2025-10-31"],
  ["今年年底前完成。", "今年年底前", "2025-12-31"],
  ["2026年底前完成。", "2026年底前", "2026-12-31"],
])("%s is due", (text, words, date) => {
  expect(read(text)).toEqual([[words, date, "DATE"]]);
});

test("work that goes on has no date, a later year is a target", () => {
  expect(read("完成时限：长期坚持")).toEqual([["完成时限：长期坚持", null, "ONGOING"]]);
  expect(read("加强宣传，长期坚持。")).toEqual([["长期坚持", null, "ONGOING"]]);
  expect(read("到2027年，规模翻番。")).toEqual([["到2027年", "2027-12-31", "TARGET"]]);
});

test.each([
  "2027年达到50家。",
  "自2025年7月1日起施行。",
  "（2024—2027年）",
  "2025年度联席会议。",
  "截至2023年底共有3家。",
  "7月1日举办活动。",
  "10月举办推介会。",
  "持续推进建设。",
  "第三季度报告",
  "2025年工作要点",
  "6月份以来",
])("%s sets no deadline", (text) => {
  expect(read(text)).toEqual([]);
});

test("an impossible day is kept as written without a date", () => {
  expect(read("6月31日前完成。")).toEqual([["6月31日前", null, "DATE"]]);
});

test.each([
  "2025年6月底前完成",
  "年底前",
  "上半年",
  "2025 年 12 月",
  "力争6月底前启动",
  "持续推进",
  "长期",
])("%s says when and nothing else", (words) => expect(isDeadline(words)).toBe(true));

test.each([
  "市教育局",
  "长期护理中心",
  "市日报社",
  "前",
  "完成",
  "2025年工作专班",
  "第5",
  "12",
  "持续改进办公室",
])("%s is more than a deadline", (words) => expect(isDeadline(words)).toBe(false));
