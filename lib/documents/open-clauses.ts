import { fold } from "./fold";
import { areBodies } from "./names";
import { areOffices } from "./persons";
import { type Label, labelsIn, verbAtEnd } from "./roles";
import { saysWho, withoutDeadline } from "./says-who";

/**
 * Where a clause stands in a text: `start` of its bracket, `from`–`to` of its words, `end` after it.
 * One label alone (责任单位：) is before `from`; several stay among the words, which tell them apart.
 */
export type ClauseSpan = {
  start: number;
  /** where its words begin with their label */
  inner: number;
  from: number;
  to: number;
  end: number;
  /** 责任单位; empty when the clause has none (甲局牵头，乙局配合) */
  label: string;
  /** its bracket is never closed: it was read to the end of its paragraph */
  unclosed: boolean;
};

/** Letters that some label of who answers has. */
export const LABEL_WORDS = /[责负落配协参支承主牵实执推组会联包归建业项]/;

/** Clauses without a bracket: a line of their own, or what follows the last 。 of a paragraph. */
export function openClauses(source: string, taken: readonly ClauseSpan[]): ClauseSpan[] {
  const spans: ClauseSpan[] = [];
  let start = 0;
  let next = 0;
  for (const line of source.split("\n")) {
    const end = start + line.length;
    while ((taken[next]?.end ?? Infinity) <= start) next += 1;
    const inner: ClauseSpan[] = [];
    for (let index = next; (taken[index]?.start ?? Infinity) < end; index += 1) {
      const span = taken[index];
      if (span) inner.push(span);
    }
    const after = inner.at(-1)?.end ?? start;
    const found = lineClause(source, start, end, after) ?? headedClause(source, start, end, taken);
    if (found) spans.push(withNamesBelow(source, found, end));
    start = end + 1;
  }
  return spans;
}

/** 责任单位 on a line of its own, the names on the next. */
function headedClause(
  source: string,
  start: number,
  end: number,
  taken: readonly ClauseSpan[],
): ClauseSpan | null {
  if (end - start > 16 || end >= source.length) return null;
  if (!/[位门体室构区]\s*$/.test(source.slice(start, end))) return null;
  const line = fold(source.slice(start, end)).trim();
  const [label] = line.includes("：") ? [] : labelsIn(`${line}：`);
  if (!label?.role || label.start !== 0 || label.end !== line.length + 1) return null;
  const next = endOfLine(source, end + 1);
  const names = source.slice(end + 1, next);
  if (taken.some((span) => span.start < next && span.end > start) || !areBodies(names)) return null;
  const span = { start, inner: start, from: end + 1, to: next, end: next };
  return { ...span, label: label.word, unclosed: false };
}

/** 责任单位：甲局 ⏎ 乙局 ⏎ 丙局: lines of nothing but names go on with it. */
function withNamesBelow(source: string, span: ClauseSpan, end: number): ClauseSpan {
  if (span.label === "" || source.slice(span.to, end).trim() !== "") return span;
  let to = span.to;
  for (let at = Math.max(end, span.to); at < source.length; ) {
    const next = endOfLine(source, at + 1);
    const line = source.slice(at + 1, next);
    if (line.length > 60 || /[：（。]/.test(withoutPlaces(fold(line))) || !areBodies(line)) break;
    to = next;
    at = next;
  }
  return to === span.to ? span : { ...span, to, end: to };
}

function endOfLine(source: string, from: number): number {
  const end = source.indexOf("\n", from);
  return end < 0 ? source.length : end;
}

function lineClause(source: string, start: number, end: number, after: number): ClauseSpan | null {
  const raw = source.slice(after, end);
  if (raw.length < 4 || !/[：:︰∶﹕牵负配责落参协]/.test(raw)) return null;
  // The part of the line a clause without brackets may fill; what stands before it is long prose.
  const window = Math.max(0, raw.length - 1200);
  const text = fold(raw.slice(window));
  // Without a colon a label can only begin the line.
  const labels = !LABEL_WORDS.test(text)
    ? []
    : text.includes("：")
      ? labelsIn(text)
      : labelsIn(text.slice(0, 24));
  const first = labels.find(
    (label) =>
      label.role !== null &&
      (label.colon
        ? beginsPart(text, label.start) ||
          followsLabel(text, label, labels) ||
          namesFollow(text, label, labels)
        : label.start === 0 && after === start && window === 0),
  );
  if (first) {
    const at = after + window + first.start;
    // 【责任单位】 begins with its bracket
    const from = source.charAt(at - 1) === "【" ? at - 1 : at;
    const to = clauseEnd(text, first.end, after + window, labels);
    const known = labels.filter(
      (label) => label.start >= first.start && after + window + label.start < to,
    );
    const single = known.length === 1;
    const words = single ? after + window + first.end : from;
    if (source.slice(words, to).trim() === "") return null;
    if (!first.colon && !areBodies(source.slice(words, to), true)) return null;
    const marked = after === start && /\S/.test(source.slice(start, from));
    return {
      // （2）责任部门：… with the number of the field
      start:
        marked && MARK_AT_END.exec(fold(source.slice(start, from)))?.index === 0 ? start : from,
      inner: from,
      from: words,
      to,
      end: to,
      label: first.word,
      unclosed: false,
    };
  }
  return lastSentence(text, after + window, end);
}

/** 牵头领导：某某，责任单位：甲局: behind another label that begins the part. */
function followsLabel(text: string, label: { start: number }, labels: readonly Label[]): boolean {
  const before = labels.findLast((each) => each.start < label.start);
  if (!before || before.role !== null || !before.colon) return false;
  const between = text.slice(before.end, label.start);
  return between.length <= 24 && !between.includes("。") && beginsPart(text, before.start);
}

/** 建设园区责任单位：市商务局、市财政局: nothing but units behind it, though no 。 stands before it. */
function namesFollow(text: string, label: Label, labels: readonly Label[]): boolean {
  if (!/[位门体室构]$/.test(label.word)) return false;
  const next = labels.find(({ start }) => start >= label.end)?.start ?? text.length;
  const [names = ""] = text.slice(label.end, next).split("。");
  return areOffices(names);
}

/** （2）责任部门：…, ②责任部门：…: the number of a field, and marks of the one that leads */
const MARK_AT_END = /(?:^ *(?:（ *[\d一二三四五六七八九十]{1,3} *）|[①-⑳]|\d{1,2}[.、]))?[ *]*$/u;

function beginsPart(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 8), at).replace(MARK_AT_END, "");
  return before === ""
    ? text.slice(0, at).replace(MARK_AT_END, "") === ""
    : /[。；！？]$/.test(before);
}

/** To the end of the line, unless a sentence of its own follows the names. */
function clauseEnd(
  text: string,
  from: number,
  offset: number,
  labels: { start: number }[],
): number {
  let at = from;
  for (;;) {
    const stop = text.indexOf("。", at);
    if (stop < 0) return offset + text.trimEnd().length;
    const next = text.slice(stop + 1).trimStart();
    const nextAt = text.length - next.length;
    if (
      next === "" ||
      labels.some((label) => label.start === nextAt) ||
      /^(?:以下|各项|上述|列|排)/.test(next)
    ) {
      if (next === "") return offset + stop;
      at = stop + 1;
      continue;
    }
    return offset + stop;
  }
}

/** 由甲局牵头，乙局配合，6月底前完成。 as the last sentence of a paragraph, or as the end of it. */
function lastSentence(text: string, offset: number, end: number): ClauseSpan | null {
  const trimmed = withoutDeadline(text.trimEnd().replace(/[。；]$/, ""));
  if (!verbAtEnd(trimmed)) return null;
  // 各县（市、区）政府: no bracket that ends anything
  const plain = withoutPlaces(trimmed);
  const from =
    Math.max(plain.lastIndexOf("。"), plain.lastIndexOf("；"), plain.lastIndexOf("）")) + 1;
  const at = whoFrom(trimmed, from);
  if (at === null) return null;
  const sentence = trimmed.slice(at);
  const to = Math.min(end, offset + trimmed.length);
  const begin = offset + at + (sentence.length - sentence.trimStart().length);
  const words = /^由/.test(sentence.trimStart()) ? begin + 1 : begin;
  return { start: begin, inner: words, from: words, to, end: to, label: "", unclosed: false };
}

const withoutPlaces = (text: string) =>
  text.replace(/（[市县区州旗盟乡镇、 ]{1,8}）/g, (places) => "市".repeat(places.length));

/** Where in a sentence it begins to say who: at once, or behind what is to be done. */
function whoFrom(text: string, from: number): number | null {
  const said = (sentence: string) =>
    saysWho(sentence) && /牵头|配合|负责|主办|协办|承办|主抓|会办/.test(sentence);
  if (said(text.slice(from))) return from;
  for (let comma = text.indexOf("，", from); comma >= 0; comma = text.indexOf("，", comma + 1)) {
    const rest = text.slice(comma + 1);
    const [first = ""] = rest.split("，");
    const verb = verbAtEnd(first);
    const list = first.slice(0, first.length - (verb?.length ?? 0)).replace(/^\s*由/, "");
    if (verb && list.trim() !== "" && areBodies(list) && said(rest)) return comma + 1;
  }
  return null;
}
