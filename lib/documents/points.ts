import type { City } from "../units/rules";
import { type ClauseUnit, type Mention, onceEach, readMentions } from "./clause";
import { type ClauseSpan, clausesIn } from "./clause-spans";
import { type Deadline, deadlinesIn, withStated } from "./deadlines";
import { type IndicatorProposal, proposeIndicators } from "./indicators";
import type { Paragraph } from "./layout";
import { isProvision } from "./noise";
import { sentencesOf } from "./sentences";
import { type StandingRule, standingRulesIn, withoutRules } from "./standing-rules";
import { linesOf, strangeIn, strays, type Warning } from "./strays";

/** A unit as a clause or a standing rule of the notice gives it to a point. */
export type PointUnit = ClauseUnit & { written: string; origin: "CLAUSE" | "RULE"; line: number };

export type PointClause = {
  /** with its brackets, as published */
  text: string;
  /** 责任单位; empty when it has none */
  label: string;
  line: number;
};

/** before + marker + title + titleEnd + body + clauseStart + clause + clauseEnd is the published text. */
export type PointReading = {
  number: number;
  /** heading and text of the section that begins with this point, each paragraph with its line break */
  before: string;
  /** heading of the section it stands in: （一）建立产业体系; empty when the chapter has none */
  section: string;
  /** “1. ” with its space */
  marker: string;
  title: string;
  /** the 。 after the title; a line break where the title stands on a line of its own */
  titleEnd: string;
  /** a point of several paragraphs has a line break between them */
  body: string;
  /** “（责任单位：”, empty when the point has no clause */
  clauseStart: string;
  clause: string;
  /** the closing bracket, followed by what stands after the clause and is no point of its own */
  clauseEnd: string;
  line: number;
  units: ClauseUnit[];
  /** the same units with what the text says of each */
  named: PointUnit[];
  clauses: PointClause[];
  deadlines: (Deadline & { line: number })[];
  actionItems: string[];
  indicators: IndicatorProposal[];
};

/** The text of a point as published, piece by piece; what stands in the database is put together again from it. */
export type PointText = Pick<
  PointReading,
  | "section"
  | "before"
  | "marker"
  | "title"
  | "titleEnd"
  | "body"
  | "clauseStart"
  | "clause"
  | "clauseEnd"
>;

/** The paragraphs of a point, of which the first begins with its marker. */
export type PointSource = {
  paragraphs: readonly Paragraph[];
  before: readonly Paragraph[];
  section: string;
};

/** What holds for a clause beyond its own words. */
export type Context = {
  cities: readonly City[];
  year: number;
  /** standing rules in force; a point adds those its own text states */
  rules: StandingRule[];
};

/** A point from its paragraphs; its number is its marker's, and for a row of a table its row's. */
export function readPoint(
  source: PointSource,
  context: Context,
): { point: PointReading; warnings: Warning[] } {
  const { paragraphs } = source;
  const text = paragraphs.map((paragraph) => paragraph.text).join("\n");
  const line = paragraphs[0]?.line ?? 1;
  const lineAt = linesOf(paragraphs);
  const marker = paragraphs[0]?.marker ?? null;
  const markerText = marker?.text ?? "";
  const spans = clausesIn(text).filter((span) => span.start >= markerText.length);
  const main = mainClause(text, spans);
  const titled = splitTitle(text.slice(markerText.length, main.start));
  const { named, warnings, stated } = readUnits(
    text,
    spans,
    lineAt,
    context,
    marker?.number ?? 0,
    line,
  );
  const point: PointReading = {
    number: marker?.number ?? 0,
    before: source.before.map((paragraph) => `${paragraph.text}\n`).join(""),
    section: source.section,
    marker: markerText,
    ...titled,
    clauseStart: text.slice(main.start, main.from),
    clause: text.slice(main.from, main.to),
    clauseEnd: text.slice(main.to),
    line,
    units: named.map(({ written: _w, origin: _o, line: _l, ...unit }) => unit),
    named,
    clauses: spans.map((span) => ({
      text: text.slice(span.start, span.end),
      label: span.label,
      line: lineAt(span.start),
    })),
    deadlines: withStated(deadlinesIn(text, context.year), stated, context.year).map(
      (deadline) => ({ ...deadline, line: lineAt(deadline.start) }),
    ),
    actionItems: sentencesOf(titled.body),
    indicators: proposeIndicators(titled.body),
  };
  return { point, warnings: [...warnings, ...strays(paragraphs, main.to, text)] };
}

/** Of several clauses the last is the point's, with those right before it. */
function mainClause(text: string, spans: readonly ClauseSpan[]) {
  const last = spans.at(-1);
  if (!last) return { start: text.length, from: text.length, to: text.length };
  let index = spans.length - 1;
  for (; index > 0; index -= 1) {
    const between = text.slice(spans[index - 1]?.end, spans[index]?.start);
    if (!/^[\s。；;，,]*$/.test(between)) break;
  }
  const first = spans[index] ?? last;
  return { start: first.start, from: first === last ? last.from : first.inner, to: last.to };
}

function readUnits(
  text: string,
  spans: readonly ClauseSpan[],
  lineAt: (place: number) => number,
  context: Context,
  number: number,
  line: number,
): { named: PointUnit[]; warnings: Warning[]; stated: { text: string; at: number }[] } {
  const warnings: Warning[] = [];
  const named: PointUnit[] = [];
  const stated = standingRulesIn(text, lineAt);
  context.rules.push(...stated.filter((rule) => rule.kind !== "ADDED" || rule.from === "HERE"));
  const bare = withoutRules(text, stated);
  const readings = spans.map((span) =>
    readMentions(bare.slice(span.inner, span.to), context.cities),
  );
  const runs = runsOf(bare, spans);
  const explicitRuns = new Set(runs.filter((_, index) => readings[index]?.explicit));
  for (const [index, span] of spans.entries()) {
    const reading = readings[index];
    if (!reading) continue;
    const at = lineAt(span.start);
    // 牵头单位：甲 ⏎ 责任单位：乙、丙: clauses one after another tell roles apart together.
    const explicit = explicitRuns.has(runs[index] ?? -1);
    const mentions = explicit ? reading.mentions : firstLeads(reading.mentions, context.rules);
    for (const { at: place, ...unit } of mentions) {
      named.push({ ...unit, origin: "CLAUSE", line: lineAt(span.inner + place) });
    }
    if (span.unclosed)
      warnings.push({
        line: at,
        message: `第${number}项的责任单位缺少右括号，已读到段末，请核对。`,
      });
    for (const name of reading.open) {
      warnings.push({
        line: at,
        message: `第${number}项的单位以“${name}等”结尾，没有列全，请补充分工。`,
      });
    }
    for (const words of reading.strange) {
      warnings.push({ line: at, message: strangeIn(number, words) });
    }
  }
  const own = named.length;
  // 第五条 本措施自印发之日起施行: no task
  const provision = text.replace(/^第.{1,4}条\s*/u, "");
  for (const rule of context.rules) {
    if (rule.kind !== "ADDED") continue;
    for (const { at: _, ...unit } of readMentions(rule.names, context.cities, rule.role).mentions) {
      named.push({ ...unit, role: rule.role, origin: "RULE", line: rule.line });
    }
  }
  context.rules.push(...stated.filter((rule) => rule.kind === "ADDED" && rule.from === "NEXT"));
  if (own === 0 && !isProvision(provision))
    warnings.push({ line, message: `第${number}项没有读到责任单位，请补充分工。` });
  const when = readings.flatMap(({ deadlines }, index) =>
    deadlines.map((each) => ({ ...each, at: (spans[index]?.inner ?? 0) + each.at })),
  );
  return { named: onceEach(named), warnings, stated: when };
}

/** For each clause the number of its run: clauses with nothing but 。 between them are one run. */
function runsOf(text: string, spans: readonly ClauseSpan[]): number[] {
  let run = 0;
  return spans.map((span, index) => {
    const above = spans[index - 1];
    if (above && !/^[\s。；;，,]*$/.test(text.slice(above.end, span.start))) run += 1;
    return run;
  });
}

/** 列第一位者为牵头单位: the unit named first, of both cities where 两市 stands before it. */
export function firstLeads(
  mentions: readonly Mention[],
  rules: readonly StandingRule[],
): Mention[] {
  const rule = rules.findLast((each) => each.kind === "FIRST_LEADS");
  const first = mentions[0]?.at;
  if (rule?.kind !== "FIRST_LEADS" || first === undefined) return [...mentions];
  return mentions.map((mention) =>
    mention.at === first
      ? { ...mention, role: "LEAD" }
      : rule.others
        ? { ...mention, role: rule.others }
        : mention,
  );
}

/** The title ends at the first 。, or with its line where it stands alone. */
export function splitTitle(text: string): { title: string; titleEnd: string; body: string } {
  const end = text.search(/[。\n]/);
  if (end < 0) return { title: text, titleEnd: "", body: "" };
  return {
    title: text.slice(0, end),
    titleEnd: text.slice(end, end + 1),
    body: text.slice(end + 1),
  };
}
