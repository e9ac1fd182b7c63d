import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pointsOf, readNotice, rebuildNotice } from "@/lib/documents/notice";
import { linesOfFile } from "@/lib/documents/source-text";
import { HEAD, readPasted } from "./read";

// Two rows of a table of tasks, drawn as programs draw them.
const ROWS = ["1 建设产业园区 | 责任 商务局、财政局", "2 举办招商活动 | 责任 商务局"];
const TABLES: [string, string][] = [
  [
    "bars",
    "| 序号 | 重点任务 | 责任单位 |\n| 1 | 建设产业园区 | 市商务局、市财政局 |\n| 2 | 举办招商活动 | 市商务局 |",
  ],
  [
    "bars with a rule below the head",
    "|序号|任务|责任单位|\n|:---:|---|---:|\n|1|建设产业园区|市商务局、市财政局|\n|2|举办招商活动|市商务局|",
  ],
  [
    "bars between the cells alone",
    "序号 | 任务 | 责任单位\n---|---|---\n1 | 建设产业园区 | 市商务局、市财政局\n2 | 举办招商活动 | 市商务局",
  ],
  [
    "ragged bars, a cell broken into two lines",
    "| 序号 | 任务 | 责任单位 | 完成时限 |\n| 1 | 建设产业园区 | 市商务局、\n市财政局 | 2025年6月底 |\n| 2 | 举办招商活动 |市商务局| 2025年9月底",
  ],
  [
    "a last cell left out, another broken before its bar",
    "| 序号 | 任务 | 责任单位 | 备注 |\n| 1 | 建设产业\n园区 | 市商务局、市财政局 | |\n| 2 | 举办招商活动 | 市商务局 |",
  ],
  [
    "a drawn box, its cells over several lines",
    "┌──┬────┬────┐\n│序号│ 任务   │责任单位│\n├──┼────┼────┤\n│1 │建设产业│市商务局、│\n│  │园区    │市财政局│\n├──┼────┼────┤\n│2 │举办招商│市商务局│\n│  │活动    │        │\n└──┴────┴────┘",
  ],
  [
    "a heavy box without rules between its rows",
    "┏━━┳━━━━┳━━━━┓\n┃序号┃重点任务┃责任单位┃\n┣━━╋━━━━╋━━━━┫\n┃1┃建设产业园区┃市商务局、市财政局┃\n┃2┃举办招商活动┃市商务局┃\n┗━━┻━━━━┻━━━━┛",
  ],
  [
    "a box whose head is broken into two lines",
    "│序│重点│责任│\n│号│任务│单位│\n├──┼──┼──┤\n│1│建设产业园区│市商务局、市财政局│\n├──┼──┼──┤\n│2│举办招商活动│市商务局│",
  ],
  [
    "dotted bars",
    "┆序号┆重点任务┆责任单位┆\n┆1┆建设产业园区┆市商务局、市财政局┆\n┆2┆举办招商活动┆市商务局┆",
  ],
  [
    "two columns and no numbers",
    "| 重点任务 | 责任单位 |\n|---|---|\n| 建设产业园区 | 市商务局、市财政局 |\n| 举办招商活动 | 市商务局 |",
  ],
  [
    "two columns with a tab between them",
    "重点任务\t责任单位\n建设产业园区\t市商务局、市财政局\n举办招商活动\t市商务局",
  ],
  [
    "plus signs at its corners",
    "+----+--------+--------+\n|序号|任务|责任单位|\n+====+========+========+\n|1|建设产业园区|市商务局、市财政局|\n+----+--------+--------+\n|2|举办招商活动|市商务局|\n+----+--------+--------+",
  ],
];

describe("a table of tasks in pasted text, drawn with", () => {
  test.each(TABLES)("%s", (_, table) => {
    const { points, asked, chapters } = readPasted(`一、产业\n${table}`);
    expect(points).toEqual(ROWS);
    expect(chapters).toEqual(["一、产业"]);
    expect(asked).toEqual([]);
  });

  test("headings between its rows", () => {
    const { points, chapters } = readPasted(
      "| 序号 | 任务 | 责任单位 |\n| 一、产业 | | |\n| 1 | 建设园区 | 市商务局 |\n二、民生\n| 2 | 办好学校 | 市教育局 |",
    );
    expect(points).toEqual(["1 建设园区 | 责任 商务局", "2 办好学校 | 责任 教育局"]);
    expect(chapters).toEqual(["一、产业", "二、民生"]);
  });

  test("a last row that no bar ends, and text behind it", () => {
    const { points } = readPasted(
      "一、产业\n| 序号 | 任务 | 责任单位 | 备注 |\n| 1 | 建园区 | 市商务局\n二、民生\n2.办学校。（责任单位：市教育局）\n3.建医院。（责任单位：市卫健委）",
    );
    expect(points).toEqual([
      "1 建园区 | 责任 商务局",
      "2 办学校 | 责任 教育局",
      "3 建医院 | 责任 卫健委",
    ]);
  });

  test("columns of 牵头 and 配合, numbers beyond 999 and a deadline", () => {
    const { points, reading } = readPasted(
      "｜序号｜任务｜牵头单位｜配合单位｜完成时限｜\n｜999｜建园区｜市商务局｜市财政局｜2025年6月底｜\n｜1000｜办展会｜市贸促会｜｜2025年9月底｜",
    );
    expect(points).toEqual(["999 建园区 | 牵头 商务局 | 配合 财政局", "1000 办展会 | 牵头 贸促会"]);
    expect(pointsOf(reading).map(({ deadlines }) => deadlines[0]?.date)).toEqual([
      "2025-06-30",
      "2025-09-30",
    ]);
  });

  test("no head that says who answers: it stays text, every word of it", () => {
    const { reading } = readPasted(
      "一、产业\n1.甲。（责任单位：市商务局）\n| 年份 | 产值 |\n| 2024 | 5亿元 |",
    );
    const kept = rebuildNotice(reading);
    for (const word of ["年份", "产值", "2024", "5亿元"]) expect(kept).toContain(word);
  });
});

test("no character of any table with bars is lost, drawing aside", () => {
  const piece = fc.constantFrom(
    ..."|~│~┃~┆~\n~\n~\n~序号~任务~责任单位~| 序号 | 任务 | 责任单位 |\n~│序号│任务│责任单位│\n~├──┼──┤\n~|---|---|\n~1~2~建设园区~市商务局~、~市财政局~一、产业~\t~。~专栏1 园区\n~（1）甲~甲、产业\n~乙、民生\n~板块一：丙\n~1000.丁".split(
      "~",
    ),
  );
  const bare = (text: string) => [...text.replace(/[\s|\-\u2500-\u257f]/g, "")].sort().join("");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join("");
      const { reading } = readPasted(`${text}\n末行`);
      const kept = rebuildNotice(reading);
      // The head of a table is a heading above its first row, and is given once where a page repeats it.
      for (const character of new Set(bare(text.replace(/序号|任务|责任单位/g, "")))) {
        const of = (whole: string) =>
          bare(whole.replace(/序号|任务|责任单位/g, "")).split(character).length;
        expect(of(kept), character).toBeGreaterThanOrEqual(of(text));
      }
    }),
    { numRuns: 300 },
  );
}, 30_000);

describe("signs of Markdown", () => {
  test("are no text: headings, quotes, bold words, lists, escapes", () => {
    const { points, chapters, asked } = readPasted(
      "## 一、产业\n\n> 1. **壮大集群。** 建设园区。（**责任单位：** 市商务局、市财政局）\n\n2\\. **招商引资。**举办活动。（责任单位：市商务局）\n\n---\n\n**二、民生**\n\n- 3. 办好教育。（责任单位：__市教育局__）\n* 4. 建医院。（责任单位：[市卫健委](https://example.cn/a)）",
    );
    expect(chapters).toEqual(["一、产业", "二、民生"]);
    expect(points).toEqual([
      "1 壮大集群 | 责任 商务局、财政局",
      "2 招商引资 | 责任 商务局",
      "3 办好教育 | 责任 教育局",
      "4 建医院 | 责任 卫健委",
    ]);
    expect(asked).toEqual([]);
  });

  test("before every line of a quoted text go, and nothing else does", () => {
    const quoted =
      `${HEAD}一、产业\n1.甲。（责任单位：*市商务局、市财政局）\n2.乙。（责任单位：市财政局）`
        .split("\n")
        .map((line) => `> ${line}`)
        .join("\n");
    const reading = readNotice(linesOfFile("a.txt", new TextEncoder().encode(quoted)));
    expect(reading.title).toBe("青河市2025年重点工作要点");
    expect(pointsOf(reading)[0]?.named.map(({ role }) => role)).toEqual(["LEAD", "RESPONSIBLE"]);
  });

  test("that are signs of the notice stay: * marks who leads, ** is not bold without its end", () => {
    const { points } = readPasted(
      "一、产业\n1.甲。（责任单位：*市商务局、市财政局）\n2.乙。（责任单位：**市财政局、市商务局）",
    );
    expect(points).toEqual([
      "1 甲 | 牵头 商务局 | 责任 财政局",
      "2 乙 | 牵头 财政局 | 责任 商务局",
    ]);
  });
});

test("a row across a table that names what follows is a chapter", () => {
  const { chapters, points } = readPasted(
    "| 序号 | 重点任务 | 责任单位 |\n| --- | --- | --- |\n| （一）海洋 |  |  |\n| 1 | 甲 | 市教育局 |\n| （二）民生 |  |  |\n| 2 | 乙 | 市财政局 |",
  );
  expect(chapters).toEqual(["（一）海洋", "（二）民生"]);
  expect(points).toEqual(["1 甲 | 责任 教育局", "2 乙 | 责任 财政局"]);
});
