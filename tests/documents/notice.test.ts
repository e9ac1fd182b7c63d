import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  joinLayoutBreaks,
  pointsOf,
  pointText,
  readNotice,
  rebuildNotice,
} from "@/lib/documents/notice";
import { point, reading, text } from "./published";

const joined = (source: string) =>
  joinLayoutBreaks(source)
    .map((paragraph) => paragraph.text)
    .join("\n");

describe("the notice of 2024", () => {
  test("its head tells title, number, date, year and both cities", () => {
    expect(reading).toMatchObject({
      title: "济南—临沂对口合作2024年工作要点",
      documentNumber: "济政办字〔2024〕13号",
      issuedOn: "2024-04-24",
      year: 2024,
      cities: [
        { name: "济南市", shortName: "济南" },
        { name: "临沂市", shortName: "临沂" },
      ],
      warnings: [],
    });
    expect(reading.foreword.split("\n")).toHaveLength(10);
    expect(reading.foreword).toContain("现制定 2024 年工作要点如下。");
  });

  test("it has nine chapters and 31 points, numbered through", () => {
    expect(reading.chapters.map((chapter) => chapter.points.length)).toEqual([
      4, 4, 3, 5, 3, 3, 2, 3, 4,
    ]);
    expect(reading.chapters.map((chapter) => chapter.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(reading.chapters[8]).toMatchObject({
      marker: "九、",
      title: "突出济临经济协作区建设",
      line: 105,
      foreword: "",
    });
    expect(pointsOf(reading).map((each) => each.number)).toEqual(
      Array.from({ length: 31 }, (_, index) => index + 1),
    );
  });

  test("it gives 161 assignments on 74 units, 4 of them groups", () => {
    const units = pointsOf(reading).flatMap((each) => each.units);
    expect(units).toHaveLength(161);
    expect(new Set(units.map((unit) => unit.name)).size).toBe(74);
    const groups = units.filter((unit) => unit.group).map((unit) => unit.name);
    expect(new Set(groups)).toEqual(
      new Set([
        "济南市有关区县政府和功能区管委会",
        "临沂市有关区县政府和功能区管委会",
        "济南市各区县政府和功能区管委会",
        "临沂市各区县政府和功能区管委会",
      ]),
    );
  });

  test("the text read is the text published, character by character", () => {
    expect(rebuildNotice(reading)).toBe(joined(text));
    expect(rebuildNotice(reading).replace(/\n/g, "")).toBe(text.replace(/\n/g, ""));
  });

  test("a point is divided into marker, title, body and clause", () => {
    expect(point(7)).toMatchObject({
      marker: "7. ",
      title: "强化乡村振兴互学互鉴",
      titleEnd: "。",
      clauseStart: "（责任单位：",
      clause: "两市农业农村局",
      clauseEnd: "）",
      line: 41,
    });
    expect(point(22).title).toBe("深化两市“跨域通办”");
    expect(point(14).clause).toBe("两市发展改革委、科技局");
  });

  test("half-width brackets stay as published", () => {
    expect([5, 14].map((number) => point(number).clauseStart)).toEqual([
      "（责任单位：",
      "（责任单位：",
    ]);
    expect([15, 16].map((number) => point(number).clauseStart)).toEqual([
      "(责任单位：",
      "(责任单位：",
    ]);
    expect([5, 14, 15, 16].map((number) => point(number).clauseEnd)).toEqual([")", ")", ")", ")"]);
  });

  test("action items are the sentences of the body, verbatim", () => {
    for (const each of pointsOf(reading)) expect(each.actionItems.join("")).toBe(each.body);
    expect(point(20).actionItems).toHaveLength(2);
    expect(point(3).actionItems[1]).toContain("；鼓励驻济高校");
  });
});

describe("any text", () => {
  const pieces = fc.constantFrom(
    "一、甲",
    "二、乙。",
    "十一、",
    "1. 题。文。（责任单位：两市甲局、乙局）",
    "2. 题",
    "3.",
    "文，字",
    "（责任单位：",
    "甲局）",
    "。",
    "《",
    "现将《A市—B市对口合作》印发",
    "2024年1月2日",
    "（一）节",
    "——点",
    "“",
    "— 2 —",
    " ",
  );
  const anyText = fc
    .array(
      fc.tuple(
        fc.oneof(pieces, fc.string({ unit: "binary", maxLength: 8 })),
        fc.constantFrom("", "\n", "\n\n"),
      ),
    )
    .map((parts) => parts.flat().join(""));

  test("is read without an error and given back whole", () => {
    fc.assert(
      fc.property(anyText, (source) => {
        const read = readNotice(source);
        expect(rebuildNotice(read)).toBe(joined(source));
        for (const each of pointsOf(read))
          expect(pointText(each).startsWith(each.marker)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test.each(["（", "（责任单位：", "“甲", "20名", "甲县、", "文，\n", "1. 题。文\n"])(
    "of nothing but %j, a hundred thousand characters long, is read at once",
    (piece) => {
      const begun = performance.now();
      readNotice(`一、章\n1. 题。${piece.repeat(Math.ceil(100_000 / piece.length))}`);
      expect(performance.now() - begun).toBeLessThan(3000);
    },
  );

  test("joining a second time changes nothing that was already joined", () => {
    expect(joined(joined(text))).toBe(joined(text));
  });
});

describe("what fits nowhere", () => {
  const head = "甲市—乙市对口合作2025年工作要点\n甲政办字〔2025〕1号\n2025年3月1日\n";
  const messages = (source: string) => readNotice(source).warnings;

  test("stays in the text where it stood, with a warning that names its line", () => {
    const source = `${head}一、章\n总的要求是好。\n1. 题。文。（责任单位：两市财政局）\n附件：名单\n联系人：张三。`;
    const read = readNotice(source);
    expect(read.chapters[0]?.foreword).toBe("总的要求是好。");
    expect(pointsOf(read)[0]?.clauseEnd).toBe("）\n附件：名单\n联系人：张三。");
    expect(read.warnings.map((warning) => warning.line)).toEqual([5, 7, 8]);
    expect(rebuildNotice(read)).toBe(source);
  });

  test("is told in words the admin can act on", () => {
    expect(messages("")[0]?.message).toBe("没有读到文件标题，请手工填写。");
    expect(messages(`${head}一、章\n1. 题。文。`)).toEqual([
      { line: 5, message: "第1项没有读到责任单位，请补充分工。" },
    ]);
    expect(messages(`${head}一、章\n1. 题。（责任单位：两市甲局）另有说明。`)).toEqual([
      { line: 5, message: "“另有说明。”不是要点，已原样保留在上一项之后，请核对。" },
    ]);
  });

  test("a gap in the numbers of chapters or points is warned of", () => {
    const clause = "题。文。（责任单位：两市财政局）";
    expect(messages(`${head}一、章\n1. ${clause}\n三、章\n3. ${clause}`)).toEqual([
      { line: 6, message: "序号不连续：这里应是第2章，文中是第3章。" },
      { line: 7, message: "序号不连续：这里应是第2项，文中是第3项。" },
    ]);
    expect(messages(`${head}一、章\n1. ${clause}\n二、章\n1. ${clause}`)).toEqual([]);
  });

  test("of several clauses in one point no unit is lost", () => {
    const [only] = pointsOf(
      readNotice(
        `${head}一、章\n1. 题。甲事。（责任单位：甲市财政局）乙事。（责任单位：乙市教育局）`,
      ),
    );
    expect(only?.units.map((unit) => unit.name)).toEqual(["甲市财政局", "乙市教育局"]);
    expect(only?.body).toBe("甲事。（责任单位：甲市财政局）乙事。");
  });
});
