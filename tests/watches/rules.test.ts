import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween, toDbDate } from "@/lib/dates";
import { isDueSoon, lastMonday, mondayOf, newsOf, type WatchedFacts } from "@/lib/watches/rules";

const facts = (part: Partial<WatchedFacts>): WatchedFacts => ({
  today: "2024-12-20",
  now: { light: "ON_TRACK", percent: 40 },
  before: { light: "ON_TRACK", percent: 40 },
  turned: [],
  problems: [],
  directives: [],
  due: [],
  ...part,
});

describe("what is told of a followed thing", () => {
  test("is nothing when nothing has happened and nothing falls due", () => {
    expect(newsOf(facts({}))).toEqual([]);
    // As shown: both round to 40 %.
    expect(newsOf(facts({ now: { light: "ON_TRACK", percent: 40.4 } }))).toEqual([]);
  });

  test("is its light, percent, points that turned, new problems and directives, and due dates", () => {
    const told = newsOf(
      facts({
        now: { light: "LAGGING", percent: 45.6 },
        turned: [
          { number: 3, from: "ON_TRACK", to: "SEVERE" },
          { number: 17, city: "临沂", from: "LAGGING", to: "SEVERE" },
        ],
        problems: [
          { number: 3, text: "用地批复仍在办理", closedOn: null },
          { number: 4, text: "师资不足", closedOn: "2024-09-12" },
        ],
        directives: [{ text: "请说明原因" }],
        due: [
          { name: "批示答复", dueOn: "2024-12-23" },
          { name: "第 3 项", dueOn: "2025-01-02" },
        ],
      }),
    );
    expect(told).toEqual([
      "正常推进 → 滞后预警",
      "进度 40% → 46%",
      "第 3 项正常推进 → 严重滞后",
      "第 17 项临沂侧滞后预警 → 严重滞后",
      "第 3 项新问题：用地批复仍在办理",
      "第 4 项新问题：师资不足（已于9月12日解决）",
      "新批示：请说明原因",
      "批示答复 12月23日到期",
      "第 3 项 2025年1月2日到期",
    ]);
  });

  test("has nothing to compare with for what was not there before", () => {
    expect(newsOf(facts({ before: null, now: { light: "SEVERE", percent: 0 } }))).toEqual([]);
  });

  test("is cut to one line", () => {
    const [line] = newsOf(facts({ directives: [{ text: `一\n${"二".repeat(80)}` }] }));
    expect(line).toBe(`新批示：一 ${"二".repeat(28)}…`);
  });
});

test("a due date is told from two weeks before it to the day itself", () => {
  expect(isDueSoon("2024-10-04", "2024-09-20")).toBe(true);
  expect(isDueSoon("2024-10-05", "2024-09-20")).toBe(false);
  expect(isDueSoon("2024-09-20", "2024-09-20")).toBe(true);
  expect(isDueSoon("2024-09-19", "2024-09-20")).toBe(false);
});

test("a week begins on Monday; the last one lies one to seven days back", () => {
  expect(mondayOf("2024-09-22")).toBe("2024-09-16");
  expect(lastMonday("2024-09-20")).toBe("2024-09-16");
  expect(lastMonday("2024-09-16")).toBe("2024-09-09");
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3000 }), (days) => {
      const day = addDays("2024-01-01", days);
      for (const monday of [mondayOf(day), lastMonday(day)]) {
        expect(toDbDate(monday).getUTCDay()).toBe(1);
      }
      expect(daysBetween(mondayOf(day), day)).toBeLessThanOrEqual(6);
      expect(mondayOf(day) <= day).toBe(true);
      expect(daysBetween(lastMonday(day), day)).toBeGreaterThanOrEqual(1);
      expect(daysBetween(lastMonday(day), day)).toBeLessThanOrEqual(7);
    }),
  );
});
