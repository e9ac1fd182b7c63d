import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  ImportedXmlComponent,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TextRun,
  type XmlComponent,
} from "docx";
import type { IsoDate } from "../dates";
import { signatureRoom } from "./rules";
import { titleLines } from "./title";

// Chinese text in the named font, digits too; the hint lets quotation marks be Chinese ones.
const font = (name: string) => ({
  ascii: name,
  hAnsi: name,
  eastAsia: name,
  cs: name,
  hint: "eastAsia",
});

export const FONT = {
  body: font("仿宋_GB2312"),
  title: font("方正小标宋简体"),
  hei: font("黑体"),
  kai: font("楷体_GB2312"),
  song: font("宋体"),
};

/** In half points: 三号 16 pt, 二号 22 pt, 四号 14 pt, 小四 for notes, 五号 for tables. */
export const SIZE = { body: 32, title: 44, page: 28, small: 24, table: 21 };

// A quarter of a point off each of 16: 28 of them fill the 156 mm. Word's own grid of characters says the
// same, but other programs stretch what does not fit its cells.
const CLOSER = -5;

/** One character of the body, in twips. */
export const ROOM = 320 + CLOSER;

// GB/T 9704-2012: A4, 37 mm above, 28 mm left of a text of 156 × 225 mm with 22 lines of 28 characters.
export const SHEET = { width: 11906, height: 16838 };
const GRID = { type: DocumentGridType.LINES, linePitch: 579 };
export const UPRIGHT = {
  // The dashes of the page number stand 7 mm below the text: 23 mm from the edge to the foot's own.
  page: { size: SHEET, margin: { top: 2097, left: 1587, right: 1474, bottom: 1984, footer: 1304 } },
  grid: GRID,
};

/** The same sheet turned, its head to the left: what is below the text of an upright page is beside it here. */
export const ACROSS = {
  type: SectionType.NEXT_PAGE,
  page: {
    size: { ...SHEET, orientation: PageOrientation.LANDSCAPE },
    margin: { top: 1587, left: 1984, right: 2097, bottom: 1474, footer: 794 },
  },
};

/** A Word file of these sections, pages numbered — 1 —, odd ones right and even ones left. */
export async function officialFile(
  title: string,
  sections: Pick<ISectionOptions, "properties" | "children">[],
): Promise<Uint8Array> {
  const footersOf = (properties: ISectionOptions["properties"]) => {
    const footer = properties === ACROSS ? turned : upright;
    return {
      default: footer(pageNumber(AlignmentType.RIGHT)),
      even: footer(pageNumber(AlignmentType.LEFT)),
    };
  };
  const document = new Document({
    title: tidy(title),
    creator: "对口合作督办",
    lastModifiedBy: "对口合作督办",
    // 奇右偶左
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: { run: { font: FONT.body, size: SIZE.body, characterSpacing: CLOSER } },
      },
    },
    sections: sections.map((section) => ({
      ...section,
      footers: footersOf(section.properties),
    })),
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

export function run(
  text: string,
  {
    font = FONT.body,
    size = SIZE.body,
    bold = false,
    color,
    above = false,
  }: {
    font?: typeof FONT.body;
    size?: number;
    bold?: boolean;
    color?: string;
    /** whether a line of the same paragraph ends above it */
    above?: boolean;
  } = {},
): TextRun {
  const more = { ...(color ? { color } : {}), ...(above ? { break: 1 } : {}) };
  return new TextRun({ text: tidy(text), font, size, bold, ...more });
}

/** A paragraph of the body: first line two characters in. */
export function body(
  text: string,
  { font = FONT.body, bold = false, keepNext = false } = {},
): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.BOTH,
    indent: { firstLine: 2 * ROOM },
    keepNext: keepNext || bold,
    children: [run(text, { font, bold })],
  });
}

/** A heading that stays with what follows: 一、 in 黑体, （一） in 楷体. */
export function headed(mark: string, heading: string, font: typeof FONT.hei): Paragraph {
  return body(`${mark}${heading}`, { font, keepNext: true });
}

export function centred(text: string, font: typeof FONT.hei, size: number): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, children: [run(text, { font, size })] });
}

/** A title, in lines of whole words. */
export function titled(title: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    // Its lines stand together, whatever the grid.
    spacing: { line: 680, lineRule: LineRuleType.EXACT },
    children: titleLines(tidy(title)).map((text, place) =>
      run(text, { font: FONT.title, size: SIZE.title, above: place > 0 }),
    ),
  });
}

export function blank({ keepNext = false } = {}): Paragraph {
  return new Paragraph({ keepNext, children: [run("")] });
}

/** 附件说明 of the one annex and the empty line after it, held to the signature: no page is left to a date. */
export function annexed(name: string): Paragraph[] {
  return [body(`附件：${name}`, { keepNext: true }), blank({ keepNext: true })];
}

/** 发文机关署名 and, below it, 成文日期: right, as far in as GB/T 9704-2012 7.3.5.2 has it without a seal. One page holds both. */
export function signed(issuingOffice: string, date: string): Paragraph[] {
  const office = tidy(issuingOffice) || "（发文机关）";
  const room = signatureRoom(office, date);
  const right = (text: string, indent: number, keepNext: boolean) =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.round(indent * ROOM) },
      keepNext,
      children: [run(text)],
    });
  return [right(office, room.office, true), right(date, room.date, false)];
}

/** — 1 — in 四号 宋体, one character in from the edge. */
function pageNumber(alignment: typeof AlignmentType.RIGHT | typeof AlignmentType.LEFT): Paragraph {
  const style = { font: FONT.song, size: SIZE.page };
  return new Paragraph({
    alignment,
    indent: alignment === "right" ? { right: 280 } : { left: 280 },
    children: [new TextRun({ ...style, children: ["— ", PageNumber.CURRENT, " —"] })],
  });
}

function upright(number: Paragraph): Footer {
  return new Footer({ children: [number] });
}

/**
 * GB/T 9704-2012 8: a sheet turned has its number where upright ones have it, so that bound pages read
 * alike: beside the text, a quarter turn clockwise, its middle 28 mm from the edge. As VML, which Word, WPS
 * and LibreOffice all turn; what docx makes itself of a shape LibreOffice puts elsewhere.
 */
function turned(number: Paragraph): Footer {
  const place =
    "position:absolute;mso-position-horizontal-relative:page;mso-position-vertical-relative:page";
  const size = "margin-left:65.2pt;margin-top:79.35pt;width:28.35pt;height:442.25pt";
  const shape = {
    ...{ id: "page-number", type: "#_x0000_t202", filled: "f", stroked: "f" },
    style: `${place};${size};z-index:1;v-text-anchor:middle`,
  };
  const box = { style: "layout-flow:vertical", inset: "0,0,0,0" };
  const content = within("v:textbox", box, within("w:txbxContent", {}, number));
  const drawn = within("w:pict", {}, within("v:shape", shape, content));
  const paragraph = within("w:p", {}, within("w:r", {}, drawn));
  // A paragraph it is, though not of the library's making.
  return new Footer({ children: [paragraph as unknown as Paragraph] });
}

function within(name: string, attributes: Record<string, string>, child: XmlComponent) {
  const element = new ImportedXmlComponent(name, attributes);
  element.push(child);
  return element;
}

/** Without what XML cannot hold. */
export function tidy(text: string): string {
  return text.replace(/(?!\t)\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, "");
}

/** 2024-09-20 → 2024年9月20日 */
export function chineseDate(date: IsoDate): string {
  const [year, month, day] = date.split("-").map(Number);
  return `${year}年${month}月${day}日`;
}

/** A name that every system lets a file have. */
export function fileName(parts: string[]): string {
  return `${parts.join("_").replace(/[/\\:*?"<>|]/g, " ")}.docx`;
}

export const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
