import { describe, expect, test } from "vitest";
import { pointsOf, readNotice } from "@/lib/documents/notice";
import { readPasted } from "./read";

describe("headings", () => {
  const POINTS = ["1 建园区 | 责任 商务局", "2 办学校 | 责任 教育局"];
  test.each([
    ["甲、产业", "乙、民生"],
    ["第一部分 产业", "第二部分 民生"],
    ["第1部分：产业", "第2部分：民生"],
    ["第一篇　产业", "第二篇　民生"],
    ["（第一章）产业", "（第二章）民生"],
    ["【第一章】产业", "【第二章】民生"],
    ["板块一：产业", "板块二：民生"],
    ["专栏1 产业", "专栏2 民生"],
    ["模块1、产业", "模块2、民生"],
    ["重点任务一：产业", "重点任务二：民生"],
  ])("%s", (one, two) => {
    const { points, chapters, asked } = readPasted(
      `${one}\n1.建园区。（责任单位：市商务局）\n${two}\n2.办学校。（责任单位：市教育局）`,
    );
    expect(chapters).toEqual([one, two]);
    expect(points).toEqual(POINTS);
    expect(asked).toEqual([]);
  });

  test("below others are sections: 一、甲、and 一、任务1：", () => {
    const { points, chapters, reading } = readPasted(
      "一、产业\n甲、园区\n1.建园区。（责任单位：市商务局）\n乙、招商\n2.办展会。（责任单位：市贸促会）\n二、民生\n甲、教育\n3.办学校。（责任单位：市教育局）",
    );
    expect(chapters).toEqual(["一、产业", "二、民生"]);
    expect(points).toHaveLength(3);
    expect(pointsOf(reading).map(({ section }) => section)).toEqual([
      "甲、园区",
      "乙、招商",
      "甲、教育",
    ]);
  });

  test("that are points themselves: 任务一： with its own clause", () => {
    const { points } = readPasted(
      "一、产业\n任务一：建园区。（责任单位：市商务局）\n任务二：办展会。（责任单位：市贸促会）",
    );
    expect(points).toEqual(["1 建园区 | 责任 商务局", "2 办展会 | 责任 贸促会"]);
  });

  test("甲、乙双方 begins a sentence and no chapter", () => {
    const { chapters, points } = readPasted(
      "一、产业\n1.建园区。\n甲、乙双方共同出资。（责任单位：市商务局）",
    );
    expect(chapters).toEqual(["一、产业"]);
    expect(points).toEqual(["1 建园区 | 责任 商务局"]);
  });

  test("a box between points is text of the point above, and asked about once", () => {
    const { points, asked } = readPasted(
      "一、产业\n1.建园区。（责任单位：市商务局）\n专栏1 重点园区\n1.东园：建厂房。\n2.西园：修道路。\n2.办学校。（责任单位：市教育局）",
    );
    expect(points).toEqual(POINTS);
    expect(asked).toEqual([expect.stringContaining("专栏1 重点园区")]);
  });
});

describe("numbers of items", () => {
  test("go on beyond 999, and a year is none", () => {
    const { points } = readPasted(
      "一、产业\n998.甲。（责任单位：市商务局）\n999、乙。（责任单位：市商务局）\n1000.丙。建设\n2025.6公里道路。（责任单位：市商务局）\n1001．丁。（责任单位：市商务局）",
    );
    expect(points.map((point) => point.split(" ")[0])).toEqual(["998", "999", "1000", "1001"]);
  });

  test.each([
    ["①甲。", "②乙。", "③丙。"],
    ["⑴甲。", "⑵乙。", "⑶丙。"],
    ["⒈甲。", "⒉乙。", "⒊丙。"],
    ["１．甲。", "２．乙。", "３．丙。"],
    ["１、甲。", "２、乙。", "３、丙。"],
    ["（１）甲。", "（２）乙。", "（３）丙。"],
    ["1)甲。", "2)乙。", "3)丙。"],
  ])("%s", (...titles) => {
    const text = titles.map((title) => `${title}（责任单位：市商务局）`).join("\n");
    expect(readPasted(`一、产业\n${text}`).points).toEqual(
      ["1 甲", "2 乙", "3 丙"].map((point) => `${point} | 责任 商务局`),
    );
  });

  test("of steps inside an item: inline, on lines with one clause below, and with their own", () => {
    const { points, asked } = readPasted(
      "一、产业\n1.建园区。做好：(1)修路；(2)建房。（责任单位：市商务局）\n2.招商。\n(1)办活动。\n(2)引企业。\n（责任单位：市财政局）\n3.办展。\n（1）办展会。（责任单位：市贸促会）\n（2）办论坛。（责任单位：市科协）",
    );
    expect(points).toEqual([
      "1 建园区 | 责任 商务局",
      "2 招商 | 责任 财政局",
      "1 办展会 | 责任 贸促会",
      "2 办论坛 | 责任 科协",
    ]);
    expect(asked).toEqual([]);
  });
});

describe("a name that looks miswritten is listed as it stands, and asked about with what it may be", () => {
  test.each([
    ["市州财政局", "市财政局"],
    ["州财政局", "市财政局"],
    ["市财证局", "市财政局"],
    ["市发展和改改委", "市发展和改革委"],
    ["市财政政局", "市财政局"],
    ["青河市政财局", "青河市财政局"],
    ["青河市教玉局", "青河市教育局"],
  ])("%s", (written, likely) => {
    const { points, asked } = readPasted(`一、产业\n1.建园区。（责任单位：市商务局、${written}）`);
    expect(asked).toEqual([`第1项的“${written}”可能是“${likely}”，名称照原文列入，请核对。`]);
    expect(points[0]?.split("、")).toHaveLength(2);
  });

  test("of several cities of one level each may be meant", () => {
    const text =
      "青河市人民政府办公室 白山口市人民政府办公室\n关于印发《青河—白山口对口合作2025年工作要点》的通知\n1.甲。（责任单位：两市教育局，州财政局）";
    expect(readNotice(text).warnings.map(({ message }) => message)).toContain(
      "第1项的“州财政局”可能是“青河市财政局”或“白山口市财政局”，名称照原文列入，请核对。",
    );
  });

  test.each([
    "市水文局",
    "市体育局",
    "市林草局",
    "市港务局",
    "市州际合作中心",
    "省财政厅",
    "市文旅局",
    "市投资促进中心",
    "市大数据局",
    "市市场监管局",
  ])("%s is a name of its own", (name) => {
    expect(readPasted(`一、产业\n1.建园区。（责任单位：市商务局、${name}）`).asked).toEqual([]);
  });
});

describe("who stands beside a task is asked about by name, and is none of those who do it", () => {
  test.each([
    ["（责任单位：市商务局；督办单位：市政府督查室）", "督办单位“市政府督查室”"],
    ["（责任单位：市商务局；监管单位：市市场监管局）", "监管单位“市市场监管局”"],
    ["（责任单位：市商务局，指导单位：市财政局）", "指导单位“市财政局”"],
    ["（责任单位：市商务局  联系单位：市财政局）", "联系单位“市财政局”"],
    ["（督查部门：市政府督查室；责任单位：市商务局）", "督查部门“市政府督查室”"],
    ["责任单位：市商务局  考核单位：市统计局", "考核单位“市统计局”"],
    ["\n责任单位：市商务局\n督办单位：市政府督查室", "督办单位“市政府督查室”"],
    ["（市商务局负责，市委督查室督办）", "“市委督查室督办”"],
    ["（市商务局负责，市财政局监管）", "“市财政局监管”"],
    ["（责任单位：市商务局；包保领导：张某）", "写有包保领导"],
  ])("%s", (clause, said) => {
    const { points, asked } = readPasted(`一、产业\n1.建园区。修路。${clause}`);
    expect(points).toEqual(["1 建园区 | 责任 商务局"]);
    expect(asked).toEqual([expect.stringContaining(said)]);
    expect(asked[0]).toMatch(/未列入分工|不列入分工/);
  });

  test("in a column of a table too", () => {
    const { points, asked } = readPasted(
      "一、产业\n| 序号 | 任务 | 责任单位 | 督办单位 |\n| 1 | 建园区 | 市商务局 | 市政府督查室 |",
    );
    expect(points).toEqual(["1 建园区 | 责任 商务局"]);
    expect(asked).toEqual([expect.stringContaining("督办单位“市政府督查室”")]);
  });
});

describe("who answers, under other words", () => {
  test.each([
    ["（主管单位：市商务局；实施单位：市财政局）", "责任 商务局、财政局"],
    ["（主管部门：市商务局；建设单位：市城投集团）", "责任 商务局、城投集团"],
    ["（归口单位：市商务局；协同单位：市财政局）", "责任 商务局 | 配合 财政局"],
    [
      "（市分管领导：张某；市牵头部门：市商务局；县区责任单位：各县区政府）",
      "牵头 商务局 | 责任 各县区政府",
    ],
    ["（分管副市长：张某；市直责任单位：市商务局）", "责任 商务局"],
    ["（责任单位：各县区 牵头单位：市商务局）", "牵头 商务局 | 责任 各县区"],
    ["（市商务局主办，市财政局会办）", "牵头 商务局 | 配合 财政局"],
    ["（市商务局主抓，市财政局协抓）", "牵头 商务局 | 配合 财政局"],
    ["（市商务局为主，市财政局协助）", "牵头 商务局 | 配合 财政局"],
    ["（市商务局负责组织，各县区政府具体实施）", "责任 商务局、各县区政府"],
  ])("%s", (clause, expected) => {
    const { points, asked } = readPasted(`一、产业\n1.建园区。修路。${clause}`);
    expect(points).toEqual([`1 建园区 | ${expected}`]);
    expect(asked).toEqual([]);
  });

  test("建设单位的园区 and 以市场为主 are prose", () => {
    const { points, asked } = readPasted(
      "一、产业\n1.建园区。支持建设单位：加快进度。坚持以企业为主，政府引导。（责任单位：市商务局）",
    );
    expect(points).toEqual(["1 建园区 | 责任 商务局"]);
    expect(asked).toEqual([]);
  });
});
