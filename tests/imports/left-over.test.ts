import fc from "fast-check";
import { expect, test } from "vitest";
import { isIsoDate } from "@/lib/dates";
import { likeSentence, suggestedDay, unitsFor } from "@/lib/imports/left-over";

test("the day proposed for a carried item lies in the new plan's time, and is its own where that does", () => {
  const plan = { year: 2025, issuedOn: "2025-03-01" };
  const day = fc
    .date({ min: new Date("2023-01-01"), max: new Date("2026-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(
      day,
      day.filter((each) => each >= plan.issuedOn),
      (own, until) => {
        const given = suggestedDay(own, plan, until) ?? "";
        expect(isIsoDate(given)).toBe(true);
        expect(given >= plan.issuedOn && given <= until).toBe(true);
        if (own >= plan.issuedOn && own <= until) expect(given).toBe(own);
      },
    ),
  );
  expect(suggestedDay("2024-02-29", { year: 2025, issuedOn: "2025-01-01" }, "2025-12-31")).toBe(
    "2025-02-28",
  );
  expect(suggestedDay("2024-11-30", plan, "2025-10-31")).toBe("2025-10-31");
  expect(suggestedDay(null, plan, "2025-12-31")).toBeNull();
});

test("for whom a carried item is: those named, else the cities whose side is left", () => {
  const answering = [
    { id: 1, cityId: 10 },
    { id: 2, cityId: 10 },
    { id: 3, cityId: 20 },
  ];
  const named = [{ id: 1, name: "甲", cityId: 10 }];
  const left = (id: number) => [{ id, name: "市" }];
  expect(unitsFor({ named: [], cities: null }, answering)).toEqual([]);
  expect(unitsFor({ named, cities: null }, answering)).toEqual([1]);
  expect(unitsFor({ named: [], cities: left(20) }, answering)).toEqual([3]);
  expect(unitsFor({ named, cities: left(10) }, answering)).toEqual([1]);
  // Whoever was named has left the point: the others of that city.
  expect(unitsFor({ named: [{ id: 9, name: "乙", cityId: 10 }], cities: null }, answering)).toEqual(
    [1, 2],
  );
  expect(unitsFor({ named: [], cities: left(30) }, answering)).toEqual([]);
});

test.each([
  ["2026年10月底前建成标准厂房。", "2027年10月底前建成标准厂房。"],
  ["2026年10月底前建成标准厂房。", "年底前建成标准厂房。"],
  ["举办招聘会8场。", "举办招聘会10场；"],
  ["举办两场招聘会", "举办3场招聘会"],
  ["（2025年结转）新建厂房10万平方米。", "新建厂房12.5万平方米。"],
  ["（2025年结转，原定2025-06-30）新建厂房10万平方米。", "新建厂房12万平方米。"],
])("%s resembles %s, which is said and not ticked", (text, sentence) => {
  expect(likeSentence(text, ["开展互访。", sentence])).toBe(sentence);
});

test("the very same sentence comes before one that differs in figures; other words are no likeness", () => {
  const eight = "举办招聘会8场。";
  expect(likeSentence(eight, ["举办招聘会10场。", eight])).toBe(eight);
  expect(likeSentence("举办招聘会8场。", ["举办推介会8场。", "招聘"])).toBeNull();
  expect(likeSentence("2026年底前完成。", ["2026年底前完成建设。"])).toBeNull();
});
