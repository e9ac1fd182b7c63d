import { describe, expect, test } from "vitest";
import { readNotice } from "@/lib/documents/notice";
import { HEAD, isWhole } from "./read";

const C = "（责任单位：市教育局）";

/** Chapters of a text, each as “1 标题: 1 甲, 2 乙”; a section before its point. */
function outline(text: string): string[] {
  return readNotice(text).chapters.map(({ number, title, points }) => {
    const items = points.map(
      (point) => `${point.section ? `[${point.section}] ` : ""}${point.number} ${point.title}`,
    );
    return `${number} ${title}: ${items.join(", ")}`;
  });
}

const FORMS: [string, string, string[]][] = [
  [
    "第一章 with 1、",
    `第一章 总体\n1、甲。文。${C}\n第二章　任务\n2、乙。文。${C}`,
    ["1 总体: 1 甲", "2 任务: 2 乙"],
  ],
  [
    "第一部分 with full-width figures",
    `第一部分 总体\n１．甲。文。${C}\n２．乙。文。${C}`,
    ["1 总体: 1 甲, 2 乙"],
  ],
  [
    "（一） above numbered items, where nothing stands higher",
    `（一）海洋\n1.甲。文。${C}\n2.乙。文。${C}\n（二）民生\n3.丙。文。${C}`,
    ["1 海洋: 1 甲, 2 乙", "2 民生: 3 丙"],
  ],
  [
    "（一） running across chapters",
    `一、总体\n（一）甲。文。${C}\n二、任务\n（二）乙。文。${C}`,
    ["1 总体: 1 甲", "2 任务: 2 乙"],
  ],
  [
    "(一) beginning again in each",
    `一、总体\n(一)甲。文。${C}\n二、任务\n(一)乙。文。${C}`,
    ["1 总体: 1 甲", "2 任务: 1 乙"],
  ],
  ["（1） as points", `一、总体\n（1）甲。文。${C}\n（2）乙。文。${C}`, ["1 总体: 1 甲, 2 乙"]],
  [
    "three levels",
    `一、总体\n（一）节一\n1. 甲。文。${C}\n2. 乙。文。${C}\n（二）节二\n3. 丙。文。${C}`,
    ["1 总体: [（一）节一] 1 甲, [（一）节一] 2 乙, [（二）节二] 3 丙"],
  ],
  [
    "levels that differ by chapter",
    `一、任务\n（一）节\n1. 甲。文。${C}\n二、保障\n（一）乙。文。${C}\n（二）丙。文。${C}`,
    ["1 任务: [（一）节] 1 甲", "2 保障: 1 乙, 2 丙"],
  ],
  [
    "a clause behind a list of steps is the heading's",
    `一、任务\n（一）甲。\n1.一步。\n2.二步。${C}\n（二）乙。\n1.一步。\n2.二步。${C}`,
    ["1 任务: 1 甲, 2 乙"],
  ],
  [
    "a chapter of prose has none",
    `一、总体目标\n到2030年，建成体系。\n——规模扩大。\n二、任务\n（一）甲。文。${C}`,
    ["1 总体目标: ", "2 任务: 1 甲"],
  ],
  [
    "a chapter that is a point",
    `一、加大补贴。\n对企业给予补贴。${C}\n二、拓展场景\n支持应用。${C}支持赛事。（责任单位：市体育局）`,
    ["1 加大补贴: 1 加大补贴", "2 拓展场景: 2 拓展场景"],
  ],
  [
    "a chapter that is a point in one paragraph",
    `一、加大补贴。对企业给予补贴。${C}\n二、拓展场景。支持应用。${C}`,
    ["1 加大补贴: 1 加大补贴", "2 拓展场景: 2 拓展场景"],
  ],
  ["no chapters", `1. 甲。文。${C}\n2. 乙。文。${C}`, ["0 : 1 甲, 2 乙"]],
  ["articles", `第一条 甲。文。${C}\n第二条 乙。文。${C}`, ["0 : 1 甲, 2 乙"]],
  [
    "points without a single clause",
    "一、任务\n（一）甲。文。\n（二）乙。文。",
    ["1 任务: 1 甲, 2 乙"],
  ],
  [
    "a point right against a year",
    `一、任务\n1.甲。文。${C}\n2.2025年底前建成园区。文。${C}`,
    ["1 任务: 1 甲, 2 2025年底前建成园区"],
  ],
  [
    "a figure with decimals at the start of a line",
    `一、任务\n1.甲。粮食产量达到\n1.5万吨。${C}\n2.乙。文。${C}`,
    ["1 任务: 1 甲, 2 乙"],
  ],
  [
    "steps （1）（2） inside a point",
    `一、任务\n1. 甲。文。\n（1）一步。\n（2）二步。\n责任单位：市教育局\n2. 乙。文。${C}`,
    ["1 任务: 1 甲, 2 乙"],
  ],
  [
    "the whole on one line",
    `为做好工作，制定如下要点。一、任务 1. 甲。文。${C}2. 乙。文。${C}二、保障 3. 丙。文。${C}`,
    ["1 任务: 1 甲, 2 乙", "2 保障: 3 丙"],
  ],
  [
    "each chapter on one line",
    `一、任务（一）甲。文。${C}（二）乙。文。${C}\n二、保障（三）丙。文。${C}（四）丁。文。${C}`,
    ["1 任务: 1 甲, 2 乙", "2 保障: 3 丙, 4 丁"],
  ],
  [
    "a marker that the page cut",
    `一、任务\n1. 甲。文。${C}\n二\n、保障\n2. 乙。文。${C}`,
    ["1 任务: 1 甲", "2 保障: 2 乙"],
  ],
  [
    "blanks of every kind",
    `　　一、任务\n\u00a0\u00a01．\u3000甲。文。${C}\n\t2 . 乙。文。\u200b${C}`,
    ["1 任务: 1 甲, 2 乙"],
  ],
];

describe("chapters, sections and points", () => {
  test.each(FORMS)("%s", (_, text, expected) => {
    expect(outline(HEAD + text)).toEqual(expected);
    expect(isWhole(HEAD + text)).toBe(true);
  });

  test("lines cut to a width are joined, inside labels and names as well", () => {
    const text = `一、支持企业发展
（一）鼓励企业加大研发投入，对符合条件的企业按照研发费用的一定
比例给予补助，单个企业每年最高不超过五十万元。（责任单
位：市教育局、各区政
府）
（二）支持企业开展技术改造，提高企业智能化绿色化融合化发展水平
并按照项目总投资额的一定比例分类分档予以资助，对贷款给予
贴息。（责任单位：市财政局、市商
务局）
（三）强化重点企业支持，强化空间技术资金人才数据用能等要素高效
精准供给，鼓励申报认定。（责任单位：市工业和信息化局）`;
    const { chapters } = readNotice(text);
    expect(chapters[0]?.points.map((point) => point.units.map((unit) => unit.name))).toEqual([
      ["市教育局", "各区政府"],
      ["市财政局", "市商务局"],
      ["市工业和信息化局"],
    ]);
    expect(isWhole(text)).toBe(true);
  });

  test("a letter with chapters of its own before the attachment is no chapter of the plan", () => {
    const text = `某市人民政府办公室关于分解落实2025年重点任务的通知\n各县区：\n一、提高认识。要重视。\n二、抓好落实。要落实。\n某市人民政府办公室\n2025年3月1日\n附件：重点任务分工方案\n一、任务\n1. 甲。文。${C}\n2. 乙。文。${C}`;
    expect(outline(text)).toEqual(["1 任务: 1 甲, 2 乙"]);
    expect(isWhole(text)).toBe(true);
  });
});

describe("numbers", () => {
  const missing = (text: string) =>
    readNotice(HEAD + text)
      .warnings.filter(({ message }) => message.startsWith("序号"))
      .map(({ line, message }) => `${line} ${message}`);

  test.each([
    `一、章\n1. 甲。文。${C}\n2．乙。文。${C}\n3、丙。文。${C}\n４．丁。文。${C}`,
    `一、甲。文。${C}\n二、章\n1. 乙。文。${C}\n2. 丙。文。${C}\n三、丁。文。${C}`,
    `一、章\n（一）甲。文。${C}\n(二)乙。文。${C}\n㈢丙。文。${C}`,
  ])("run on however their markers are written: %s", (text) => {
    expect(missing(text)).toEqual([]);
  });

  test.each([
    [`一、章\n1. 甲。文。${C}\n3．乙。文。${C}`, ["10 序号不连续：这里应是第2项，文中是第3项。"]],
    [`一、甲。文。${C}\n三、乙。文。${C}`, ["9 序号不连续：这里应是第2章，文中是第3章。"]],
  ])("that skip one are told once: %s", (text, expected) => {
    expect(missing(text)).toEqual(expected);
  });
});

describe("units in a heading", () => {
  const warned = (text: string) =>
    readNotice(HEAD + text).warnings.map(({ line, message }) => `${line} ${message}`);
  const points = `1. 甲。文。${C}\n2. 乙。文。${C}`;

  test.each([
    [`一、产业协作（牵头单位：市财政局）\n${points}`, "8 “一、产业协作（牵头单位：…”"],
    [`一、产业\n（一）装备。（责任单位：市财政局）\n${points}`, "9 “（一）装备。（责任单位：…”"],
    [
      `一、产业\n（一）装备。\n做强装备。（责任单位：市财政局、市商务局）\n${points}`,
      "10 “做强装备。（责任单位：市…”",
    ],
    [
      `一、产业\n（一）装备\n1. 甲。文。${C}\n（二）矿业（市财政局牵头）\n2. 乙。文。${C}`,
      "11 “（二）矿业（市财政局牵头…”",
    ],
  ])("is asked about with its line: %s", (text, which) => {
    expect(warned(text)).toEqual([`${which}写有责任单位，没有列入下面各项的分工，请核对后补充。`]);
  });

  test.each([
    `一、产业协作\n（一）装备\n${points}`,
    `一、加大补贴。（责任单位：市财政局）\n二、拓展场景。${C}`,
    `一、任务\n（一）甲。\n1.一步。\n2.二步。${C}\n（二）乙。\n1.一步。\n2.二步。${C}`,
  ])("is not where it is a point's own, or there is none: %s", (text) => {
    expect(warned(text)).toEqual([]);
  });
});

describe("what is around the text", () => {
  const text = `首页 > 政务公开 > 文件\n索引号：1234\n发布时间：2025-03-20\n字体：[大 中 小] 打印\n${HEAD}（此件公开发布）\n一、任务\n1. 甲。文。${C}\n本要点自印发之日起施行。\n青河市人民政府办公室\n2025年2月8日\n抄送：市委办公室。\n青河市人民政府办公室　2025年2月8日印发\n扫一扫在手机打开当前页\n政策解读：一图读懂\n青ICP备12345678号`;
  const read = readNotice(text);

  test("is kept in foreword and afterword, never in a point", () => {
    expect(isWhole(text)).toBe(true);
    expect(read.chapters[0]?.points[0]).toMatchObject({ body: "文。", clauseEnd: "）" });
    expect(read.afterword.split("\n")).toHaveLength(8);
    expect(read.warnings).toEqual([]);
  });

  test("is listed as noise with its line", () => {
    expect(read.noise.map(({ line }) => line)).toEqual([
      1, 2, 3, 4, 12, 16, 17, 18, 19, 20, 21, 22,
    ]);
  });

  test("does not date the notice: the signature does, and a web page's day only with a warning", () => {
    expect(read.issuedOn).toBe("2025-02-08");
    const web = readNotice(`发布时间：2025-03-20\n某市2025年工作要点\n一、任务\n1. 甲。文。${C}`);
    expect(web.issuedOn).toBe("2025-03-20");
    expect(web.warnings.some(({ message }) => message.includes("发布时间2025-03-20"))).toBe(true);
  });

  test("tells issuer, recipients, number and city", () => {
    expect(read).toMatchObject({
      title: "青河市2025年重点工作要点",
      documentNumber: "青政办发〔2025〕8号",
      issuer: "青河市人民政府办公室",
      recipients: "各县（市、区）人民政府，市政府各部门",
      cities: [{ name: "青河市", shortName: "青河" }],
      year: 2025,
    });
  });
});
