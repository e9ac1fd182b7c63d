import { fold } from "./fold";
import { labelsIn } from "./roles";

/** A row of a table of tasks, by what its columns are. */
export type TaskRow = {
  /** 序号 as written */
  number: string;
  /** 序号 of the row above, where this one has none and a task of its own */
  unnumbered?: string;
  /** 类别, 领域: what the rows below one another share */
  section: string;
  title: string;
  body: string;
  /** 责任单位, 牵头单位 … with what the column says */
  clauses: { label: string; text: string }[];
  /** 完成时限, 目标 and other columns with their heads */
  others: { label: string; text: string }[];
};

/** A printed line or a row of a table. */
export type Line = {
  line: number;
  text: string;
  /** begins with blanks, as a paragraph does on paper */
  indented?: boolean;
  /** the cells of a table's row; `text` holds them one after another */
  cells?: readonly string[];
  /** the same of a table of tasks, by its columns */
  row?: TaskRow;
};

const PAGE_NUMBER =
  /^(?:[—–－-]+\s*\d{1,3}\s*[—–－-]+|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?|·\s*\d{1,3}\s*·)$/;

export function printedLines(text: string): Line[] {
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|[\n\r\f\u2028\u2029]/)
    .map((line, index) => ({
      line: index + 1,
      text: line.trim(),
      indented: /^[\s]{2,}|^\u3000/.test(line),
      ...cellsOf(line),
    }))
    .filter((line) => line.text !== "" && !PAGE_NUMBER.test(line.text));
}

/** A row as a table is pasted from Word or Excel: three cells or more, with tabs or wide gaps between them. */
function cellsOf(line: string): Pick<Line, "cells"> {
  // Rows drawn with bars are put together before (bars.ts).
  if (/[|｜│┃┆┇┊┋║╎╏¦].*[|｜│┃┆┇┊┋║╎╏¦]/.test(line)) return {};
  const between = line.includes("\t") ? "\t" : /(?<=\S)(?: {3,}|\u3000{2,})(?=\S)/u;
  const cells = line.split(between).map((cell) => cell.trim());
  return cells.filter((cell) => cell !== "").length < 3 ? {} : { cells };
}

export type PrintedWidth = { from: number; indents: boolean };

/** How wide a line is printed, in Chinese characters. */
export function displayWidth(text: string): number {
  let width = 0;
  for (let at = 0; at < text.length; at += 1) width += text.charCodeAt(at) < 0x100 ? 0.5 : 1;
  return width;
}

/** The width a page cut its lines to, when it did: most lines then end at the same place. */
export function printedWidth(lines: readonly Line[]): PrintedWidth | null {
  const prose = lines.filter(({ row, text }) => !row && text.length < 400 && !text.startsWith("#"));
  if (prose.length < 6 || lines.length - prose.length > lines.length / 10 + 2) return null;
  // Logical lines of any length: nothing was cut to a width.
  if (prose.filter(({ text }) => text.length > 120).length > prose.length * 0.05) return null;
  const widths = prose.map(({ text }) => displayWidth(text));
  const counts = new Map<number, number>();
  for (const width of widths)
    counts.set(Math.round(width), (counts.get(Math.round(width)) ?? 0) + 1);
  const near = (width: number) =>
    [-2, -1, 0, 1].reduce((sum, by) => sum + (counts.get(width + by) ?? 0), 0);
  const [best = 0] = [...counts.keys()]
    .filter((width) => width >= 18 && width <= 60)
    .sort((a, b) => near(b) - near(a) || b - a);
  const beyond = widths.filter((width) => width > best + 3).length;
  if (best === 0 || near(best) < prose.length * 0.35 || beyond > prose.length * 0.05) return null;
  // Lines that fill the page and stop in the middle of a sentence show that the page cut them.
  const full = prose.filter(({ text }) => displayWidth(text) >= best - 2);
  if (full.filter(({ text }) => !/[。：；！？）)”]$/.test(text)).length < full.length * 0.5)
    return null;
  const indented = prose.filter((line) => line.indented).length;
  return { from: best - 2, indents: indented > 0 && indented < prose.length * 0.8 };
}

/** 责任 ⏎ 单位：市商务局: a label that the page itself cut. */
function isCutLabel(above: string, below: string): boolean {
  if (above.length > 5 || !/^[责牵配协主参承完时支]/.test(above)) return false;
  const [label] = labelsIn(fold(above + below.slice(0, 12)));
  return label?.start === 0 && label.colon && label.end > above.length;
}

/** 二 ⏎ 、鼓励企业: a marker or a label that the page itself cut. */
export function withWholeMarkers(lines: readonly Line[]): Line[] {
  const whole: Line[] = [];
  for (const line of lines) {
    const last = whole.at(-1);
    const cut =
      last !== undefined &&
      !last.row &&
      !line.row &&
      (isCutLabel(last.text, line.text) ||
        (/^(?:[一二三四五六七八九十]{1,3}|\d{1,3})$/.test(last.text) &&
          /^[、.．]/.test(line.text)) ||
        (/^[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})$/.test(last.text) &&
          /^[）)]/.test(line.text)) ||
        (/^[（(]?十$/.test(last.text) && /^[一二三四五六七八九][、）)]/.test(line.text)));
    if (last && cut) last.text += line.text;
    else whole.push({ ...line });
  }
  return whole;
}
