import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { linesOfDocx } from "@/lib/documents/docx";
import { pointsOf, readNotice } from "@/lib/documents/notice";
import { decodeText, linesOfFile } from "@/lib/documents/source-text";
import { parseXml } from "@/lib/documents/xml";

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (text: string, properties = "") =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${run(text)}</w:p>`;
const listed = (text: string, id: number, level = 0) =>
  p(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`);
const cell = (text: string, properties = "") =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`;
const row = (...cells: string[]) =>
  `<w:tr>${cells.map((each) => (each.startsWith("<w:tc>") ? each : cell(each))).join("")}</w:tr>`;
const level = (index: number, format: string, text: string) =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
const NUMBERING = `<w:numbering><w:abstractNum w:abstractNumId="0">${level(0, "chineseCountingThousand", "%1、")}${level(1, "chineseCounting", "（%2）")}${level(2, "decimal", "%3.")}</w:abstractNum><w:abstractNum w:abstractNumId="1">${level(0, "ideographTraditional", "%1、")}${level(1, "lowerLetter", "%2)")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`;

function docx(body: string, parts: Record<string, string> = {}): Uint8Array {
  const document = `<?xml version="1.0"?><w:document><w:body>${body}</w:body></w:document>`;
  const files = { "word/document.xml": document, "word/numbering.xml": NUMBERING, ...parts };
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
  );
}

const lines = (body: string, parts = {}) =>
  linesOfDocx("甲.docx", docx(body, parts)).map(({ text }) => text);
const points = (body: string) =>
  pointsOf(readNotice(linesOfDocx("甲.docx", docx(p("青河市2025年工作要点") + body)))).map(
    ({ number, title, named, deadlines, section }) => ({
      number,
      title,
      section,
      units: named.map((unit) => `${unit.role} ${unit.name}`),
      dates: deadlines.map(({ date }) => date),
    }),
  );

describe("a Word document", () => {
  test("has the numbers Word computes, level by level", () => {
    expect(
      lines(
        listed("甲", 1) +
          listed("节", 1, 1) +
          listed("项", 1, 2) +
          listed("项", 1, 2) +
          listed("节", 1, 1) +
          listed("项", 1, 2) +
          listed("乙", 1),
      ),
    ).toEqual(["一、甲", "（一）节", "1. 项", "2. 项", "（二）节", "1. 项", "二、乙"]);
    expect(lines(listed("子", 2) + listed("丑", 2, 1) + listed("寅", 2))).toEqual([
      "甲、子",
      "a)丑",
      "乙、寅",
    ]);
  });

  test("keeps insertions, fields and links, and drops deletions and codes", () => {
    const body = `<w:p>${run("甲")}<w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins>${run("乙")}</w:ins><w:hyperlink>${run("丙")}</w:hyperlink><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>丁</w:t><w:tab/><w:t>戊</w:t><w:br/><w:t>己</w:t></w:r></w:p>`;
    expect(lines(body)).toEqual(["甲乙丙丁 戊", "己"]);
  });

  test("has a text box once, not in both of its forms", () => {
    const box = `<w:txbxContent>${p("框中")}</w:txbxContent>`;
    const body = `<w:p>${run("外")}<w:r><mc:AlternateContent><mc:Choice><wps:txbx>${box}</wps:txbx></mc:Choice><mc:Fallback><w:pict>${box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`;
    expect(lines(body)).toEqual(["外", "框中"]);
  });

  test("keeps a footnote as a note at the end", () => {
    const notes = `<w:footnotes><w:footnote w:type="separator"><w:p/></w:footnote><w:footnote w:id="2">${p("排第一的为牵头单位。")}</w:footnote></w:footnotes>`;
    expect(lines(p("甲"), { "word/footnotes.xml": notes })).toEqual([
      "甲",
      "注：排第一的为牵头单位。",
    ]);
  });

  test("is read as a notice by its computed numbers", () => {
    expect(
      points(listed("任务", 1) + listed("扩大开放。举办活动。（责任单位：市商务局）", 1, 1)),
    ).toEqual([
      { number: 1, title: "扩大开放", section: "", units: ["RESPONSIBLE 青河市商务局"], dates: [] },
    ]);
  });
});

describe("a table of tasks", () => {
  test("gives a point for each row, whatever the order of its columns", () => {
    const table = `<w:tbl>${row("序号", "工作任务", "完成时限", "牵头单位", "配合单位")}${row("1", "建设园区", "2025年6月底", "市教育局", "市财政局、市商务局")}${row("2", "培育企业", "长期坚持", "市商务局", "")}</w:tbl>`;
    expect(points(table)).toEqual([
      {
        number: 1,
        title: "建设园区",
        section: "",
        units: ["LEAD 青河市教育局", "SUPPORT 青河市财政局", "SUPPORT 青河市商务局"],
        dates: ["2025-06-30"],
      },
      { number: 2, title: "培育企业", section: "", units: ["LEAD 青河市商务局"], dates: [null] },
    ]);
  });

  test("carries merged cells down and takes a row across the table as its section", () => {
    const table = `<w:tbl>${row("类别", "重点任务", "具体措施", "责任单位")}${row(cell("一类产业", '<w:gridSpan w:val="4"/>'))}${row(cell("甲", '<w:vMerge w:val="restart"/>'), "建园区", "选址。", cell("市教育局", '<w:vMerge w:val="restart"/>'))}${row(cell("", "<w:vMerge/>"), "引企业", "招商。", cell("", "<w:vMerge/>"))}</w:tbl>`;
    expect(points(table)).toEqual([
      { number: 1, title: "建园区", section: "甲", units: ["RESPONSIBLE 青河市教育局"], dates: [] },
      { number: 2, title: "引企业", section: "甲", units: ["RESPONSIBLE 青河市教育局"], dates: [] },
    ]);
  });

  test("of anything else stays as lines of text", () => {
    expect(lines(`<w:tbl>${row("姓名", "电话")}${row("甲", "1")}</w:tbl>`)).toEqual([
      "姓名\t电话",
      "甲\t1",
    ]);
    expect(points(`<w:tbl>${row("姓名", "电话")}${row("甲", "1")}</w:tbl>`)).toEqual([]);
  });
});

describe("a file that cannot be read is refused with what to do", () => {
  const refusal = (name: string, bytes: Uint8Array) => {
    try {
      linesOfFile(name, bytes);
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  };

  test.each([
    ["甲.txt", new Uint8Array(), "空文件"],
    ["甲.txt", strToU8(" \n "), "没有文字"],
    ["甲.doc", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1), "另存为 .docx"],
    ["甲.pdf", strToU8("%PDF-1.7"), "另存为 .docx"],
    ["甲.png", Uint8Array.of(0x89, 0x50, 0x4e, 0x47), "图片"],
    ["甲.wps", strToU8("x"), "另存为 .docx"],
    ["甲.zip", zipSync({ "a.txt": strToU8("甲") }), "压缩包"],
    ["甲.docx", docx("<w:p></w:x>"), "已损坏"],
    ["甲.docx", docx("<w:p/>").slice(0, 200), "已损坏"],
    ["甲.xlsx", docx("<w:p/>").slice(0, 200), "表格文件"],
    ["甲.txt", new TextEncoder().encode("<!DOCTYPE html><p>一、章</p>"), "网页文件"],
    ["甲.html", new TextEncoder().encode("一、章"), "网页文件"],
    ["甲.txt", Uint8Array.of(0xff, 0xff, 0x00, 0x81), "另存为"],
  ])("%s %#", (name, bytes, words) => {
    expect(refusal(name, bytes)).toContain(words);
  });

  test("that inflates beyond 60 MB, before it is inflated", () => {
    const bomb = zipSync({ "word/document.xml": new Uint8Array(61 << 20) });
    expect(refusal("甲.docx", bomb)).toContain("60 MB");
  });

  test("XML with a document type of its own is none", () => {
    expect(parseXml('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')).toBeNull();
    expect(parseXml("<a>&lt;&#20013;&b;</a>")?.children.join("")).toBe("<中&b;");
  });
});

describe("text in any usual encoding", () => {
  const GB = Uint8Array.of(0xd2, 0xbb, 0xa1, 0xa2, 0xbd, 0xcc, 0xd3, 0xfd);

  test("is told by its mark or by what is valid", () => {
    expect(decodeText("甲", strToU8("\ufeff一、教育"))).toBe("一、教育");
    expect(decodeText("甲", GB)).toBe("一、教育");
    expect(decodeText("甲", Buffer.from("\ufeff一、教育", "utf16le"))).toBe("一、教育");
    expect(decodeText("甲", Buffer.from("\ufeff一、教育", "utf16le").swap16())).toBe("一、教育");
    expect(decodeText("甲", Buffer.from("一、教育与培训", "utf16le"))).toBe("一、教育与培训");
  });
});
