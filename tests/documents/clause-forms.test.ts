import { describe, expect, test } from "vitest";
import { pointsOf, readNotice } from "@/lib/documents/notice";
import { HEAD, isWhole, pointsRead } from "./read";

const ITEM = "一、产业发展\n1. 壮大集群。建设园区，培育企业。";

/** The forms in which notices say who answers, behind one and the same point. */
const FORMS: [string, string][] = [
  ["（责任单位：市教育局、市财政局）", "责任 教育局、财政局"],
  ["(责任部门:市教育局、市财政局)", "责任 教育局、财政局"],
  ["【责任单位：市教育局】", "责任 教育局"],
  ["[牵头单位：市教育局；配合单位：市财政局]", "牵头 教育局 | 配合 财政局"],
  ["〔牵头单位：市教育局，责任单位：市财政局）", "牵头 教育局 | 责任 财政局"],
  ["<责任单位：市教育局>", "责任 教育局"],
  ["（牵头部门：市教育局。配合部门：市财政局、市商务局。）", "牵头 教育局 | 配合 财政局、商务局"],
  ["（牵头单位：市教育局配合单位：市财政局）", "牵头 教育局 | 配合 财政局"],
  ["（责任单位 市教育局、市财政局）", "责任 教育局、财政局"],
  ["（责 任 单 位：市教育局）", "责任 教育局"],
  ["\n责任单位：市教育局、市财政局", "责任 教育局、财政局"],
  ["\n　　责任单位　市教育局、市财政局", "责任 教育局、财政局"],
  ["\n牵头单位：市教育局\n配合单位：市财政局、市商务局", "牵头 教育局 | 配合 财政局、商务局"],
  ["责任单位：市教育局、市财政局。", "责任 教育局、财政局"],
  ["牵头单位：市教育局，配合单位：市财政局", "牵头 教育局 | 配合 财政局"],
  ["（市教育局牵头，市财政局、市商务局配合）", "牵头 教育局 | 配合 财政局、商务局"],
  ["（市教育局牵头，市财政局参与）", "牵头 教育局 | 配合 财政局"],
  ["（由市教育局牵头，市财政局协助）", "牵头 教育局 | 配合 财政局"],
  ["（市教育局、市财政局负责）", "责任 教育局、财政局"],
  ["（市教育局、市财政局按职责分工负责）", "责任 教育局、财政局"],
  ["（市教育局牵头，市财政局、市商务局按职责分工负责）", "牵头 教育局 | 责任 财政局、商务局"],
  ["由市教育局牵头，市财政局配合。", "牵头 教育局 | 配合 财政局"],
  ["（市教育局、市财政局）", "责任 教育局、财政局"],
  ["（市教育局）", "责任 教育局"],
  ["（责任单位：*市教育局、市财政局）", "牵头 教育局 | 责任 财政局"],
  ["（责任单位：市教育局★、市财政局）", "牵头 教育局 | 责任 财政局"],
  ["（责任单位：市教育局（牵头）、市财政局）", "牵头 教育局 | 责任 财政局"],
  ["（主办单位：市教育局；协办单位：市财政局）", "牵头 教育局 | 配合 财政局"],
  [
    "（主要责任单位：市教育局；协同单位：市财政局；支持单位：市商务局）",
    "牵头 教育局 | 配合 财政局、商务局",
  ],
  ["（责任单位：市教育局和市财政局）", "责任 教育局、财政局"],
  ["（责任单位：市文化和旅游局、市住房和城乡建设局）", "责任 文化和旅游局、住房和城乡建设局"],
  ["（责任单位：市教育局、财政局，市商务局）", "责任 教育局、财政局、商务局"],
  ["（责任单位：市教育局、青城集团）", "责任 教育局、青城集团"],
  ["（责任单位：各区、县（市）政府，市教育局）", "责任 各区、县（市）政府、教育局"],
  [
    "（责任单位：各县（市、区）人民政府、市直属园区管委会）",
    "责任 各县（市、区）人民政府、直属园区管委会",
  ],
  ["（责任单位：市直有关部门、各县区）", "责任 直有关部门、各县区"],
  ["（责任单位：市教育局等部门）", "责任 教育局"],
  ["（责任单位：市教育局、市财政局等，各县区政府）", "责任 教育局、财政局、各县区政府"],
  ["（完成时限：2025年6月底；责任单位：市教育局）", "责任 教育局"],
  ["（责任单位：市教育局；完成时限：2025年12月底前）", "责任 教育局"],
  ["（责任单位：市教育局；责任人：主要负责人）", "责任 教育局"],
  ["（责任单位：市教育局、市财政局、市教育局）", "责任 教育局、财政局"],
  ["（牵头单位：市教育局；责任单位：市教育局、市财政局）", "牵头 教育局 | 责任 财政局"],
  [
    "（责任单位：市委宣传部、市政府办公室、市市场监管局、市民政局）",
    "责任 委宣传部、政府办公室、市场监管局、民政局",
  ],
  ["（责任单位：省财政厅、人民银行青河市分行）", "责任 省财政厅、人民银行青河市分行"],
  ["（责任单位：市教育局", "责任 教育局"],
];

describe("who answers for a point", () => {
  test.each(FORMS)("壮大集群。…%s", (clause, expected) => {
    const text = `${HEAD}${ITEM}${clause}\n2. 扩大开放。举办活动。（责任单位：市商务局）`;
    expect(pointsRead(text)).toEqual([`1 壮大集群 | ${expected}`, "2 扩大开放 | 责任 商务局"]);
    expect(isWhole(text)).toBe(true);
  });

  test.each([
    "1吨（含）以上给予补贴。",
    "推广飞行器（eVTOL）应用。",
    "新建起降场（点）30个。",
    "实施园区改造（一期）。",
    "加强党校（行政学院）建设。",
    "鼓励共建（企业牵头、高校参与）平台。",
    "建成园区（2025年6月底前完成）。",
    "建成园区（一期，2025年底前）。",
    "推进改革（长期坚持）。",
  ])("%s names no unit in its brackets", (words) => {
    const text = `${HEAD}一、章\n1. 题。${words}（责任单位：市商务局）`;
    expect(pointsRead(text)).toEqual(["1 题 | 责任 商务局"]);
  });

  test("every clause of a point counts, wherever it stands", () => {
    const text = `${HEAD}一、章\n1. 题。甲事。（责任单位：市教育局）乙事。（牵头单位：市财政局）`;
    expect(pointsRead(text)).toEqual(["1 题 | 牵头 财政局 | 责任 教育局"]);
  });
});

test.each(["各区、县（市）\n政府等", "各区、县\n（市）政府等", "各区、县（市）政府\n等"])(
  "a page may cut the name of a group anywhere: %j",
  (group) => {
    const [point] = pointsOf(
      readNotice(`${HEAD}一、章\n1. 题。文。（责任单位：市教育局，${group}）`),
    );
    expect(point?.units.map(({ name }) => name)).toEqual(["青河市教育局", "各区、县（市）政府"]);
  },
);

describe("a deadline among the names", () => {
  test.each([
    ["（责任单位：市税务局，2025年11月底前完成）", "责任 税务局", "2025-11-30"],
    ["（责任单位：市税务局；2025年底前）", "责任 税务局", "2025-12-31"],
    ["（责任单位：市税务局，2025年12月）", "责任 税务局", "2025-12-31"],
    ["（责任单位：市税务局，2025年底前落实）", "责任 税务局", "2025-12-31"],
    ["（责任单位：2025年底前，市税务局）", "责任 税务局", "2025-12-31"],
    ["（责任单位：市税务局，持续推进）", "责任 税务局", null],
    ["（责任单位：市税务局、长期坚持）", "责任 税务局", null],
    ["责任单位：市税务局、市财政局，2025年6月底前完成。", "责任 税务局、财政局", "2025-06-30"],
    ["（市税务局负责，2025年6月底前完成）", "责任 税务局", "2025-06-30"],
    ["（市税务局负责，2025年12月）", "责任 税务局", "2025-12-31"],
    ["（2025年底前，市税务局负责）", "责任 税务局", "2025-12-31"],
    ["（市税务局负责，持续推进）", "责任 税务局", null],
    ["（市税务局、市财政局，6月底前）", "责任 税务局、财政局", "2025-06-30"],
    ["（市税务局、市财政局；2025年底前完成）", "责任 税务局、财政局", "2025-12-31"],
    ["（6月底前，市税务局、市财政局）", "责任 税务局、财政局", "2025-06-30"],
    ["（市税务局牵头，市财政局配合，6月底前）", "牵头 税务局 | 配合 财政局", "2025-06-30"],
    [
      "（牵头单位：市税务局，6月底前；配合单位：市财政局）",
      "牵头 税务局 | 配合 财政局",
      "2025-06-30",
    ],
  ])("is no unit and stays the point's deadline: %s", (clause, units, date) => {
    const text = `${HEAD}一、章\n1. 题。文。${clause}`;
    expect(pointsRead(text)).toEqual([`1 题 | ${units}`]);
    const [point] = pointsOf(readNotice(text));
    expect(point?.deadlines.map((each) => each.date)).toEqual([date]);
    expect(isWhole(text)).toBe(true);
  });

  test("each of two parts has its own", () => {
    const text = `${HEAD}一、章\n1. 题。文。（责任单位：市税务局，10月底前；市财政局，2025年11月）`;
    expect(pointsRead(text)).toEqual(["1 题 | 责任 税务局、财政局"]);
    expect(pointsOf(readNotice(text))[0]?.deadlines).toMatchObject([
      { text: "10月底前", date: "2025-10-31", line: 9 },
      { text: "2025年11月", date: "2025-11-30", line: 9 },
    ]);
  });
});

test("a line of its own after the clause, with its deadline, stays a line of its own", () => {
  const lines = (name: string) => `责任单位：${name}（按职责分工）\n完成时限：4月底前\n`;
  const text = `${HEAD}一、章\n1. 甲。公布名单。\n${lines("市水利局")}2. 乙。修订预案。\n${lines("市民政局")}`;
  expect(pointsRead(text)).toEqual(["1 甲 | 责任 水利局", "2 乙 | 责任 民政局"]);
});

test("labels on lines of their own tell roles apart together; a rule about the first then changes none", () => {
  const text = `${HEAD}一、章\n1. 题。文。\n牵头单位：市教育局\n责任单位：市财政局、市商务局\n2. 乙。文。\n责任单位：市水利局、市民政局\n备注：责任单位中列首位的为牵头单位`;
  expect(pointsRead(text)).toEqual([
    "1 题 | 牵头 教育局 | 责任 财政局、商务局",
    "2 乙 | 牵头 水利局 | 责任 民政局",
  ]);
});

describe("what is said once for all clauses", () => {
  const two = (first: string, second: string) =>
    `${HEAD}一、章\n1. 甲。文。${first}\n2. 乙。文。${second}`;

  test.each([
    "（责任单位：市教育局、市财政局，列第一位者为牵头单位，下同）",
    "（责任单位：市教育局、市财政局。排名第一的为牵头单位，下同）",
    "（责任单位：市教育局、市财政局；首位为牵头单位，下同）",
    "（责任单位：市教育局、市财政局（排在首位的为牵头单位，下同））",
  ])("the first leads from there on: %s", (clause) => {
    expect(pointsRead(two(clause, "（责任单位：市商务局、市水利局）"))).toEqual([
      "1 甲 | 牵头 教育局 | 责任 财政局",
      "2 乙 | 牵头 商务局 | 责任 水利局",
    ]);
  });

  test("in the foreword or in a note at the end it holds for every clause without roles", () => {
    const clauses = two(
      "（责任单位：市教育局、市财政局）",
      "（牵头单位：市商务局；责任单位：市水利局）",
    );
    const expected = ["1 甲 | 牵头 教育局 | 责任 财政局", "2 乙 | 牵头 商务局 | 责任 水利局"];
    const note = "各项任务责任单位中排名第一的为牵头单位。";
    expect(pointsRead(clauses.replace("一、章", `${note}\n一、章`))).toEqual(expected);
    expect(pointsRead(`${clauses}\n注：${note}`)).toEqual(expected);
  });

  test.each([
    "标*者为牵头单位",
    "标*的为牵头单位，下同",
    "带“*”号的单位为牵头单位",
    "单位前标有★的为牵头单位",
    "*为牵头单位",
  ])("the marked ones lead, and where none is marked none does: %s", (rule) => {
    const clauses = two(
      `（责任单位：市教育局、*市财政局，${rule}）`,
      "（责任单位：市商务局、市水利局）",
    );
    const expected = ["1 甲 | 牵头 财政局 | 责任 教育局", "2 乙 | 责任 商务局、水利局"];
    expect(pointsRead(clauses)).toEqual(expected);
    expect(
      pointsRead(clauses.replace(`，${rule}`, "").replace("一、章", `注：${rule}。\n一、章`)),
    ).toEqual(expected);
  });

  test("of two that answer 分别 none leads", () => {
    const clauses = two(
      "（责任单位：市教育局、市财政局，列第一位者为牵头单位，下同）",
      "（市商务局、市水利局分别负责）",
    );
    expect(pointsRead(clauses)).toEqual([
      "1 甲 | 牵头 教育局 | 责任 财政局",
      "2 乙 | 责任 商务局、水利局",
    ]);
  });

  test.each([
    ["（责任单位：市教育局。以下均需各县区政府落实，不再单独列出）", "责任 商务局、各县区政府"],
    ["（市教育局负责，以下均需各县区政府配合，不再列出）", "责任 商务局 | 配合 各县区政府"],
    [
      "（责任单位：市教育局；以下各项任务均由各县区政府负责落实，不再一一列出）",
      "责任 商务局、各县区政府",
    ],
  ])("units for all that follows: %s", (clause, expected) => {
    expect(pointsRead(two(clause, "（责任单位：市商务局）"))).toEqual([
      "1 甲 | 责任 教育局",
      `2 乙 | ${expected}`,
    ]);
  });

  test("units for every point, said in the foreword", () => {
    const text = two("（责任单位：市教育局）", "（责任单位：市商务局）").replace(
      "一、章",
      "各项任务均由各县区政府负责落实，不再一一列出。\n一、章",
    );
    expect(pointsRead(text)).toEqual([
      "1 甲 | 责任 教育局、各县区政府",
      "2 乙 | 责任 商务局、各县区政府",
    ]);
  });
});
