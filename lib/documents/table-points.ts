import { besidesIn } from "./besides";
import { onceEach, readMentions } from "./clause";
import { deadlinesIn, saidOnce, withStated } from "./deadlines";
import { fold } from "./fold";
import { proposeIndicators } from "./indicators";
import type { TaskRow } from "./lines";
import { markerOf } from "./markers";
import { chineseNumber } from "./numerals";
import {
  type Context,
  firstLeads,
  noUnits,
  type PointUnit,
  questionsOf,
  soleLeads,
  unitsByRule,
} from "./point-units";
import { deadlineQuestions, type PointReading, type PointSource, splitTitle } from "./points";
import { labelsIn, type Role } from "./roles";
import { itemsOf } from "./sentences";
import { excerpt, type Warning } from "./strays";

/** A point from a row of a table of tasks, in the same form as one of running text. */
export function readRow(
  source: PointSource,
  row: TaskRow,
  running: number,
  context: Context,
): { point: PointReading; warnings: Warning[] } {
  const line = source.paragraphs[0]?.line ?? 1;
  const warnings: Warning[] = [];
  // （一）建设园区, where the table has no column of numbers
  const own = row.number === "" ? markerOf(row.title) : null;
  const marker = own?.text ?? (row.number === "" ? "" : `${row.number}\t`);
  const said = row.title.slice(own?.text.length ?? 0);
  const digits = /\d+/.exec(fold(row.number || row.unnumbered || ""))?.[0];
  const number = digits
    ? Number(digits)
    : (chineseNumber(row.number.replace(/[^一二三四五六七八九十]/g, "")) ?? own?.number ?? running);
  if (row.unnumbered !== undefined && !own) warnings.push(unnumbered(number, row, line));
  const titled =
    row.body === "" ? splitTitle(said) : { title: said, titleEnd: "\t", body: row.body };
  const units: PointUnit[] = [];
  const several = row.clauses.length > 1;
  const stated: string[] = [];
  for (const { label, text } of row.clauses) {
    const role: Role | null =
      labelsIn(`${fold(label)}：`)[0]?.role ??
      (/牵头|主办/.test(label) ? "LEAD" : /配合|协/.test(label) ? "SUPPORT" : null);
    const reading = readMentions(text, context, role);
    const explicit = reading.explicit || several;
    const mentions = explicit ? reading.mentions : firstLeads(reading.mentions, context.rules);
    units.push(
      ...mentions.map(({ at: _, ...unit }) => ({ ...unit, origin: "CLAUSE" as const, line })),
    );
    stated.push(...reading.deadlines.map((each) => each.text));
    warnings.push(
      ...questionsOf({ number, line }, reading, context.cities),
      ...besidesIn({ number }, text, () => line),
    );
  }
  for (const { label, text } of row.others)
    warnings.push(...besidesIn({ number }, `${label}：${text}`, () => line));
  if (units.length === 0) warnings.push(noUnits(number, line));
  units.push(...unitsByRule(context));
  const named = soleLeads(onceEach(units), context.rules);
  const clause = row.clauses
    .map(({ label, text }) => (several ? `${label}：${text}` : text))
    .join("\t");
  // What stands below the last row and is none: kept behind it, and asked about.
  const below = source.paragraphs.slice(1);
  warnings.push(
    ...below.map((each) => ({
      line: each.line,
      message: `${excerpt(each.text)}不是要点，已原样保留在上一项之后，请核对。`,
    })),
  );
  const rest = [
    ...row.others.map(({ label, text }) => `\t${label}：${text}`),
    ...below.map((each) => `\n${each.text}`),
  ].join("");
  const timed = row.others.filter(({ label }) => /时限|时间|日期|期限|进度/.test(label));
  const ofColumns = [...timed.map(({ text }) => text), ...stated].flatMap((text) =>
    withStated([], [{ text, at: 0 }], context.year),
  );
  const deadlines = saidOnce(
    deadlinesIn(`${titled.title}${titled.titleEnd}${titled.body}`, context.year),
    ofColumns,
  ).map((deadline) => ({ ...deadline, line }));
  warnings.push(...deadlineQuestions(number, deadlines, context));
  return {
    point: {
      number,
      before: source.before.map((paragraph) => `${paragraph.text}\n`).join(""),
      section: row.section || source.section,
      marker,
      ...titled,
      clauseStart: clause === "" ? "" : "\t",
      clause,
      clauseEnd: rest,
      line,
      units: named.map(({ written: _w, origin: _o, line: _l, ...unit }) => unit),
      named,
      clauses: row.clauses.map(({ label, text }) => ({ text, label, line })),
      deadlines,
      actionItems: itemsOf(titled.body),
      indicators: proposeIndicators(titled.body),
    },
    warnings,
  };
}

/** A task of its own in a row without a number: perhaps of the item above, perhaps an item whose number is missing. */
const unnumbered = (number: number, { title }: TaskRow, line: number): Warning => ({
  line,
  message: `第${number}项下面的${excerpt(title)}这一行没有序号，暂照第${number}项单列一项，是上一项的请并入上一项，不是的请改序号。`,
});
