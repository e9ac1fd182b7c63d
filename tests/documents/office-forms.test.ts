import { describe, expect, test } from "vitest";
import { pointsOf, readNotice } from "@/lib/documents/notice";
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
];

describe("who answers, as offices write it", () => {
  test.each(CLAUSES)("%s", (clause, expected) => {
    const text = `${HEAD}一、产业\n1. 壮大集群。建设园区。${clause}`;
    expect(pointsRead(text)).toEqual([`1 壮大集群 | ${expected}`]);
    expect(isWhole(text)).toBe(true);
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
