import type { City } from "../units/rules";
import { type ClauseUnit, clausesIn, readClause } from "./clause";
import { type IndicatorProposal, proposeIndicators } from "./indicators";
import { type Paragraph, POINT_MARKER } from "./layout";
import { sentencesOf } from "./sentences";

/** A sentence for the admin about a line of the source, counted from 1. */
export type Warning = { line: number; message: string };

/** marker + title + titleEnd + body + clauseStart + clause + clauseEnd is the published text. */
export type PointReading = {
  number: number;
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
  actionItems: string[];
  indicators: IndicatorProposal[];
};

/** A point from its paragraphs, of which the first begins with a point's marker. */
export function readPoint(
  paragraphs: readonly Paragraph[],
  cities: readonly City[],
): { point: PointReading; warnings: Warning[] } {
  const text = paragraphs.map((paragraph) => paragraph.text).join("\n");
  const line = paragraphs[0]?.line ?? 1;
  const [marker = "", digits = "0"] = POINT_MARKER.exec(text) ?? [];
  const spans = clausesIn(text);
  const span = spans.at(-1) ?? { start: text.length, from: text.length, to: text.length };
  const titled = splitTitle(text.slice(marker.length, span.start));
  const clause = text.slice(span.from, span.to);
  const point: PointReading = {
    number: Number(digits),
    marker,
    ...titled,
    clauseStart: text.slice(span.start, span.from),
    clause,
    clauseEnd: text.slice(span.to),
    line,
    // Of several clauses the last is the point's; the units of the others answer for it as well.
    units: readClause(spans.map(({ from, to }) => text.slice(from, to)).join("，"), cities),
    actionItems: sentencesOf(titled.body),
    indicators: proposeIndicators(titled.body),
  };
  return {
    point,
    warnings: [...clauseWarnings(point, spans.length), ...strays(paragraphs, span.to)],
  };
}

/** The title ends at the first 。, or with its line where it stands alone. */
function splitTitle(text: string): { title: string; titleEnd: string; body: string } {
  const end = text.search(/[。\n]/);
  if (end < 0) return { title: text, titleEnd: "", body: "" };
  return {
    title: text.slice(0, end),
    titleEnd: text.slice(end, end + 1),
    body: text.slice(end + 1),
  };
}

function clauseWarnings({ number, line, units }: PointReading, clauses: number): Warning[] {
  if (clauses > 1) {
    const message = `第${number}项有${clauses}处责任单位，已全部列入分工，请核对。`;
    return [{ line, message }];
  }
  if (units.length > 0) return [];
  return [{ line, message: `第${number}项没有读到责任单位，请补充分工。` }];
}

/** What stands after the clause: kept in the text, but no part of the point's form. */
function strays(paragraphs: readonly Paragraph[], clauseTo: number): Warning[] {
  let offset = 0;
  return paragraphs.flatMap(({ line, text }) => {
    const after = text.slice(Math.max(0, clauseTo + 1 - offset));
    offset += text.length + 1;
    if (after === "" || after === "。") return [];
    return [{ line, message: `${excerpt(after)}不是要点，已原样保留在上一项之后，请核对。` }];
  });
}

/** “济南市人民政府办公…” for messages. */
export function excerpt(text: string): string {
  return text.length > 12 ? `“${text.slice(0, 12)}…”` : `“${text}”`;
}
