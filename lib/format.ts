import type { IsoDate } from "./dates";
import { shanghaiDate, shanghaiTime } from "./dates";

/** 63.6 → 64%; the one place where a percent is rounded for the eye. */
export function percent(value: number): string {
  return `${Math.round(value)}%`;
}

/** +3, −2, 0: percentage points */
export function signed(points: number): string {
  if (points === 0) return "0";
  return points > 0 ? `+${points}` : `−${-points}`;
}

/** 2024-09-06 → 9月6日 */
export function monthDay(date: IsoDate): string {
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;
}

/** A date beside what is read on `asOf`: 9月30日, of another year 2025年3月31日. */
export function dueDay(date: IsoDate, asOf: IsoDate): string {
  const year = date.slice(0, 4);
  return `${year === asOf.slice(0, 4) ? "" : `${year}年`}${monthDay(date)}`;
}

/** 2024-09-01 → 9月 */
export function month(date: IsoDate): string {
  return `${Number(date.slice(5, 7))}月`;
}

/** 2024-09-01 → 2024年9月 */
export function yearMonth(date: IsoDate): string {
  return `${Number(date.slice(0, 4))}年${month(date)}`;
}

/** 2025年1月、2025年2月; of more than two the first and the last: 2025年1月至2025年4月 */
export function monthsText(months: IsoDate[]): string {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return "";
  if (months.length > 2) return `${yearMonth(first)}至${yearMonth(last)}`;
  return months.map(yearMonth).join("、");
}

/** 9月5日 16:20 in Asia/Shanghai */
export function monthDayTime(instant: Date): string {
  return `${monthDay(shanghaiDate(instant))} ${shanghaiTime(instant)}`;
}

/** 2024-09-05 16:20 in Asia/Shanghai */
export function dayTime(instant: Date): string {
  return `${shanghaiDate(instant)} ${shanghaiTime(instant)}`;
}

/** 16:20:08 in Asia/Shanghai */
export function shanghaiClock(instant: Date): string {
  return shanghaiTime(instant, "second");
}

const NUMERALS = "零一二三四五六七八九十";

/** 1 → 一, 12 → 十二, 31 → 三十一; 1 to 99. */
export function chineseNumeral(value: number): string {
  if (value <= 10) return NUMERALS.charAt(value);
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  return `${tens > 1 ? NUMERALS.charAt(tens) : ""}十${ones > 0 ? NUMERALS.charAt(ones) : ""}`;
}

/** “深化两市‘跨域通办’”: in quotation marks, those inside turned into single ones. */
export function quoted(text: string): string {
  return `“${text.replaceAll("“", "‘").replaceAll("”", "’")}”`;
}

/**
 * Names in braces become what they stand for, with the inner quotation marks turned where they stand
 * in some; whatever else is in braces stays as typed.
 */
export function fillIn(template: string, facts: Record<string, string>): string {
  return template.replace(/“\{([^{}]+)\}”|\{([^{}]+)\}/g, (typed, within, bare) => {
    const name: string = within ?? bare;
    const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (fact === undefined) return typed;
    return within === undefined ? fact : quoted(fact);
  });
}

/** 领先序时 4 个百分点, 落后序时 4 个百分点, 与序时持平; both figures are rounded first, as shown. */
export function gapText(actual: number, expected: number): string {
  const gap = Math.round(actual) - Math.round(expected);
  if (gap === 0) return "与序时持平";
  return `${gap > 0 ? "领先" : "落后"}序时 ${Math.abs(gap)} 个百分点`;
}

/** 原 9月30日 → 现 10月31日（通知更新，第1次延期）, as read on `asOf`. */
export function extensionText({ fromOn, toOn, count, updated }: Extended, asOf: IsoDate): string {
  const by = extendedBy({ count, updated }).join("，");
  return `原 ${dueDay(fromOn, asOf)} → 现 ${dueDay(toOn, asOf)}（${by}）`;
}

/** 原 2024-12-31，第1次延期: what stands beside the due date in force where that has a column of its own. */
export function redatingText({ fromOn, ...by }: Extended): string {
  return [`原 ${fromOn}`, ...extendedBy(by)].join("，");
}

/** How often a due date was put off, and by what. */
export function extendedBy({ count, updated }: Pick<Extended, "count" | "updated">): string[] {
  return [...(updated ? ["通知更新"] : []), ...(count > 0 ? [`第${count}次延期`] : [])];
}

/** 原 6月30日 → 现 9月30日（第1次改期） of a milestone, as read on `asOf`. */
export function redatedText({ fromOn, toOn, count }: Redated, asOf: IsoDate): string {
  return `原 ${dueDay(fromOn, asOf)} → 现 ${dueDay(toOn, asOf)}（第${count}次改期）`;
}

/** From the date a milestone was first set to, to the one in force, put off how often. */
export type Redated = { fromOn: IsoDate; toOn: IsoDate; count: number };

/** From the published due date to the one in force, by how many extensions; `updated`: and by 通知更新. */
export type Extended = { fromOn: IsoDate; toOn: IsoDate; count: number; updated?: boolean };

/** Written alike whatever the width and the case: ＡＢＣ１２ → abc12. As search_fold() in the database. */
export function fold(text: string): string {
  return text.normalize("NFKC").replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Whether a text, however it is written, holds every one of the folded words. */
export function containsAll(text: string, words: readonly string[]): boolean {
  const folded = fold(text);
  return words.every((word) => folded.includes(word));
}
