import { describe, expect, test } from "vitest";
import { pointsOf, readNotice } from "@/lib/documents/notice";
import { groupScopeOf } from "@/lib/units/rules";
import { HEAD, isWhole, pointsRead } from "./read";

// Ways of writing who answers that real offices use, with what an official reads in them.
const CLAUSES: [string, string][] = [
  ["（由市教育局牵头，会同市财政局、市人社局落实）", "牵头 教育局 | 责任 财政局、人社局"],
  ["（市教育局牵头，会同市财政局）", "牵头 教育局 | 责任 财政局"],
  ["（责任单位：市教育局、市财政局，具体由市教育局牵头）", "牵头 教育局 | 责任 财政局"],
  ["【责任单位】市教育局、市财政局【完成时限】2025年9月", "责任 教育局、财政局"],
  ["【牵头单位】市教育局【配合单位】市财政局、市商务局", "牵头 教育局 | 配合 财政局、商务局"],
  ["\n【责任单位】市教育局、市财政局\n【完成时限】2025年9月", "责任 教育局、财政局"],
  ["（责任单位：市教育局【牵头单位】、市财政局）", "牵头 教育局 | 责任 财政局"],
  ["（责任单位：市教育局及各县（市、区））", "责任 教育局、各县（市、区）"],
  ["（牵头单位：市教育局；配合单位：市直有关部门、单位）", "牵头 教育局 | 配合 直有关部门、单位"],
  [
    "（责任单位：市教育局，市直有关部门、单位，各县区政府）",
    "责任 教育局、直有关部门、单位、各县区政府",
  ],
  ["（市教育局，各县、市、区人民政府）", "责任 教育局、各县、市、区人民政府"],
  ["（市教育局，各区、县级市）", "责任 教育局、各区、县级市"],
  [
    "（责任单位：市直各有关部门、各人民团体，中央、省驻青各单位）",
    "责任 直各有关部门、各人民团体、中央、省驻青各单位",
  ],
  ["（牵头单位：市教育局，责任单位：市属有关企业）", "牵头 教育局 | 责任 属有关企业"],
  ["（市教育局、市财政局等和各县（市、区）政府负责）", "责任 教育局、财政局、各县（市、区）政府"],
  [
    "（责任单位：市教育局、市税务局（列第一位者为工作牵头单位或汇总单位，下同））",
    "牵头 教育局 | 责任 税务局",
  ],
  [
    "（市教育局，各县<市、区>人民政府，排名第一位为牵头单位，下同）",
    "牵头 教育局 | 责任 各县<市、区>人民政府",
  ],
  ["（市教育局、市财政局按职责负责；2025年9月底前完成并长期坚持）", "责任 教育局、财政局"],
  ["（责任单位：市教育局；起止时间：2025年3月至2025年10月）", "责任 教育局"],
  ["（市教育局牵头，市财政局、市商务局）", "牵头 教育局 | 责任 财政局、商务局"],
  ["引进企业，（市商务局）建设集群。（市财政局、市教育局）", "责任 商务局、财政局、教育局"],
  ["（市教育局牵头，市财政局、市商务局配合实施）", "牵头 教育局 | 配合 财政局、商务局"],
  ["（市教育局为牵头单位，市财政局、市商务局为责任单位）", "牵头 教育局 | 责任 财政局、商务局"],
  ["（市教育局负总责，市财政局具体负责）", "牵头 教育局 | 责任 财政局"],
  ["（责任单位：市教育局▲、市财政局）", "牵头 教育局 | 责任 财政局"],
  ["（责任单位：市教育局（★）、市财政局）", "牵头 教育局 | 责任 财政局"],
  [
    "（市级责任领导：王某某；市级责任单位：市教育局；县级责任单位：各县区政府）",
    "责任 教育局、各县区政府",
  ],
  [
    "（市级牵头部门：市教育局；市级配合部门：市财政局；落实单位：各县（市、区）政府）",
    "牵头 教育局 | 责任 各县（市、区）政府 | 配合 财政局",
  ],
  ["（第一责任单位：市教育局；第二责任单位：市财政局）", "牵头 教育局 | 责任 财政局"],
  ["（责任单位：1.市教育局；2.市财政局）", "责任 教育局、财政局"],
  ["（包联领导：张某；包联单位：市教育局）", "责任 教育局"],
  ["（责任单位：市教育局，中省直驻青单位）", "责任 教育局、中省直驻青单位"],
  ["（责任单位：各乡镇（街道）、村（社区））", "责任 各乡镇（街道）、村（社区）"],
  ["（责任单位：领导小组各成员单位）", "责任 领导小组各成员单位"],
  ["（市教育局牵头 市财政局、市商务局配合）", "牵头 教育局 | 配合 财政局、商务局"],
  ["（责任单位：白水区与青山县政府）", "责任 白水区、青山县政府"],
  ["（责任单位：青河市市中区、市南区、市教育局）", "责任 市中区、市南区、教育局"],
];

/** The same, where something in the clause is asked about. */
const ASKED: [string, string, string][] = [
  ["（责任单位：市教育局、张某某）", "责任 教育局", "张某某"],
  [
    "（市教育局牵头，市财政局配合，2025年取得阶段性成效）",
    "牵头 教育局 | 配合 财政局",
    "2025年取得阶段",
  ],
  ["（各县（市、区）人民政府负责，市教育局指导）", "责任 各县（市、区）人民政府", "市教育局指导"],
  ["（责任单位：市教育局；工期：三个月）", "责任 教育局", "工期：三个月"],
];

describe("who answers, as offices write it", () => {
  test.each(CLAUSES)("%s", (clause, expected) => {
    const text = `${HEAD}一、产业\n1. 壮大集群。建设园区。${clause}`;
    expect(pointsRead(text)).toEqual([`1 壮大集群 | ${expected}`]);
    expect(isWhole(text)).toBe(true);
  });

  test.each(ASKED)("%s, with a question", (clause, expected, question) => {
    const text = `${HEAD}一、产业\n1. 壮大集群。建设园区。${clause}`;
    expect(pointsRead(text)).toEqual([`1 壮大集群 | ${expected}`]);
    expect(readNotice(text).warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining(question),
    ]);
  });

  test.each([
    "市属有关企业",
    "市政府有关部门",
    "中省直驻青单位",
    "领导小组各成员单位",
    "中央、省驻青各单位",
  ])("%s are several bodies", (name) => expect(groupScopeOf(name)).not.toBeNull());

  test("one office in a bracket behind the task itself answers for it, and a note does not", () => {
    const text = `${HEAD}一、产业\n1.建设园区（市商务局）\n2.建设机场（二期）\n3.办展会（3月）（市贸促会）`;
    expect(pointsRead(text)).toEqual([
      "1 建设园区 | 责任 商务局",
      "2 建设机场（二期）",
      "3 办展会（3月） | 责任 贸促会",
    ]);
  });

  test("a rule that says 以下各项不再单列 names its units once", () => {
    const text = `${HEAD}一、产业\n1.甲。（牵头单位：市教育局；各县（市、区）政府为责任单位，以下各项不再单列）\n2.乙。（牵头单位：市财政局）`;
    expect(pointsRead(text)).toEqual([
      "1 甲 | 牵头 教育局",
      "2 乙 | 牵头 财政局 | 责任 各县（市、区）政府",
    ]);
  });

  test("names a page cut below a label are whole, and so is the label", () => {
    const text = `${HEAD}一、产业\n1.发展外贸。做好服务。\n责任\n单位：市商务局、青河海\n关\n完成时限：2025年11月\n底前\n2.招商。\n牵头单\n位：市商务局\n配合单位：市财政局`;
    expect(pointsRead(text)).toEqual([
      "1 发展外贸 | 责任 商务局、青河海关",
      "2 招商 | 牵头 商务局 | 配合 财政局",
    ]);
    const [first] = pointsOf(readNotice(text));
    expect(first?.deadlines.map(({ date }) => date)).toEqual(["2025-11-30"]);
  });

  test("a rule said in a heading's clause names nobody", () => {
    const text = `${HEAD}一、生态\n（责任单位：市水利局、市财政局，排第一位的为牵头单位，下同）\n1.治理河道。\n2.植树。（责任单位：市林业局、市财政局）`;
    expect(pointsRead(text)).toEqual([
      "1 治理河道 | 牵头 水利局 | 责任 财政局",
      "2 植树 | 牵头 林业局 | 责任 财政局",
    ]);
  });

  test("prose that asks everybody to work together is no clause", () => {
    const text = `${HEAD}一、产业\n1.招商。（责任单位：市商务局）\n二、有关要求\n各县区各有关部门要充分认识招商、打造高地的重要意义，切实强化组织领导，加强协同配合，积极推动本要点贯彻落实。\n市商务局要继续做好牵头工作。`;
    const { chapters } = readNotice(text);
    expect(chapters.map(({ points }) => points.length)).toEqual([1, 0]);
  });
});

describe("a responsible unit that leads where none is named", () => {
  const RULE = "无牵头单位的，责任单位即为牵头单位，下同。";
  const ITEMS =
    "一、产业\n1.甲。（牵头单位：市商务局；责任单位：市财政局）\n2.乙。（责任单位：市教育局、市财政局）\n3.丙。（市商务局配合）";
  test("leads by the rule said once", () => {
    expect(pointsRead(`${HEAD}${RULE}\n${ITEMS}`)).toEqual([
      "1 甲 | 牵头 商务局 | 责任 财政局",
      "2 乙 | 牵头 教育局、财政局",
      "3 丙 | 配合 商务局",
    ]);
  });
  test("and does not where the rule is not said", () => {
    expect(pointsRead(`${HEAD}${ITEMS}`)[1]).toBe("2 乙 | 责任 教育局、财政局");
  });
});

test("items that go on counting from heading to heading are no steps of the heading", () => {
  const text = `${HEAD}一、稳增长\n（一）目标\n1.甲。（责任单位：市商务局）\n2.乙。（责任单位：市商务局）\n二、惠民生\n（一）教育\n3.丙。\n4.丁。（责任单位：市教育局）`;
  expect(pointsRead(text)).toEqual([
    "1 甲 | 责任 商务局",
    "2 乙 | 责任 商务局",
    "3 丙",
    "4 丁 | 责任 教育局",
  ]);
});

describe("figures at the beginning of a line", () => {
  test("are no item where nothing has ended before them", () => {
    const text = `${HEAD}一、产业\n1、甲。（责任单位：市商务局）\n2、筹集\n3.5亿元资金。（责任单位：市财政局）\n3、2025年建成学校。（责任单位：市教育局）\n4.2026年扩建。（责任单位：市教育局）`;
    expect(pointsRead(text)).toEqual([
      "1 甲 | 责任 商务局",
      "2 筹集3.5亿元资金 | 责任 财政局",
      "3 2025年建成学校 | 责任 教育局",
      "4 2026年扩建 | 责任 教育局",
    ]);
  });
});

describe("the title", () => {
  const titleOf = (text: string) => readNotice(text).title;
  test("is whole where the page broke it behind 关于", () => {
    expect(
      titleOf(
        "青河市人民政府关于促进园区\n高水平开放的若干意见\n青政发〔2025〕3号\n各区县政府：\n现提出以下意见：\n一、甲\n1.乙。（责任单位：市商务局）",
      ),
    ).toBe("青河市人民政府关于促进园区高水平开放的若干意见");
  });
  test("of two lists issued together is what the notice is called, and no line of its attachments", () => {
    const text =
      "青河市人民政府办公室关于印发2025年重点工作责任分解和民生实事责任分解的通知\n各区县人民政府：\n《2025年重点工作责任分解》和《民生实事责任分解》已经市政府同意，现印发给你们。\n附件：1.2025年重点工作责任分解\n2.民生实事责任分解\n青河市人民政府办公室\n2025年5月22日\n附件1\n2025年重点工作责任分解\n一、产业\n1.招商。\n责任单位：市商务局\n附件2\n民生实事责任分解\n1.新建幼儿园。\n责任单位：市教育局";
    expect(titleOf(text)).toBe("2025年重点工作责任分解和民生实事责任分解");
  });
});

describe("a second list in one file", () => {
  const chapters = (text: string) =>
    readNotice(text).chapters.map(
      ({ number, title, points }) =>
        `${number} ${title}: ${points.map((point) => point.number).join(" ")}`,
    );
  const C = "（责任单位：市教育局）";
  test("behind 附件2 is a chapter of its own", () => {
    const text = `${HEAD}一、产业\n1.甲。${C}\n2.乙。${C}\n附件2\n民生实事责任分解\n1.丙。${C}\n2.丁。${C}`;
    expect(chapters(text)).toEqual(["1 产业: 1 2", "0 民生实事责任分解: 1 2"]);
    expect(isWhole(text)).toBe(true);
    expect(readNotice(text).warnings).toEqual([]);
  });
  test("with chapters of its own begins them anew below its title", () => {
    const text = `${HEAD}一、产业\n1.甲。${C}\n二、开放\n2.乙。${C}\n青河市2025年教育行动方案\n为办好教育，制定本方案。\n一、学校\n1.丙。${C}`;
    expect(chapters(text)).toEqual([
      "1 产业: 1",
      "2 开放: 2",
      "0 青河市2025年教育行动方案: ",
      "1 学校: 1",
    ]);
    expect(isWhole(text)).toBe(true);
    expect(readNotice(text).warnings).toEqual([]);
  });
});

test("who to ring below the attachments is no part of the last item", () => {
  const text = `${HEAD}一、产业\n1.甲。（责任单位：市商务局）\n附件：1.任务清单\n2.名单\n（联系人：李某；联系电话：123456）`;
  const reading = readNotice(text);
  expect(reading.afterword).toContain("联系人");
  expect(reading.warnings).toEqual([]);
});
