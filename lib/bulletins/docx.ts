import {
  AlignmentType,
  Document,
  DocumentGridType,
  Packer,
  PageOrientation,
  Paragraph,
  SectionType,
} from "docx";
import type { City } from "../dashboards/board";
import type { PointRow } from "../dashboards/rows";
import type { IsoDate } from "../dates";
import { annexTable } from "./docx-annex";
import { blank, body, FONT, pageNumber, ROOM, run, SIZE, tidy } from "./docx-paragraphs";
import { headingMark, isChapterSection, issueName } from "./rules";

export type BulletinText = {
  year: number;
  title: string;
  recipients: string;
  asOf: IsoDate;
  sections: { key: string; heading: string; text: string }[];
  cities: City[];
  /** the ledger of the day */
  rows: PointRow[];
  /** null for a draft */
  issue: { number: number; issuedOn: IsoDate } | null;
  demonstration: boolean;
};

// GB/T 9704-2012: A4, 37 mm above, 28 mm left of a text of 156 × 225 mm with 22 lines of 28 characters.
const PAGE = { width: 11906, height: 16838 };
const GRID = { type: DocumentGridType.LINES_AND_CHARS, linePitch: 579, charSpace: -849 };
const UPRIGHT = {
  page: { size: PAGE, margin: { top: 2097, left: 1587, right: 1474, bottom: 1984 } },
  grid: GRID,
};
// The same sheet turned, for the table.
const ACROSS = {
  type: SectionType.NEXT_PAGE,
  page: {
    size: { ...PAGE, orientation: PageOrientation.LANDSCAPE },
    margin: { top: 1587, left: 1984, right: 2097, bottom: 1474 },
  },
};

/** A bulletin as a Word file in the form of GB/T 9704-2012, with the ledger of its day as 附件. */
export async function bulletinFile(text: BulletinText): Promise<Uint8Array> {
  const footers = {
    default: pageNumber(AlignmentType.RIGHT),
    even: pageNumber(AlignmentType.LEFT),
  };
  const document = new Document({
    title: text.title,
    creator: "对口合作督办",
    lastModifiedBy: "对口合作督办",
    // 奇右偶左
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: FONT.body, size: SIZE.body } } } },
    sections: [
      { properties: UPRIGHT, footers, children: letter(text) },
      { properties: ACROSS, footers, children: annex(text) },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

function letter({ title, year, recipients, sections, issue, demonstration }: BulletinText) {
  return [
    ...(demonstration ? [centred("演示数据，不代表实际情况", FONT.body, SIZE.body)] : []),
    centred(issue ? issueName(year, issue.number) : "（草稿，未印发）", FONT.kai, SIZE.body),
    blank(),
    centred(title, FONT.title, SIZE.title),
    blank(),
    new Paragraph({ children: [run(`${tidy(recipients).replace(/[：:]$/, "")}：`)] }),
    ...sectionParagraphs(sections),
    blank(),
    body("附件：工作要点台账"),
    blank(),
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      // 右空四字
      indent: { right: 4 * ROOM },
      children: [run(issue ? chineseDate(issue.issuedOn) : "（印发日期）")],
    }),
  ];
}

/** 一、 黑体 for a section, （一） 楷体 for a chapter, 1. bold for a point, the rest is body. */
function sectionParagraphs(sections: BulletinText["sections"]): Paragraph[] {
  let order = 0;
  let within = 0;
  return sections.flatMap(({ key, heading, text }) => {
    const chapter = isChapterSection(key);
    const heads: Paragraph[] = [];
    if (chapter) {
      if (within === 0) heads.push(headed(headingMark(++order, false), "各章进展", FONT.hei));
      heads.push(headed(headingMark(++within, true), heading, FONT.kai));
    } else {
      heads.push(headed(headingMark(++order, false), heading, FONT.hei));
    }
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    return [
      ...heads,
      ...lines.map((line) =>
        /^\d+[.．]\s*\S/.test(line) ? body(line, { bold: true }) : body(line),
      ),
    ];
  });
}

function headed(mark: string, heading: string, font: typeof FONT.hei): Paragraph {
  return body(`${mark}${heading}`, { font, keepNext: true });
}

function annex({ title, asOf, cities, rows, demonstration }: BulletinText) {
  return [
    new Paragraph({ children: [run("附件", { font: FONT.hei })] }),
    centred("工作要点台账", FONT.title, SIZE.title),
    centred(
      `${demonstration ? "演示数据　" : ""}《${title}》　统计截止：${asOf}　共${rows.length}项`,
      FONT.body,
      SIZE.small,
    ),
    annexTable(rows, cities),
  ];
}

function centred(text: string, font: typeof FONT.hei, size: number): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, children: [run(text, { font, size })] });
}

/** 2024-09-20 → 2024年9月20日 */
function chineseDate(date: IsoDate): string {
  const [year, month, day] = date.split("-").map(Number);
  return `${year}年${month}月${day}日`;
}
