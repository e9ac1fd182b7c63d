import fc from "fast-check";
import { expect, test } from "vitest";
import { chineseNumber } from "@/lib/documents/numerals";
import { sentencesOf } from "@/lib/documents/sentences";

test("a sentence ends at 。, not at ；", () => {
  expect(sentencesOf("甲；乙。丙，丁。")).toEqual(["甲；乙。", "丙，丁。"]);
});

test("a 。 inside quotes or brackets ends nothing", () => {
  expect(sentencesOf("坚持“甲。乙。”，推进丙（见丁。）工作。戊")).toEqual([
    "坚持“甲。乙。”，推进丙（见丁。）工作。",
    "戊",
  ]);
});

test("a quote that never closes swallows nothing", () => {
  expect(sentencesOf("甲“乙。丙。")).toEqual(["甲“乙。", "丙。"]);
});

test("the line break between paragraphs stays with the sentence before it", () => {
  expect(sentencesOf("甲。\n乙。")).toEqual(["甲。\n", "乙。"]);
  expect(sentencesOf("")).toEqual([]);
});

test("joined, sentences are the text again", () => {
  const characters = fc.constantFrom("。", "“", "”", "（", "）", "；", "\n", "甲", "《", "》");
  fc.assert(
    fc.property(fc.string({ unit: characters }), (text) => {
      expect(sentencesOf(text).join("")).toBe(text);
      expect(sentencesOf(text)).not.toContain("");
    }),
  );
});

test("Chinese numerals count from 1 to 99", () => {
  const numerals = ["一", "两", "九", "十", "十一", "二十", "二十三", "九十九"];
  expect(numerals.map(chineseNumber)).toEqual([1, 2, 9, 10, 11, 20, 23, 99]);
  expect(["", "零", "百", "二三", "一十一", "十十", "甲"].map(chineseNumber)).toEqual(
    Array.from({ length: 7 }, () => null),
  );
});
