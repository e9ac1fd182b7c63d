import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pointsOf, readNotice } from "@/lib/documents/notice";
import { HEAD, isWhole } from "./read";

const pieces = fc.constantFrom(
  ..."一、|二、|十一、|第一章 |第二部分|（一）|(二)|1.|2．|3、|（1）|①|3.2018年|1.5万吨|——|附件：|抄送：".split(
    "|",
  ),
  ..."责任单位：|牵头单位：|配合单位 |完成时限：|甲局|市教育局|两市财政局|各区、县（市）政府|等|和|、|，|；|。|牵头|负责".split(
    "|",
  ),
  ..."（|）|(|)|〔|〕|[|]|【|】|<|>|《|》|“|”|{|}".split("|"),
  ..."列第一位者为牵头单位，下同|以下均需乙局落实，不再列出|本办法自印发之日起施行|来源：|打印|2025年1月2日|12月底前".split(
    "|",
  ),
  "\n",
  "\n\n",
  "　　",
  "\t",
  "\u00a0",
  "\u200b",
  "𠮷",
  "👨‍👩‍👧",
  "现将《甲市2025年要点》印发",
  "甲市人民政府办公室",
);
const anyText = fc
  .array(
    fc.oneof(
      { weight: 9, arbitrary: pieces },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 4 }) },
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(""));

describe("any mixture of markers, clauses and brackets", () => {
  test("is read without an error and given back whole", () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, headed) => {
        const source = (headed ? HEAD : "") + text;
        readNotice(source);
        // Page numbers and broken surrogates aside, which are no text.
        fc.pre(!/[—–－-]\s*\d|第\s*\d+\s*页|[\r\f\u2028\u2029]/.test(source));
        expect(isWhole(source)).toBe(true);
      }),
      { numRuns: 600 },
    );
  }, 30_000);

  test("has each unit of a point once, with a name", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { units } of pointsOf(readNotice(HEAD + text))) {
          const names = units.map((unit) => unit.name);
          expect(new Set(names).size).toBe(names.length);
          expect(names.every((name) => name.trim() !== "")).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  }, 30_000);

  test("unusual characters are kept", () => {
    const [point] = pointsOf(
      readNotice(`${HEAD}一、章\n1. 建设𠮷祥👨‍👩‍👧园。文𠮷。（责任单位：市𠮷局）`),
    );
    expect(point).toMatchObject({ title: "建设𠮷祥👨‍👩‍👧园", body: "文𠮷。", clause: "市𠮷局" });
  });
});

test.each([
  "（",
  "）",
  "〔责任单位：",
  "（责任单位：甲局）",
  "责任单位：甲局\n",
  "2025年",
  "由甲局牵头，",
  "一、",
  "（一）",
  "以下均需",
  "各、",
])(
  "time grows with the length: %j",
  (piece) => {
    const time = (length: number) => {
      const begun = performance.now();
      readNotice(`一、章\n1. 题。${piece.repeat(Math.ceil(length / piece.length))}`);
      return performance.now() - begun;
    };
    time(5_000);
    // Ten times the text in far less than a hundred times the time; the constant is for a busy machine.
    expect(time(100_000)).toBeLessThan(time(10_000) * 40 + 2_000);
  },
  30_000,
);
