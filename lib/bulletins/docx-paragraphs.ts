import { type AlignmentType, Footer, PageNumber, Paragraph, TextRun } from "docx";

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

/** One character of the body, in twips. */
export const ROOM = 320;

export function run(
  text: string,
  { font = FONT.body, size = SIZE.body, bold = false } = {},
): TextRun {
  return new TextRun({ text: tidy(text), font, size, bold });
}

/** A paragraph of the body: first line two characters in. */
export function body(
  text: string,
  { font = FONT.body, bold = false, keepNext = false } = {},
): Paragraph {
  return new Paragraph({
    indent: { firstLine: 2 * ROOM },
    keepNext: keepNext || bold,
    children: [run(text, { font, bold })],
  });
}

export function blank(): Paragraph {
  return new Paragraph({ children: [run("")] });
}

/** — 1 — in 四号 宋体, one character in from the edge. */
export function pageNumber(
  alignment: typeof AlignmentType.RIGHT | typeof AlignmentType.LEFT,
): Footer {
  const style = { font: FONT.song, size: SIZE.page };
  return new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: alignment === "right" ? { right: 280 } : { left: 280 },
        children: [new TextRun({ ...style, children: ["— ", PageNumber.CURRENT, " —"] })],
      }),
    ],
  });
}

/** Without what XML cannot hold. */
export function tidy(text: string): string {
  return text.replace(/(?!\t)\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, "");
}
