import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { similarity, wordDiff } from "@/lib/progress/text-diff";

describe("differences between two texts", () => {
  test("are told word by word", () => {
    expect(wordDiff("已签约20名教师到岗", "已签约35名教师到岗")).toEqual([
      { kind: "SAME", text: "已签约" },
      { kind: "REMOVED", text: "20" },
      { kind: "ADDED", text: "35" },
      { kind: "SAME", text: "名教师到岗" },
    ]);
  });

  test("lose nothing: what stayed and what came is the new text, what stayed and what went the old", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (a, b) => {
        const parts = wordDiff(a, b);
        const without = (kind: string) =>
          parts
            .filter((part) => part.kind !== kind)
            .map((part) => part.text)
            .join("");
        expect(without("REMOVED")).toBe(b);
        // The new text's spaces stand where only spaces differ.
        expect(without("ADDED").replaceAll(/\s/g, "")).toBe(a.replaceAll(/\s/g, ""));
      }),
    );
  });

  test("of very long texts are the two texts, one after the other", () => {
    const [before, after] = ["甲乙".repeat(50_000), "丙丁".repeat(50_000)];
    expect(wordDiff(before, after)).toEqual([
      { kind: "REMOVED", text: before },
      { kind: "ADDED", text: after },
    ]);
  });
});

describe("the share that is the same", () => {
  test.each([
    ["召开对接会2次", "召开对接会2次", 100],
    ["召开对接会2次", "召开 对接会2次\n", 100],
    ["召开对接会2次", "", 0],
    ["", "", 0],
    ["甲乙丙", "丁戊己", 0],
  ])("of %j and %j is %i", (a, b, share) => expect(similarity(a, b)).toBe(share));

  test("is 100 only for equal texts", () => {
    const text = "召开对接会".repeat(100);
    expect(similarity(text, `${text}。`)).toBe(99);
  });
});
