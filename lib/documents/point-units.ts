import type { City } from "../units/rules";
import { besidesIn, besideVerb } from "./besides";
import { onceEach, readMentions } from "./clause";
import type { ClauseSpan } from "./clause-spans";
import { doubtsOf } from "./doubts";
import type { Paragraph } from "./layout";
import type { ClauseReading, ClauseUnit, Issue, Mention } from "./mention";
import { isProvision } from "./noise";
import { spansOf } from "./point-level";
import { type StandingRule, standingRulesIn, takeRules, withoutRules } from "./standing-rules";
import { excerpt, strangeIn, type Warning } from "./strays";

/** A unit as a clause, a heading or a standing rule of the notice gives it to a point. */
export type PointUnit = ClauseUnit & { written: string; origin: "CLAUSE" | "RULE"; line: number };

/** What holds for a clause beyond its own words. */
export type Context = {
  cities: readonly City[];
  /** the one of them whose offices alone issue the notice */
  home: City | null;
  year: number;
  /** YYYY-MM-DD; empty when it was not read */
  issuedOn: string;
  /** standing rules in force; a point adds those its own text states */
  rules: StandingRule[];
};

type Place = { number: number; line: number };

type UnitsRead = { named: PointUnit[]; warnings: Warning[]; stated: Stated[] };

/** A deadline in the words of a clause. */
type Stated = { text: string; at: number };

/** The units of a point: of its clauses, else of the headings above it, and of the rules in force. */
export function readUnits(
  point: Place & {
    text: string;
    spans: readonly ClauseSpan[];
    lineAt: (place: number) => number;
    granting: readonly Paragraph[];
  },
  context: Context,
): UnitsRead {
  const { text, spans, lineAt, line } = point;
  const stated = standingRulesIn(text, lineAt);
  takeRules(
    context.rules,
    stated.filter((rule) => rule.kind !== "ADDED" || rule.from === "HERE"),
  );
  const bare = withoutRules(text, stated);
  const own = unitsOfClauses(bare, spans, lineAt, point, context);
  // What a heading says of all below it is for those that say nothing of their own.
  const given =
    spans.length > 0 ? [] : point.granting.flatMap((each) => unitsOfHeading(each, context));
  const named = [...own.named, ...given];
  const warnings = [...own.warnings, ...besidesIn(point, text, lineAt), ...conditionsIn(stated)];
  // 第五条 本措施自印发之日起施行: no task
  const provision = text.replace(/^第.{1,4}条\s*/u, "");
  if (named.length === 0 && !isProvision(provision)) warnings.push(noUnits(point.number, line));
  named.push(...unitsByRule(context));
  takeRules(
    context.rules,
    stated.filter((rule) => rule.kind === "ADDED" && rule.from === "NEXT"),
  );
  return { named: soleLeads(onceEach(named), context.rules), warnings, stated: own.stated };
}

/** 需市、县落实的，均由各市、县政府负责: the notice does not tell which points those are; and rules not understood. */
export const conditionsIn = (rules: readonly StandingRule[]): Warning[] =>
  rules.flatMap((rule) => {
    if (rule.kind !== "CONDITIONAL" && rule.kind !== "UNREAD") return [];
    const why = rule.kind === "UNREAD" ? "像是对多项都适用，没有读懂" : "没有说是哪几项";
    const message = `${excerpt(rule.said)}${why}，未列入各项的分工，请核对后补充。`;
    return [{ line: rule.line, message }];
  });

/** 无牵头单位的，责任单位即为牵头单位: where the notice says so. */
export function soleLeads(named: PointUnit[], rules: readonly StandingRule[]): PointUnit[] {
  const leaderless = named.every(({ role, origin }) => role !== "LEAD" || origin === "RULE");
  if (!leaderless || !rules.some(({ kind }) => kind === "SOLE_LEADS")) return named;
  return named.map((unit) =>
    unit.role === "RESPONSIBLE" && unit.origin === "CLAUSE" ? { ...unit, role: "LEAD" } : unit,
  );
}

export const noUnits = (number: number, line: number): Warning => ({
  line,
  message: `第${number}项没有读到责任单位，请补充分工。`,
});

/** What a clause leaves open, as questions about its line. */
export function questionsOf(
  { number, line }: Place,
  { mentions, open, strange, beside, unsure }: ClauseReading,
  cities: readonly City[],
): Warning[] {
  return [
    ...[...doubtsOf(mentions, cities), ...unsure].map((said) => ({
      line,
      message: `第${number}项的${said}`,
    })),
    ...beside.map(({ text, verb }) => ({ line, message: besideVerb(number, text, verb) })),
    ...open.map((name) => ({
      line,
      message: `第${number}项的单位以“${name}等”结尾，没有列全，请补充分工。`,
    })),
    ...strange.map((words) => ({ line, message: strangeIn(number, words) })),
  ];
}

const BY_RULE = new WeakMap<StandingRule, PointUnit[]>();

/** Units the notice once gave to all points. */
export function unitsByRule({ rules, ...issue }: Context): PointUnit[] {
  return rules.flatMap((rule) => {
    if (rule.kind !== "ADDED") return [];
    const known = BY_RULE.get(rule) ?? unitsOfRule(rule, issue);
    BY_RULE.set(rule, known);
    return known;
  });
}

function unitsOfRule(
  { names, role, line }: StandingRule & { kind: "ADDED" },
  issue: Issue,
): PointUnit[] {
  const { mentions } = readMentions(names, issue, role);
  return mentions.map(({ at: _, ...unit }) => ({ ...unit, role, origin: "RULE" as const, line }));
}

/** Units of a heading's clause, for the points below it. */
function unitsOfHeading(heading: Paragraph, context: Context): PointUnit[] {
  const { text } = heading;
  const { named } = unitsOfClauses(
    withoutRules(
      text,
      standingRulesIn(text, () => heading.line),
    ),
    spansOf(heading),
    () => heading.line,
    { number: 0, line: heading.line },
    context,
  );
  return named.map((unit) => ({ ...unit, origin: "RULE" }));
}

function unitsOfClauses(
  text: string,
  spans: readonly ClauseSpan[],
  lineAt: (place: number) => number,
  { number }: Place,
  context: Context,
): UnitsRead {
  const readings = spans.map((span) => readMentions(text.slice(span.inner, span.to), context));
  const runs = runsOf(text, spans);
  const explicitRuns = new Set(runs.filter((_, index) => readings[index]?.explicit));
  const read: UnitsRead = { named: [], warnings: [], stated: [] };
  for (const [index, span] of spans.entries()) {
    const reading = readings[index];
    if (!reading) continue;
    const line = lineAt(span.start);
    // 牵头单位：甲 ⏎ 责任单位：乙、丙: clauses one after another tell roles apart together.
    const explicit = explicitRuns.has(runs[index] ?? -1);
    const mentions = explicit ? reading.mentions : firstLeads(reading.mentions, context.rules);
    for (const { at: place, ...unit } of mentions)
      read.named.push({ ...unit, origin: "CLAUSE", line: lineAt(span.inner + place) });
    if (span.unclosed)
      read.warnings.push({
        line,
        message: `第${number}项的责任单位缺少右括号，已读到段末，请核对。`,
      });
    read.warnings.push(...questionsOf({ number, line }, reading, context.cities));
    read.stated.push(...reading.deadlines.map((each) => ({ ...each, at: span.inner + each.at })));
  }
  return read;
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
