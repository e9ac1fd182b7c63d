import fc from "fast-check";
import { expect, test } from "vitest";
import { fold } from "@/lib/format";
import { marked, pointNumberOf, snippet, wordsOf } from "@/lib/search/rules";
import { searchInput } from "@/lib/search/schema";

const said = (pieces: { text: string }[]) => pieces.map(({ text }) => text).join("");
const hits = (pieces: { text: string; hit: boolean }[]) =>
  pieces.filter(({ hit }) => hit).map(({ text }) => text);

test("full-width letters and digits, and capitals, are looked for as plain ones", () => {
  expect(wordsOf("ＡＢＣ　１２次 abc")).toEqual(["abc", "12次"]);
});

test("every word is marked where it stands, whatever its width there", () => {
  expect(hits(marked("签约ＡＢＣ项目１２个，㎡不变", ["abc", "12", "m2"]))).toEqual([
    "ＡＢＣ",
    "１２",
    "㎡",
  ]);
  expect(hits(marked("教育教育局", ["教育", "育局"]))).toEqual(["教育教育局"]);
});

// A loaded machine takes its time to load the tables of Unicode.
test("marking loses and adds nothing", { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      fc.array(fc.string({ minLength: 1 })),
      (text, words) => {
        expect(said(marked(text, words.map(fold).filter(Boolean)))).toBe(text);
      },
    ),
  );
});

test("a word of a text is marked in it, and shown in its snippet", () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom(..."济南临沂教育局对接ＡbC12%_\\'（，"),
        minLength: 1,
        maxLength: 300,
      }),
      fc.nat(),
      fc.integer({ min: 1, max: 6 }),
      (text, from, length) => {
        const word = fold(text.slice(from % text.length, (from % text.length) + length));
        expect(hits(marked(text, [word])).length).toBeGreaterThan(0);
        expect(fold(hits(snippet(text, [word])).join(""))).toContain(word);
      },
    ),
  );
});

test("a snippet is short, and never cuts a character in two", () => {
  const text = "𠮷".repeat(500);
  const pieces = snippet(`${text}教育${text}`, ["教育"]);
  expect(hits(pieces)).toEqual(["教育"]);
  expect(said(pieces).length).toBeLessThan(100);
  expect(said(pieces)).not.toMatch(
    /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/,
  );
});

test.each([
  ["15", 15],
  ["１５", 15],
  ["第15项", 15],
  ["第十五项", 15],
  ["二十项", 20],
  ["十项", 10],
  ["五十一", null],
  ["十十项", null],
  ["15年", null],
  ["教育", null],
])("%s means point %s", (query, number) => {
  expect(pointNumberOf(query)).toBe(number);
});

test("ten thousand characters are refused with a sentence that says what to do", () => {
  const { error } = searchInput.safeParse({ q: "教".repeat(10_000) });
  expect(error?.issues[0]?.message).toBe("搜索的内容不超过 100 个字，请只写几个关键的词。");
});

test("a kind nobody knows is refused", () => {
  expect(searchInput.safeParse({ q: "教育", kind: "DRAFT" }).success).toBe(false);
});
