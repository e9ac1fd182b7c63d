import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { readNotice } from "@/lib/documents/notice";
import { linesOfFile } from "@/lib/documents/source-text";
import { differences } from "./rendering";

// Word documents as offices write them, each with its reading written by hand.
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (text: string, properties = "") =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${text.startsWith("<") ? text : run(text)}</w:p>`;
const listed = (text: string, level: number) =>
  p(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`);
const cell = (text: string, properties = "") =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${text
    .split("\n")
    .map((each) => (each.startsWith("<w:p>") ? each : p(each)))
    .join("")}</w:tc>`;
const row = (...cells: string[]) =>
  `<w:tr>${cells.map((each) => (each.startsWith("<w:tc>") ? each : cell(each))).join("")}</w:tr>`;
const table = (...rows: string[]) => `<w:tbl>${rows.join("")}</w:tbl>`;
const span = (text: string, width: number) => cell(text, `<w:gridSpan w:val="${width}"/>`);
const first = (text: string) => cell(text, '<w:vMerge w:val="restart"/>');
const below = () => cell("", "<w:vMerge/>");
const level = (index: number, format: string, text: string) =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
const NUMBERING = `<w:numbering><w:abstractNum w:abstractNumId="0">${level(0, "chineseCountingThousand", "%1、")}${level(1, "chineseCounting", "（%2）")}${level(2, "decimalFullWidth", "%3．")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;

const HEAD = [
  "青河市2025年重点工作分工",
  "青政办发〔2025〕8号",
  "青河市人民政府办公室",
  "2025年2月8日",
]
  .map((text) => p(text))
  .join("");
const READ = "《青河市2025年重点工作分工》 青政办发〔2025〕8号 2025-02-08 2025 青河市";

function differencesOf(body: string, expected: string): string[] {
  const document = `<?xml version="1.0"?><w:document><w:body>${HEAD}${body}</w:body></w:document>`;
  const bytes = zipSync({
    "word/document.xml": strToU8(document),
    "word/numbering.xml": strToU8(NUMBERING),
  });
  return differences(`${READ}\n${expected}`, readNotice(linesOfFile("通知.docx", bytes)));
}

test.each<[string, string, string]>([
  [
    "a table whose head has two lines and is repeated on the next page",
    table(
      row(first("序号"), first("工作任务"), span("责任分工", 2), first("完成时限")),
      row(below(), below(), "牵头单位", "配合单位", below()),
      row("1", "建设园区。", "市商务局", "市财政局\n市教育局", "6月底前"),
      row(first("序号"), first("工作任务"), span("责任分工", 2), first("完成时限")),
      row(below(), below(), "牵头单位", "配合单位", below()),
      row("2", "新建学校。", "市教育局", "", "长期坚持"),
    ),
    `（未分章）
1 建设园区 | 牵头 商务局 | 配合 财政局、教育局 | 时限 2025-06-30
2 新建学校 | 牵头 教育局 | 时限 长期`,
  ],
  [
    "a number over several rows, and dates with stops",
    table(
      row("序号", "重点任务", "工作内容", "责任单位", "完成时限"),
      row(first("1"), first("建设园区"), "选址。", "市资规局", "2025.3"),
      row(below(), below(), "开工。", "市住建局", "2025.6.30"),
      row(first("2"), first("新建学校"), "立项。", "市发改委", "2025-05"),
      row(below(), below(), "建设。", "市教育局", "12月"),
    ),
    `（未分章）
1 建设园区 | 责任 资规局 | 时限 2025-03-31
1 建设园区 | 责任 住建局 | 时限 2025-06-30
2 新建学校 | 责任 发改委 | 时限 2025-05-31
2 新建学校 | 责任 教育局 | 时限 2025-12-31`,
  ],
  [
    "a table without a column of numbers, which stand before the tasks",
    table(
      row("工 作 任 务", "牵 头\n部 门", "责 任 部 门", "备 注"),
      row("（一）建设园区。6月底前建成。", "市商务局", "市财政局", ""),
      row("（二）新建学校。", "市教育局", "各县（市、区）政府", "省定"),
    ),
    `（未分章）
（一） 建设园区 | 牵头 商务局 | 责任 财政局 | 时限 2025-06-30
（二） 新建学校 | 牵头 教育局 | 责任 各县（市、区）政府`,
  ],
  [
    "numbers that Word counts in cells with nothing else in them",
    table(
      row("序号", "工作任务", "责任单位"),
      row(span("一、产业", 3)),
      row(cell(listed("", 2)), "建设园区。", "市商务局"),
      row(span("二、民生", 3)),
      row(cell(listed("", 2)), "新建学校。", "市教育局"),
    ),
    `一、产业
1 建设园区 | 责任 商务局
二、民生
2 新建学校 | 责任 教育局`,
  ],
  [
    "a table with merged sections and deadlines",
    table(
      row("序号", "工作任务", "责任单位", "完成时限"),
      row(span("一、产业发展", 4)),
      row("1", "建设园区。\n引进企业10家。", "市商务局\n市投资促进局", first("2025年6月底")),
      row("2", "培育集群。", "市工信局", below()),
      row(span("二、民生改善", 4)),
      row("3", "新建学校2所。", "市教育局、各县（市、区）政府", "长期坚持"),
    ),
    `一、产业发展
1 建设园区 | 责任 商务局、投资促进局 | 时限 2025-06-30
2 培育集群 | 责任 工信局 | 时限 2025-06-30
二、民生改善
3 新建学校2所 | 责任 教育局、各县（市、区）政府 | 时限 长期`,
  ],
  [
    "a table whose head has two rows",
    table(
      row(first("序号"), first("重点任务"), span("责任分工", 2), first("完成时间")),
      row(below(), below(), "牵头单位", "配合单位", below()),
      row("1", "开通航线3条。", "市交通运输局", "市财政局", "2025年9月"),
      row("2", "举办赛事1场。", "市体育局", "市文化和旅游局、团市委", "年底前"),
    ),
    `（未分章）
1 开通航线3条 | 牵头 交通运输局 | 配合 财政局 | 时限 2025-09-30
2 举办赛事1场 | 牵头 体育局 | 配合 文化和旅游局、共青团青河市委 | 时限 2025-12-31`,
  ],
  [
    "lists that Word numbers, with line breaks and tracked changes",
    listed("产业协作", 0) +
      listed("共建平台", 1) +
      listed(
        `${run("建设基地")}<w:del><w:r><w:delText>20</w:delText></w:r></w:del><w:ins>${run("30")}</w:ins>${run("个。")}<w:r><w:br/></w:r>${run("（责任单位：市科技局）")}`,
        2,
      ) +
      listed("引进团队。（责任单位：市委组织部、市人社局）", 2) +
      listed("民生", 0) +
      listed("改善交通。（责任单位：市交通运输局）", 1),
    `一、产业协作
1 建设基地30个 | 责任 科技局
2 引进团队 | 责任 委组织部、人社局
二、民生
（一） 改善交通 | 责任 交通运输局`,
  ],
  [
    "clauses in text boxes below their points",
    p("一、任务") +
      p(
        `${run("1.修建绿道20公里。")}<w:r><w:pict><v:textbox><w:txbxContent>${p("责任单位：市城管局、市园林局")}</w:txbxContent></v:textbox></w:pict></w:r>`,
      ) +
      p("2.整治河道。（责任单位：市水利局）"),
    `一、任务
1 修建绿道20公里 | 责任 城管局、园林局
2 整治河道 | 责任 水利局`,
  ],
  [
    "a table of persons beside units",
    table(
      row("序号", "目标任务", "牵头领导", "牵头单位", "责任单位及责任人"),
      row("1", "工业投资增长12%。", "某副市长", "市工信局", "市发改委　周某某"),
    ),
    `（未分章）
1 工业投资增长12% | 牵头 工信局 | 责任 发改委
? 6 周某某`,
  ],
])("%s", (_, body, expected) => {
  expect(differencesOf(body, expected)).toEqual([]);
});
