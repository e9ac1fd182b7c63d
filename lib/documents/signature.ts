import { fold } from "./fold";
import { isDateLine, isSignature } from "./noise";

// Who signs a notice: one office, or those of two cities, side by side or one below the other.

/** 济南市人民政府办公厅  临沂市人民政府办公室, as the printed line has them */
const ISSUING =
  /^(?:(?:中共)?\p{Script=Han}{1,12}[省市州盟县区旗](?:委员?会?)?(?:人民政府|行政公署)?(?:办公[厅室])?\s*(?:（[公印盖签代]?章）)?[\s、]*)+$/u;

/** Whether a line is nothing but the names of governments or their general offices, which issue notices. */
export const isIssuing = (line: string) =>
  isSignature(line) && /人民政府|行政公署|办公[厅室]/.test(line) && ISSUING.test(fold(line));

/** The same with the day behind them, or without. */
export const isSigned = (line: string) =>
  isIssuing(fold(line).replace(/\d{4} *年 *\d{1,2} *月 *\d{1,2} *日 *$/, ""));

/** Where the lines of offices begin that end before a place. */
function beginOfOffices(lines: readonly string[], end: number): number {
  let at = end;
  while (at > 0 && isSignature(lines[at - 1] ?? "")) at -= 1;
  return at;
}

/** The offices that sign above a day, or above each its own, as one line; empty where nobody does. */
export function signedBy(lines: readonly string[]): string {
  const day = lines.findIndex(
    (line, at) => isDateLine(line) && isSignature(lines[at - 1] ?? "") && at > 0,
  );
  if (day < 0) return "";
  const offices = lines.slice(beginOfOffices(lines, day), day);
  for (let at = day + 1; isSignature(lines[at] ?? ""); ) {
    const next = lines.findIndex((line, index) => index >= at && !isSignature(line));
    if (next < 0 || !isDateLine(lines[next] ?? "")) break;
    offices.push(...lines.slice(at, next));
    at = next + 1;
  }
  return oneLine(offices);
}

/** The offices at the end of a text that nothing is dated by, or that stand below their day. */
export function signedWithoutDay(lines: readonly string[]): string {
  const first = lines.findIndex(isIssuing);
  if (first < 0) return "";
  const end = lines.findIndex((line, at) => at > first && !isIssuing(line));
  return oneLine(lines.slice(first, end < 0 ? lines.length : end));
}

/** Offices in one line, without their 章. */
function oneLine(offices: readonly string[]): string {
  const names = offices.map((office) => office.replace(/[（(][公印盖签代]?章[）)]/gu, "").trim());
  return names.filter((name, at) => names.indexOf(name) === at).join("　");
}

/** 甲市人民政府办公厅乙市人民政府办公室, printed in two lines and read as one: with a blank between them. */
export const officesApart = (offices: string) =>
  offices.replace(
    /(?<=办公[厅室]|人民政府)(?!办公)(?=\p{Script=Han}{2,8}?[省市州盟县区旗](?:委|人民政府))/gu,
    "　",
  );

/** At its end, where the signature of a text without line breaks begins, and where its day does. */
const RUN_ON =
  /[。）] *((?:(?:中共)?\p{Script=Han}{2,12}?[省市州盟县区旗](?:委|人民政府)(?:办公[厅室])? *){1,6})(?=\d{4} *年 *\d{1,2} *月 *\d{1,2} *日 *$)/u;

/** Places to cut a line before, so that who signed it and when are no text of its last point. */
export function signatureCuts(text: string): number[] {
  // A signature is short, and nothing before it is looked at.
  const from = Math.max(0, text.length - 200);
  const found = RUN_ON.exec(fold(text.slice(from)));
  const [whole = "", offices = ""] = found ?? [];
  if (!found || !isIssuing(offices)) return [];
  const end = from + found.index + whole.length;
  return [end - offices.length, end];
}
