import type { Paragraph } from "./layout";
import { isHigher } from "./markers";
import { bears } from "./point-level";

const BOX = /^[（【\s]*专\s*栏\s*[\d０-９一二三四五六七八九十]/u;

/** Whether a paragraph is the head of a box: 专栏1 重点园区. */
export const isBox = ({ text }: Pick<Paragraph, "text">) => BOX.test(text);

/**
 * Boxes between the points of a plan (专栏1 重点园区) are text of the point above them, their lists too.
 * Where nothing but boxes heads the points, or what stands in one names units, they are headings.
 */
export function withoutBoxes(paragraphs: readonly Paragraph[]): Paragraph[] {
  const [first] = paragraphs.filter(isBox);
  const above = first ? paragraphs.slice(0, paragraphs.indexOf(first)) : [];
  if (!above.some(({ marker, row }) => marker || row)) return [...paragraphs];
  let last: Paragraph | null = null;
  let end = 0;
  return paragraphs.map((paragraph, index) => {
    if (isBox(paragraph) && index >= end && last) end = endOfBox(paragraphs, index, last);
    if (index < end) return { ...paragraph, marker: null };
    if (paragraph.marker && !isBox(paragraph)) last = paragraph;
    return paragraph;
  });
}

/** Where a box that begins at a place ends; that place where it names units and is none. */
function endOfBox(paragraphs: readonly Paragraph[], at: number, last: Paragraph): number {
  let inner = 0;
  const end = paragraphs.findIndex((each, index) => {
    if (index <= at) return false;
    const { marker } = each;
    const own = marker?.level === last.marker?.level && marker?.number === inner + 1;
    // 1. and 2. of a list in the box: the next point's 2. says who answers.
    if (own && (inner > 0 || marker?.number === 1) && !bears(each)) inner += 1;
    else return isBox(each) || goesOn(each, last);
    return false;
  });
  const to = end < 0 ? paragraphs.length : end;
  return paragraphs.slice(at, to).some(bears) ? at : to;
}

/** Whether a paragraph is the next point behind `last`, or a heading above it. */
function goesOn({ marker, row }: Paragraph, last: Paragraph): boolean {
  if (row) return true;
  if (!marker || !last.marker) return false;
  if (marker.level === last.marker.level) return marker.number === last.marker.number + 1;
  return isHigher(marker.level, last.marker.level);
}
