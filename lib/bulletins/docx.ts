import { Paragraph } from "docx";
import type { City } from "../dashboards/board";
import type { PointRow } from "../dashboards/rows";
import type { IsoDate } from "../dates";
import { annexTable } from "./docx-annex";
import {
  ACROSS,
  annexed,
  blank,
  body,
  centred,
  chineseDate,
  FONT,
  headed,
  officialFile,
  run,
  SIZE,
  signed,
  tidy,
  titled,
  UPRIGHT,
} from "./docx-paragraphs";
import { headingMark, isChapterSection, issueName } from "./rules";

export type BulletinText = {
  year: number;
  title: string;
  recipients: string;
  /** 发文机关署名; empty in a draft that has none yet */
  issuingOffice: string;
  asOf: IsoDate;
  sections: { key: string; heading: string; text: string }[];
  cities: City[];
  /** the ledger of the day */
  rows: PointRow[];
  /** null for a draft */
  issue: { number: number; issuedOn: IsoDate } | null;
  demonstration: boolean;
};

/** A bulletin as a Word file in the form of GB/T 9704-2012, with the ledger of its day as 附件. */
export function bulletinFile(text: BulletinText): Promise<Uint8Array> {
  return officialFile(text.title, [
    { properties: UPRIGHT, children: letter(text) },
    { properties: ACROSS, children: annex(text) },
  ]);
}

function letter(text: BulletinText) {
  const { title, year, recipients, issuingOffice, sections, issue, demonstration } = text;
  return [
    ...(demonstration ? [centred("演示数据，不代表实际情况", FONT.body, SIZE.body)] : []),
    centred(issue ? issueName(year, issue.number) : "（草稿，未印发）", FONT.kai, SIZE.body),
    blank(),
    titled(title),
    blank(),
    new Paragraph({ children: [run(`${tidy(recipients).replace(/[：:]$/, "")}：`)] }),
    ...sectionParagraphs(sections),
    blank(),
    ...annexed("工作要点台账"),
    ...signed(issuingOffice, issue ? chineseDate(issue.issuedOn) : "（印发日期）"),
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

function annex({ title, asOf, cities, rows, demonstration }: BulletinText) {
  return [
    new Paragraph({ children: [run("附件", { font: FONT.hei })] }),
    // Its title stands in the third line.
    blank(),
    titled("工作要点台账"),
    centred(
      `${demonstration ? "演示数据　" : ""}《${title}》　统计截止：${asOf}　共${rows.length}项`,
      FONT.body,
      SIZE.small,
    ),
    annexTable(rows, cities),
  ];
}
