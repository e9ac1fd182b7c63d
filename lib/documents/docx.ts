import { unzipSync } from "fflate";
import { Refusal } from "../platform/refusal";
import { numberingOf } from "./docx-numbering";
import { rowsOfTable } from "./docx-table";
import type { Line } from "./lines";
import { childOf, type Element, elementsOf, parseXml } from "./xml";

const MOST_BYTES = 60 << 20;

/** Whether a file is a zip archive with a Word document in it. */
export function isDocx(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return false;
  let found = false;
  try {
    unzipSync(bytes, {
      filter: ({ name }) => {
        found ||= name === DOCUMENT;
        return false;
      },
    });
  } catch {
    return false;
  }
  return found;
}

/** A zip archive that was cut off or changed. */
export function isBrokenZip(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return false;
  try {
    unzipSync(bytes, { filter: () => false });
    return false;
  } catch {
    return true;
  }
}

const DOCUMENT = "word/document.xml";
const PARTS = [DOCUMENT, "word/numbering.xml", "word/styles.xml", "word/footnotes.xml"];

/** What the parts of a Word document that are read come to once they are unpacked, as the archive states it; 0 of no archive. */
export function unpackedSize(bytes: Uint8Array): number {
  let total = 0;
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (PARTS.includes(name)) total += originalSize;
        return false;
      },
    });
  } catch {
    return 0;
  }
  return total;
}

/** The paragraphs and table rows of a Word document, with the numbers Word computes for its lists. */
export function linesOfDocx(name: string, bytes: Uint8Array): Line[] {
  const parts = unpacked(name, bytes);
  const document = xmlOf(parts, DOCUMENT);
  const body = childOf(document ?? undefined, "w:body");
  if (!body) throw damaged(name);
  const label = numberingOf(xmlOf(parts, "word/numbering.xml"), xmlOf(parts, "word/styles.xml"));
  const lines: Omit<Line, "line">[] = [];
  readBlocks(body, lines, label);
  const notes = xmlOf(parts, "word/footnotes.xml");
  for (const note of notes ? elementsOf(notes) : []) {
    if (note.attributes["w:type"]) continue;
    const text = paragraphsIn(note)
      .map((each) => textOf(each))
      .join("")
      .trim();
    if (text) lines.push({ text: `注：${text}` });
  }
  const kept = lines.filter(({ text }) => text.trim() !== "");
  if (kept.length === 0)
    throw new Refusal("INVALID", `“${name}”里没有文字（可能只有图片），请换一个文件。`);
  return kept.map((each, index) => ({ ...each, line: index + 1 }));
}

export const damaged = (name: string) =>
  new Refusal(
    "INVALID",
    `“${name}”已损坏，读不出内容；请用 Word 或 WPS 打开，另存为新的 .docx 再导入。`,
  );

function unpacked(name: string, bytes: Uint8Array): Record<string, Uint8Array> {
  let total = 0;
  try {
    // Sizes are those the archive states; fflate inflates into a buffer of exactly that size.
    return unzipSync(bytes, {
      filter: (file) => {
        if (!PARTS.includes(file.name)) return false;
        total += file.originalSize;
        if (total > MOST_BYTES) throw new TooLarge();
        return true;
      },
    });
  } catch (error) {
    if (error instanceof TooLarge) {
      throw new Refusal(
        "INVALID",
        `“${name}”解压后超过 60 MB，不予读取；请删去图片和附件后另存为新的 .docx。`,
      );
    }
    throw damaged(name);
  }
}

class TooLarge extends Error {}

function xmlOf(parts: Record<string, Uint8Array>, name: string): Element | null {
  const bytes = parts[name];
  return bytes ? parseXml(new TextDecoder().decode(bytes)) : null;
}

type Label = (paragraph: Element, inCell?: boolean) => string;

function readBlocks(parent: Element, lines: Omit<Line, "line">[], label: Label): void {
  for (const block of elementsOf(parent)) {
    if (block.name === "w:p") lines.push(...paragraphLines(block, label));
    else if (block.name === "w:tbl")
      lines.push(...rowsOfTable(block, (cell) => cellText(cell, label)));
    else if (block.name === "w:sdt")
      readBlocks(childOf(block, "w:sdtContent") ?? block, lines, label);
    else if (["w:ins", "w:moveTo", "w:customXml", "w:smartTag"].includes(block.name))
      readBlocks(block, lines, label);
  }
}

/** A paragraph, cut at its line breaks, and the paragraphs of the text boxes that hang on it. */
function paragraphLines(paragraph: Element, label: Label): Omit<Line, "line">[] {
  const text = label(paragraph) + textOf(paragraph);
  const own = text.split("\n").map((line) => ({ text: line.trim() }));
  const boxes = boxesIn(paragraph).flatMap((box) => {
    const lines: Omit<Line, "line">[] = [];
    readBlocks(box, lines, label);
    return lines;
  });
  return [...own, ...boxes];
}

function cellText(cell: Element, label: Label): string {
  const lines: Omit<Line, "line">[] = [];
  readBlocks(cell, lines, (paragraph) => label(paragraph, true));
  return lines
    .map(({ text }) => text)
    .filter((text) => text !== "")
    .join("\n");
}

const paragraphsIn = (element: Element): Element[] =>
  elementsOf(element).flatMap((each) => (each.name === "w:p" ? [each] : paragraphsIn(each)));

// What was deleted or moved away, the code of a field, and what a text box holds is no text of the paragraph.
const SKIPPED = new Set([
  "w:del",
  "w:moveFrom",
  "w:instrText",
  "w:delText",
  "w:txbxContent",
  "w:pPr",
  "w:rPr",
  "mc:Fallback",
  "w:tbl",
  "m:oMathPara",
]);

/** The words of a paragraph: fields by their result, insertions kept, deletions not. */
function textOf(element: Element): string {
  return elementsOf(element)
    .map((child) => {
      if (SKIPPED.has(child.name)) return "";
      switch (child.name) {
        case "w:t":
        case "m:t":
          return child.children.filter((each) => typeof each === "string").join("");
        case "w:tab":
          return " ";
        case "w:br":
        case "w:cr":
          return "\n";
        case "w:noBreakHyphen":
          return "-";
        case "w:sym":
          return symbol(child);
        default:
          return textOf(child);
      }
    })
    .join("");
}

function symbol(element: Element): string {
  const code = Number.parseInt(element.attributes["w:char"] ?? "", 16);
  return code > 0x20 && code < 0xe000 ? String.fromCodePoint(code) : "";
}

/** Text boxes of a paragraph; of the two forms Word writes of each the first alone. */
function boxesIn(element: Element): Element[] {
  return elementsOf(element).flatMap((child) => {
    if (child.name === "w:txbxContent") return [child];
    if (child.name === "mc:AlternateContent") {
      const choice = childOf(child, "mc:Choice");
      const boxes = choice ? boxesIn(choice) : [];
      return boxes.length > 0 ? boxes : boxesIn(childOf(child, "mc:Fallback") ?? child);
    }
    return child.name === "mc:Fallback" ? [] : boxesIn(child);
  });
}
