import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinLayoutBreaks } from "@/lib/documents/layout";
import { pointsOf, readNotice } from "@/lib/documents/notice";
import { text } from "./published";

const paragraphs = joinLayoutBreaks(text).map((paragraph) => paragraph.text);
const published = paragraphs.join("\n\n");
const withoutLines = ({ ...reading }: ReturnType<typeof readNotice>) =>
  JSON.stringify(reading, (key, value) => (key === "line" ? undefined : value));

/** Places inside points where a page may break: after the marker, not beside a blank. */
const places = paragraphs.flatMap((paragraph, index) => {
  const offset = paragraphs.slice(0, index).reduce((sum, each) => sum + each.length + 2, 0);
  if (!/^\d+\. /.test(paragraph)) return [];
  return [...paragraph].flatMap((_, at) =>
    at > 4 && !/\s/.test(paragraph.slice(at - 1, at + 1)) ? [offset + at] : [],
  );
});

describe("layout breaks", () => {
  test("the published notice has one paragraph for each heading, point and line of its head", () => {
    expect(paragraphs).toHaveLength(10 + 9 + 31);
    expect(joinLayoutBreaks(text).find((each) => each.text.startsWith("9. "))?.line).toBe(47);
  });

  test("joining adds and drops no character but the line breaks", () => {
    expect(paragraphs.join("")).toBe(text.replace(/\n/g, ""));
  });

  test.each([5, 9, 14, 17, 20, 26])("point %i, broken by the page, is one paragraph", (number) => {
    const point = paragraphs.filter((each) => each.startsWith(`${number}. `));
    expect(point).toHaveLength(1);
    expect(point[0]).toMatch(/[）)]$/);
  });

  test("a break at any single place of any point is joined again", () => {
    for (const at of places) {
      const broken = `${published.slice(0, at)}\n\n${published.slice(at)}`;
      const read = joinLayoutBreaks(broken);
      if (read.length !== paragraphs.length) expect.fail(broken.slice(at - 20, at + 20));
    }
  }, 30_000);

  test("many breaks of any kind, page numbers among them, leave the reading as it is", () => {
    const expected = withoutLines(readNotice(published));
    const breaks = fc.constantFrom("\n", "\n\n", "\r\n", "\f", "\n— 3 —\n", "\n- 12 -\n\n");
    const cuts = fc.uniqueArray(fc.tuple(fc.nat(places.length - 1), breaks), {
      maxLength: 25,
      selector: ([index]) => index,
    });
    fc.assert(
      fc.property(cuts, (chosen) => {
        const sorted = [...chosen].sort(([a], [b]) => b - a);
        const broken = sorted.reduce((whole, [index, cut]) => {
          const at = places[index] ?? 0;
          return whole.slice(0, at) + cut + whole.slice(at);
        }, published);
        expect(withoutLines(readNotice(broken))).toBe(expected);
      }),
      { numRuns: 60 },
    );
  }, 30_000);

  test("a line that begins with a 、 or a closing bracket belongs to the line before", () => {
    expect(joinLayoutBreaks("二\n、鼓励企业").map((each) => each.text)).toEqual(["二、鼓励企业"]);
  });

  test("a decimal figure at the start of a line is no point", () => {
    const wrapped =
      "一、章\n1. 题。增长到\n2.5万吨。（责任单位：两市财政局）\n2. 题。文。（责任单位：两市财政局）";
    const [first] = pointsOf(readNotice(wrapped));
    expect(first?.body).toBe("增长到2.5万吨。");
  });

  test("titles that stand on a line of their own keep their text on the next", () => {
    const read = readNotice(
      "一、章\n1. 题目\n正文一。\n正文二。\n（责任单位：某市财政局）\n2. 又题\n正文。",
    );
    const [first, second] = pointsOf(read);
    expect(first).toMatchObject({ title: "题目", titleEnd: "\n", body: "正文一。\n正文二。\n" });
    expect(first?.units.map((unit) => unit.name)).toEqual(["某市财政局"]);
    expect(second).toMatchObject({ title: "又题", body: "正文。", clause: "" });
  });
});
