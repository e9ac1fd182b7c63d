import { type ClauseSpan, clausesIn } from "./clause-spans";
import { type Deadline, deadlinesIn, namesSeveralDays, saidOnce, withStated } from "./deadlines";
import { type IndicatorProposal, proposeIndicators } from "./indicators";
import type { Paragraph } from "./layout";
import type { ClauseUnit } from "./mention";
import { type Context, type PointUnit, readUnits } from "./point-units";
import { itemsOf } from "./sentences";
import { excerpt, linesOf, strays, type Warning } from "./strays";

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
  /** headings above it whose clause is of all that stands below them */
  granting: readonly Paragraph[];
};

/** A point from its paragraphs; its number is its marker's, else `running`. */
export function readPoint(
  source: PointSource,
  running: number,
  context: Context,
): { point: PointReading; warnings: Warning[] } {
  const { paragraphs } = source;
  const text = paragraphs.map((paragraph) => paragraph.text).join("\n");
  const line = paragraphs[0]?.line ?? 1;
  const lineAt = linesOf(paragraphs);
  const marker = paragraphs[0]?.marker ?? null;
  // ● 建设园区, of points without numbers
  const markerText = marker?.text ?? /^[●◆■○□◇◎※►▶➤✓✔•·]\s*/u.exec(text)?.[0] ?? "";
  const spans = clausesIn(text).filter((span) => span.start >= markerText.length);
  const main = mainClause(text, spans);
  const titled = splitTitle(text.slice(markerText.length, main.start));
  const number = marker?.number ?? running;
  const { granting } = source;
  const { named, warnings, stated } = readUnits(
    { text, spans, lineAt, number, line, granting },
    context,
  );
  // 3.年内建成: the figure is the marker's
  const told = " ".repeat(markerText.length) + text.slice(markerText.length);
  const all = withStated(deadlinesIn(told, context.year), stated, context.year);
  const isLabelled = ({ text: words }: Deadline) => /[：:︰]/.test(words);
  const deadlines = saidOnce(
    all.filter((each) => !isLabelled(each)),
    all.filter(isLabelled),
  )
    .sort((one, other) => one.start - other.start)
    .map((deadline) => ({ ...deadline, line: lineAt(deadline.start) }));
  const point: PointReading = {
    number,
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
    deadlines,
    actionItems: itemsOf(titled.body),
    indicators: proposeIndicators(titled.body),
  };
  return {
    point,
    warnings: [
      ...warnings,
      ...deadlineQuestions(number, deadlines, context),
      ...strays(paragraphs, main.to, text),
    ],
  };
}

/** A deadline that had passed when the notice was signed, or that tells no day, is shown and asked about. */
export function deadlineQuestions(
  number: number,
  deadlines: readonly (Deadline & { line: number })[],
  { issuedOn, year }: Context,
): Warning[] {
  if (year === 0) return [];
  const begin = issuedOn || `${year}-01-01`;
  return deadlines.flatMap(({ date, kind, text, line }) => {
    const question =
      kind === "DATE" && !date
        ? namesSeveralDays(text, year)
          ? "写了几个日期，没有定下哪一个"
          : "没有读出日期"
        : date && date < begin
          ? "早于成文日期"
          : null;
    return question
      ? [{ line, message: `第${number}项的时限${excerpt(text)}${question}，请核对。` }]
      : [];
  });
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

/** The title ends at the first 。, or with its line where it stands alone. */
export function splitTitle(text: string): { title: string; titleEnd: string; body: string } {
  const end = text.search(/[。\n]/);
  if (end < 0) {
    const title = text.replace(/[；，;,、\s]+$/u, "");
    return { title, titleEnd: text.slice(title.length), body: "" };
  }
  return {
    title: text.slice(0, end),
    titleEnd: text.slice(end, end + 1),
    body: text.slice(end + 1),
  };
}
