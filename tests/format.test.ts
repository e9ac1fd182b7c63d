import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  chineseNumeral,
  dayTime,
  dueDay,
  fillIn,
  gapText,
  month,
  monthDay,
  monthDayTime,
  percent,
  quoted,
  shanghaiClock,
  yearMonth,
} from "@/lib/format";

test.each([
  [0, "0%"],
  [63.4, "63%"],
  [63.5, "64%"],
  [99.6, "100%"],
  [100, "100%"],
])("%d is shown as %s", (value, text) => {
  expect(percent(value)).toBe(text);
});

test("marks inside a quotation become single ones", () => {
  expect(quoted("深化两市“跨域通办”")).toBe("“深化两市‘跨域通办’”");
  expect(quoted("办理")).toBe("“办理”");
});

test("a name in braces becomes what it stands for, and is quoted anew within quotation marks", () => {
  const facts = { 要点: "深化两市“跨域通办”", 月份: "9月" };
  expect(fillIn("报送“{要点}”{月份}进展", facts)).toBe("报送“深化两市‘跨域通办’”9月进展");
  expect(fillIn("报送{要点}", facts)).toBe("报送深化两市“跨域通办”");
  expect(fillIn("“{月份}内”{截止}、{toString}", facts)).toBe("“9月内”{截止}、{toString}");
});

test("dates are shown without leading zeros", () => {
  expect(monthDay("2024-09-06")).toBe("9月6日");
  expect(monthDay("2024-12-31")).toBe("12月31日");
  expect(month("2024-09-01")).toBe("9月");
  expect(yearMonth("2024-09-01")).toBe("2024年9月");
});

test("a due date of another year than the one it is read in says so", () => {
  expect(dueDay("2024-12-31", "2024-09-20")).toBe("12月31日");
  expect(dueDay("2025-03-31", "2024-09-20")).toBe("2025年3月31日");
  expect(dueDay("2024-12-31", "2025-01-02")).toBe("2024年12月31日");
});

test("instants are shown in Shanghai time", () => {
  const instant = new Date("2024-09-05T16:20:08Z");
  expect(monthDayTime(instant)).toBe("9月6日 00:20");
  expect(dayTime(instant)).toBe("2024-09-06 00:20");
  expect(shanghaiClock(instant)).toBe("00:20:08");
});

test.each([
  [1, "一"],
  [9, "九"],
  [10, "十"],
  [11, "十一"],
  [20, "二十"],
  [31, "三十一"],
  [99, "九十九"],
])("%d is written %s", (value, text) => {
  expect(chineseNumeral(value)).toBe(text);
});

describe("the gap to schedule", () => {
  test.each([
    [58, 54, "领先序时 4 个百分点"],
    [50, 54, "落后序时 4 个百分点"],
    [54.4, 53.6, "与序时持平"],
  ])("of %d to %d is %s", (actual, expected, text) => {
    expect(gapText(actual, expected)).toBe(text);
  });

  test("is the difference of the two figures as shown", () => {
    const figure = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(figure, figure, (actual, expected) => {
        const shown = Number.parseInt(percent(actual), 10) - Number.parseInt(percent(expected), 10);
        const [, sign, points] = /^(领先|落后)序时 (\d+)/.exec(gapText(actual, expected)) ?? [];
        expect(sign === "落后" ? -Number(points) : Number(points ?? 0)).toBe(shown);
      }),
    );
  });
});
