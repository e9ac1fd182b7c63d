import { bracketsOf } from "./brackets";
import { clausesIn } from "./clause-spans";
import { fold } from "./fold";
import type { Line } from "./lines";
import { type Marker, markerOf, Sequence } from "./markers";
import { signatureCuts } from "./signature";

const CANDIDATE =
  /第 *[一二三四五六七八九十]{1,3} *(?:部分|篇|编|章|节|条)|[一二三四五六七八九十]{1,3}、|（ *[一二三四五六七八九十]{1,3} *）|(?<![\d.])\d{1,2}\.\d{1,2}(?= )|(?<!\d)\d{1,4} ?[.、](?!\d)|（ *\d{1,3} *）|\d{1,3}\.(?=20\d\d年)/gu;

/** A quick look for what may be a marker behind the first character. */
const INSIDE =
  /(?!^)(?:第\s*[一二三四五六七八九十]|[一二三四五六七八九十]、|[（(]\s*(?:[一二三四五六七八九十]|\d{1,3}\s*[)）])|\d\s?[.．、](?!\d(?!\d{3}年))|\d[.．]\d{1,2}\s)/u;

/**
 * Lines cut before the markers inside them, where a text has lost its line breaks: after a clause an
 * item can only be followed by the next one. Enumerations inside a paragraph stay where they are.
 */
export function cutRunOn(lines: readonly Line[]): Line[] {
  const most = Math.max(0, ...lines.map(({ text }) => text.length));
  const few = lines.length <= 6 || most * 2 > lines.reduce((sum, { text }) => sum + text.length, 0);
  const sequence = new Sequence();
  return lines.flatMap(signatureApart).flatMap((line) => {
    if (line.row || line.text.length < 20 || line.text.startsWith("#")) {
      const marker = line.row ? null : markerOf(line.text);
      if (marker) sequence.accept(marker);
      return [line];
    }
    return cutLine(line, sequence, few);
  });
}

const signatureApart = (line: Line): Line[] =>
  line.row || line.text.length < 20 ? [line] : pieces(line, signatureCuts(line.text));

function cutLine(line: Line, sequence: Sequence, few: boolean): Line[] {
  const first = markerOf(line.text);
  if (!INSIDE.test(line.text)) {
    if (first) sequence.accept(first);
    return [line];
  }
  const folded = fold(line.text);
  const candidates = [...folded.matchAll(CANDIDATE)].filter(({ index }) => index > 0);
  const outer = candidates.length > 0 ? outside(line.text) : () => true;
  const found = candidates.flatMap(({ index }) => {
    const marker = outer(index) ? markerOf(line.text.slice(index, index + 24)) : null;
    return marker
      ? [{ index, marker, before: folded.slice(Math.max(0, index - 12), index).trimEnd() }]
      : [];
  });
  const ends = found.length > 0 ? clauseEnds(line.text) : new Set<number>();
  const isStrong = ({ index, marker, before }: Inner) =>
    ends.has(lastPlace(folded, index)) ||
    (marker.level === "HAN" && marker.number > 1 && /[。！？）”]$/.test(before));
  if (first) sequence.accept(first);
  const headed = isHeaded(first, found, folded);
  const cut = line.text.length >= 40 && (found.some(isStrong) || (few && found.length > 1));
  if (!cut && !headed) return [line];
  const cuts: number[] = [];
  let heading = first ? 0 : -1;
  for (const [place, inner] of found.entries()) {
    const { index, marker, before } = inner;
    const expected = sequence.continues(marker);
    const apart = /[。！？）”：]$/.test(before) || folded.charAt(index - 1) === " ";
    const below =
      heading >= 0 &&
      (marker.number === 1 || expected) &&
      index - heading <= 48 &&
      !/[。，；]/.test(folded.slice(heading, index));
    if (few && opensChapters(inner, found[place + 1], folded)) {
      sequence.accept(marker);
      cuts.push(index);
      heading = index;
      continue;
    }
    if (!(isStrong(inner) && (expected || marker.number === 1)) && !(expected && (apart || below)))
      continue;
    if (marker.number === 1 && /[：；]$/.test(before) && !below) continue;
    sequence.accept(marker);
    cuts.push(index);
    heading = index;
  }
  return pieces(line, cuts);
}

/** 二、民生。（一）教育。4.办学校: a chapter and a section, nothing but their titles, before an item. */
function isHeaded(first: Marker | null, [section, item]: Inner[], folded: string): boolean {
  if (!first || !section || !item || !["HAN", "CHAPTER", "PART"].includes(first.level))
    return false;
  if (section.marker.level !== "HAN_BRACKET" || item.marker.level !== "FIGURE") return false;
  const titles = [folded.slice(0, section.index), folded.slice(section.index, item.index)];
  return titles.every((title) => title.length <= 32 && /^[^。，；：]+[。 ]?$/.test(title.trim()));
}

/** …工作要点一、产业协作 1.园区共建: a heading right behind the title, its first item right behind it. */
function opensChapters({ index, marker }: Inner, next: Inner | undefined, folded: string): boolean {
  if (marker.level !== "HAN" || marker.number !== 1) return false;
  if (next?.marker.number !== 1 || next.marker.level === "HAN") return false;
  const between = folded.slice(index, next.index);
  return between.length <= 48 && !/[。，；]/.test(between);
}

type Inner = { index: number; marker: Marker; before: string };

/** The place right after the last character before a place that is neither blank nor 。 */
function lastPlace(folded: string, index: number): number {
  let at = index;
  while (at > 0 && " 。；".includes(folded.charAt(at - 1))) at -= 1;
  return at;
}

const clauseEnds = (text: string) =>
  new Set(
    clausesIn(text)
      .filter((span) => !span.unclosed)
      .map((span) => span.end),
  );

/** Tells whether a place stands in no bracket but one that opens there. */
function outside(text: string): (place: number) => boolean {
  const spans = bracketsOf(text).flatMap(({ open, close }) =>
    close === null ? [] : [{ open, close }],
  );
  const outermost: { open: number; close: number }[] = [];
  for (const span of spans) if (span.open > (outermost.at(-1)?.close ?? -1)) outermost.push(span);
  let index = 0;
  return (place) => {
    while ((outermost[index]?.close ?? Infinity) < place) index += 1;
    return (outermost[index]?.open ?? Infinity) >= place;
  };
}

function pieces(line: Line, cuts: readonly number[]): Line[] {
  let start = 0;
  return [...cuts, line.text.length].flatMap((end) => {
    const text = line.text.slice(start, end).trim();
    start = end;
    return text === "" ? [] : [{ ...line, text }];
  });
}
