import { bracketsOf } from "./brackets";
import { fold } from "./fold";
import { areBodies } from "./names";
import { labelsIn, verbAtEnd } from "./roles";
import { standingRulesIn, withoutRules } from "./standing-rules";

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

const LABEL_WORDS = /[责负落配协参支承主牵实执推组会联]/;

/**
 * Every clause of a text in order: in brackets of any kind, on a line of its own, or at the end of a
 * paragraph. A bracket that names no units ((含), (eVTOL)) is none.
 */
export function clausesIn(text: string): ClauseSpan[] {
  const spans: ClauseSpan[] = [];
  let until = 0;
  let paragraphEnd = -1;
  for (const { open, close } of bracketsOf(text)) {
    if (open < until) continue;
    if (paragraphEnd < open) {
      const end = text.indexOf("\n", open);
      paragraphEnd = end < 0 ? text.length : end;
    }
    if (
      close === null &&
      !/^ *[*]?[责负落配协参支承主牵实总第]/.test(fold(text.slice(open + 1, open + 6)))
    )
      continue;
    // A clause is no essay: a bracket around half a page is not looked at.
    if ((close ?? paragraphEnd) - open > 2000) continue;
    if (close === null && labelsIn(fold(text.slice(open + 1, open + 40)))[0]?.start !== 0) continue;
    const to = close ?? paragraphEnd;
    const span = bracketedClause(text, open, to, close !== null);
    if (!span) continue;
    spans.push(span);
    until = span.end;
  }
  return [...spans, ...openClauses(text, spans)].sort((a, b) => a.start - b.start);
}

function bracketedClause(
  text: string,
  open: number,
  to: number,
  closed: boolean,
): ClauseSpan | null {
  if (to - open < 3) return null;
  const inside = fold(text.slice(open + 1, to));
  const end = closed ? to + 1 : to;
  const named = labelled(inside, open + 1);
  if (named) return { start: open, inner: open + 1, ...named, to, end, unclosed: !closed };
  const who = withoutRules(
    inside,
    standingRulesIn(inside, () => 0),
  ).replace(/[，；。、\s]+$/, "");
  if (!closed || (!saysWho(who) && !onlyNames(text, open, to, who))) return null;
  return { start: open, inner: open + 1, from: open + 1, to, end, label: "", unclosed: false };
}

/** The labels of a clause's words, when it begins with one or has one with a colon. */
function labelled(words: string, at: number): { from: number; label: string } | null {
  if (!LABEL_WORDS.test(words)) return null;
  const labels = labelsIn(words);
  const units = labels.filter((label) => label.role !== null);
  const [first] = units;
  if (!first) return null;
  const leading = words.slice(0, labels[0]?.start).trim();
  if (leading !== "" && !first.colon) return null;
  if (
    leading !== "" &&
    !/[，；。、]$/.test(words.slice(0, first.start).trim()) &&
    !areBodies(leading, true) &&
    first.start > 0 &&
    labels[0] === first
  )
    return null;
  const single = labels.length === 1 && leading === "";
  return { from: at + (single ? first.end : 0), label: first.word };
}

/** 甲局牵头，乙局、丙局配合: lists of units, each with what it does. */
function saysWho(words: string): boolean {
  const text = words.replace(/[。；\s]+$/, "");
  if (text.length > 600 || (!verbAtEnd(text) && !/[，；。](?:以下|不再|下同|各?地)/.test(text)))
    return false;
  const [first = "", ...rest] = text.split(/[，；。]/);
  const verb = verbAtEnd(first);
  const list = first.slice(0, first.length - (verb?.length ?? 0)).replace(/^\s*由/, "");
  if (!verb && !rest.some((segment) => verbAtEnd(segment))) return false;
  return list.trim() !== "" && areBodies(list, true);
}

/** 。（市教育局、市财政局）: nothing but names, where a clause stands. */
function onlyNames(text: string, open: number, to: number, inside: string): boolean {
  if (!/^[。；\s]*(?:\n|$)/.test(fold(text.slice(to + 1, to + 24)))) return false;
  if (inside.length > 400 || /[。：]/.test(inside)) return false;
  const before = fold(text.slice(Math.max(0, open - 3), open)).trimEnd();
  const apart =
    before === "" ||
    /[。！？；\n）]$/.test(fold(text.slice(Math.max(0, open - 3), open)).replace(/ +$/, ""));
  return (apart || inside.includes("、")) && areBodies(inside);
}

/** Clauses without a bracket: a line of their own, or what follows the last 。 of a paragraph. */
function openClauses(source: string, taken: readonly ClauseSpan[]): ClauseSpan[] {
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
    const found = lineClause(source, start, end, after);
    if (found) spans.push(found);
    start = end + 1;
  }
  return spans;
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
        ? beginsPart(text, label.start)
        : label.start === 0 && after === start && window === 0),
  );
  if (first) {
    const from = after + window + first.start;
    const to = clauseEnd(text, first.end, after + window, labels);
    const known = labels.filter(
      (label) => label.start >= first.start && after + window + label.start < to,
    );
    const single = known.length === 1;
    const words = single ? after + window + first.end : from;
    if (source.slice(words, to).trim() === "") return null;
    if (!first.colon && !areBodies(source.slice(words, to), true)) return null;
    return {
      start: from,
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

function beginsPart(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 8), at).replace(/[ *]+$/, "");
  return before === "" ? text.slice(0, at).replace(/[ *]/g, "") === "" : /[。；！？]$/.test(before);
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

/** 由甲局牵头，乙局配合。 as the last sentence of a paragraph. */
function lastSentence(text: string, offset: number, end: number): ClauseSpan | null {
  const trimmed = text.trimEnd().replace(/。$/, "");
  if (!verbAtEnd(trimmed)) return null;
  const from =
    Math.max(trimmed.lastIndexOf("。"), trimmed.lastIndexOf("；"), trimmed.lastIndexOf("）")) + 1;
  const sentence = trimmed.slice(from);
  if (!saysWho(sentence) || !/牵头|配合|负责|主办|协办|承办/.test(sentence)) return null;
  const to = Math.min(end, offset + trimmed.length);
  const begin = offset + from + (sentence.length - sentence.trimStart().length);
  const words = /^由/.test(sentence.trimStart()) ? begin + 1 : begin;
  return { start: begin, inner: words, from: words, to, end: to, label: "", unclosed: false };
}
