import { describe, expect, test } from "vitest";
import { pointsOf, readNotice } from "@/lib/documents/notice";
import { linesOfFile } from "@/lib/documents/source-text";
import { groupScopeOf } from "@/lib/units/rules";
import { readPasted } from "./read";

const ROLES = [
  ["LEAD", "牵头"],
  ["RESPONSIBLE", "责任"],
  ["SUPPORT", "配合"],
] as const;

/** A notice of a province or autonomous region with one point; its units and what is asked. */
function readOf(place: string, clause: string) {
  const text = `${place}人民政府办公厅关于印发${place}2025年重点工作要点的通知
云政办发〔2025〕8号
各市、县人民政府：
现将《${place}2025年重点工作要点》印发给你们。
${place}人民政府办公厅
2025年2月8日
${place}2025年重点工作要点
一、产业
1.壮大集群。建设园区。${clause}`;
  const reading = readNotice(linesOfFile("通知.txt", new TextEncoder().encode(text)));
  const [point] = pointsOf(reading);
  const units = ROLES.flatMap(([role, word]) => {
    const names = point?.named.filter((unit) => unit.role === role) ?? [];
    const written = names.map(({ name, group }) => name.replace(place, "") + (group ? "*" : ""));
    return names.length === 0 ? [] : [`${word} ${written.join(" ")}`];
  });
  return { units, asked: reading.warnings.map(({ message }) => message) };
}

// How provinces name the places below them: a group is one name to its end (*).
const GROUPS: [string, string, string[]][] = [
  [
    "云海省",
    "（责任单位：省发改委，各市、州、直管市、云岭林区人民政府）",
    ["责任 发改委 各市、州、直管市* 云岭林区人民政府"],
  ],
  [
    "北原自治区",
    "（牵头单位：自治区发展改革委，配合单位：自治区工信厅，各盟行政公署、市人民政府）",
    ["牵头 发展改革委", "配合 工信厅 各盟行政公署、市人民政府*"],
  ],
  [
    "云海省",
    "（省发展改革委牵头；省工业和信息化厅，各州、市人民政府配合）",
    ["牵头 发展改革委", "配合 工业和信息化厅 各州、市人民政府*"],
  ],
  [
    "云海省",
    "（责任单位：省发改委、各市（地）政府（行署））",
    ["责任 发改委 各市（地）政府（行署）*"],
  ],
  [
    "北原自治区",
    "（责任单位：自治区教育厅、各地（市）行署（人民政府））",
    ["责任 教育厅 各地（市）行署（人民政府）*"],
  ],
  [
    "云海省",
    "责任单位：省财政厅，各市（含青河、白山市，下同）人民政府，新湖新区管委会",
    ["责任 财政厅 各市（含青河、白山市，下同）人民政府* 新湖新区管委会"],
  ],
  [
    "云海省",
    "（省发展改革委牵头，各市、县人民政府及江南集中区管委会负责落实）",
    ["牵头 发展改革委", "责任 各市、县人民政府* 江南集中区管委会"],
  ],
  [
    "青河市",
    "（责任单位：市发改委，各区(市)县政府(管委会)）",
    ["责任 发改委 各区(市)县政府(管委会)*"],
  ],
  ["青河市", "（责任单位：市发改委，各乡镇、县政府）", ["责任 发改委 各乡镇* 县政府"]],
];

test("a 厅 is the province's, wherever it stands", () => {
  const { units } = readOf(
    "北原自治区",
    "（自治区发展改革委牵头，财政厅、工业和信息化厅配合，农业发展银行北原分行参与）",
  );
  expect(units).toEqual(["牵头 发展改革委", "配合 财政厅 工业和信息化厅 农业发展银行北原分行"]);
  const text = readNotice(
    "云海省人民政府办公厅关于印发要点的通知\n云海省2025年工作要点\n1.甲。（省发展改革委牵头，财政厅配合）",
  );
  expect(pointsOf(text)[0]?.named.map(({ name }) => name)).toEqual([
    "云海省发展改革委",
    "云海省财政厅",
  ]);
});

test.each([
  ["一、产业…………1\n二、民生…………3", "一、产业", "二、民生"],
  ["一、产业\n（一）园区\n二、民生\n（一）学校", "一、产业", "二、民生"],
  ["第一章 产业 ........ 1\n第二章 民生 ........ 12", "第一章 产业", "第二章 民生"],
])("a table of contents before the text is no chapter: %s", (contents, one, two) => {
  const { points, chapters, asked, reading } = readPasted(
    `目　录\n${contents}\n${one}\n1.建园区。（责任单位：市商务局）\n${two}\n2.办学校。（责任单位：市教育局）`,
  );
  expect(chapters).toEqual([one, two]);
  expect(points).toEqual(["1 建园区 | 责任 商务局", "2 办学校 | 责任 教育局"]);
  expect(reading.foreword).toContain("目　录");
  expect(asked).toEqual([]);
});

test("the word 目录 alone takes nothing away", () => {
  const { points } = readPasted(
    "目录\n一、产业\n1.建园区。（责任单位：市商务局）\n二、民生\n2.办学校。（责任单位：市教育局）",
  );
  expect(points).toHaveLength(2);
});

test.each(GROUPS)("%s：%s", (place, clause, expected) => {
  const { units, asked } = readOf(place, clause);
  expect(units).toEqual(expected);
  expect(asked).toEqual([]);
});

test.each(["各盟行政公署、市人民政府", "各市、州、直管市", "各州、市人民政府"])(
  "%s are several",
  (name) => expect(groupScopeOf(name)).not.toBeNull(),
);

describe("what is said on a condition", () => {
  const RULE = "需市、县〔市、区〕落实的，均由各市、县〔市、区〕政府负责，不再列出";
  test("names nobody of the clause it stands in, and is asked about", () => {
    const { units, asked } = readOf(
      "云海省",
      `（责任单位：省发展改革委、省经信厅，列第一位的为牵头单位，下同。${RULE}）`,
    );
    expect(units).toEqual(["牵头 发展改革委", "责任 经信厅"]);
    expect(asked).toEqual([expect.stringMatching(/需市、县.*没有说是哪几项.*请核对/)]);
  });

  test("is asked about in the foreword of a chapter as well", () => {
    const { points, asked } = readPasted(
      `一、产业\n${RULE}。\n1.甲。（责任单位：市商务局）\n2.乙。（责任单位：市财政局）`,
    );
    expect(points).toEqual(["1 甲 | 责任 商务局", "2 乙 | 责任 财政局"]);
    expect(asked.filter((each) => each.includes("没有说是哪几项"))).toHaveLength(1);
  });
});

test("a label of when, and words of when beside units, name nobody", () => {
  const one = readOf("青河市", "（牵头单位：市发改委 配合单位：市商务局 责任时限：全年）");
  expect(one).toEqual({ units: ["牵头 发改委", "配合 商务局"], asked: [] });
  const other = readOf("青河市", "（责任单位：市发改委；2025年6月底前取得实质性进展）");
  expect(other.units).toEqual(["责任 发改委"]);
  expect(other.asked).toEqual([expect.stringContaining("2025年6月底前取得实")]);
});

describe("items", () => {
  const TWO = ["1 建园区 | 责任 商务局", "2 招商 | 责任 财政局"];
  test.each([
    ["1-1 建园区。", "1-2 招商。"],
    ["第1项 建园区。", "第2项 招商。"],
    ["第一项：建园区。", "第二项：招商。"],
    ["【任务1】建园区。", "【任务2】招商。"],
    ["01.建园区。", "02.招商。"],
  ])("%s", (one, two) => {
    const { points, asked } = readPasted(
      `一、产业\n${one}（责任单位：市商务局）\n${two}（责任单位：市财政局）`,
    );
    expect(points).toEqual(TWO);
    expect(asked).toEqual([]);
  });

  test("with a sign and no number keep it apart from their title", () => {
    const { points, reading, asked } = readPasted(
      "一、产业\n● 建园区。（责任单位：市商务局）\n● 招商。（责任单位：市财政局）",
    );
    expect(points).toEqual(TWO);
    expect(pointsOf(reading).map(({ marker }) => marker)).toEqual(["● ", "● "]);
    expect(asked).toEqual([expect.stringContaining("2项没有序号")]);
  });

  test("of ranges of figures are none: 1-2个", () => {
    const { points } = readPasted(
      "一、产业\n1.建园区。每年建成\n1-2 个园区。（责任单位：市商务局）",
    );
    expect(points).toEqual(["1 建园区 | 责任 商务局"]);
  });

  test("behind a chapter and a section on one line", () => {
    const { points, chapters, reading } = readPasted(
      "一、产业。（一）园区。1.建园区。（责任单位：市商务局）\n二、民生。（一）教育。2.办学校。（责任单位：市教育局）",
    );
    expect(chapters).toEqual(["一、产业", "二、民生"]);
    expect(points).toEqual(["1 建园区 | 责任 商务局", "2 办学校 | 责任 教育局"]);
    expect(pointsOf(reading).map(({ section }) => section)).toEqual(["（一）园区", "（一）教育"]);
  });
});

test("units go on below their label, places in brackets among them", () => {
  const { points, asked } = readPasted(
    "一、产业\n1.建园区。\n牵头单位：市商务局\n责任单位：市财政局，市自然资源局\n　　　　各县（市、区）政府\n2.招商。\n牵头单位：市投促局",
  );
  expect(points).toEqual([
    "1 建园区 | 牵头 商务局 | 责任 财政局、自然资源局、各县（市、区）政府",
    "2 招商 | 牵头 投促局",
  ]);
  expect(asked).toEqual([]);
});

test("a pasted table with its classes in the first row of each, and 主责单位", () => {
  const { points, reading, asked } = readPasted(
    "任务分类\t具体任务\t主责单位\t协办单位\t进度安排\n一、产业\t1.建园区\t市商务局\t市财政局\t6月底前开工\n\t2.招商\t市投促局\t\t全年\n二、民生\t3.办学校\t市教育局\t各县区政府\t9月底前",
  );
  expect(points).toEqual([
    "1 建园区 | 牵头 商务局 | 配合 财政局",
    "2 招商 | 牵头 投促局",
    "3 办学校 | 牵头 教育局 | 配合 各县区政府",
  ]);
  expect(pointsOf(reading).map(({ section }) => section)).toEqual([
    "一、产业",
    "一、产业",
    "二、民生",
  ]);
  expect(asked).toEqual([]);
});

test("to whom a notice goes is nobody who issues it, whatever stands behind", () => {
  const text =
    "青政办字 〔2025〕1号\n各县区人民政府 (管委会)，市政府各部门：\n经市政府同意，现将 《青河市绿色发展分工落实方案》(以下简称 《方案》)印发给你们。\n1. 加快治理。(牵头单位:市水务局；参与单位：市财政局)\n青河市人民政府办公室\n2025年3月1日";
  const { title, cities } = readNotice(linesOfFile("a.txt", new TextEncoder().encode(text)));
  expect(title).toBe("青河市绿色发展分工落实方案");
  expect(cities.map(({ name }) => name)).toEqual(["青河市"]);
});
