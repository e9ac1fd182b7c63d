import type { City } from "../units/rules";
import type { Paragraph } from "./layout";

export type Head = {
  title: string;
  documentNumber: string;
  /** YYYY-MM-DD, empty when not found */
  issuedOn: string;
  /** the plan's year, 0 when not found */
  year: number;
  cities: City[];
};

/** What stands before the first chapter: whose notice it is, its number, day and year. */
export function readHead(paragraphs: readonly Paragraph[]): Head {
  const lines = paragraphs.map((paragraph) => paragraph.text);
  const title = titleOf(lines);
  const documentNumber = documentNumberOf(lines);
  const issuedOn = issuedOnOf(lines);
  const year = /(\d{4})/.exec(title) ?? /(\d{4})/.exec(issuedOn) ?? /(\d{4})/.exec(documentNumber);
  const cities = citiesOf(title, lines.join("\n"));
  return { title, documentNumber, issuedOn, year: Number(year?.[1] ?? 0), cities };
}

// How a notice names what it issues, the surest wording first.
const TITLES = [
  /现将《([^《》]+)》/,
  /《([^《》]+)》(?:已经?|印发)/,
  /印发《([^《》]+)》的通知/,
  /关于印发(.+?)的通知/,
  /^([^，。：\n]*(?:工作要点|实施方案|行动方案|行动计划|工作方案|若干措施|政策措施))$/m,
];

function titleOf(lines: readonly string[]): string {
  const text = lines.join("\n");
  const title = TITLES.map((pattern) => pattern.exec(text)?.[1]).find(Boolean) ?? "";
  // Layout puts blanks around figures (要点 of 济南—临沂对口合作 2024 年); the name itself has none.
  return title.replace(/(?<=[\p{Script=Han}—\d])\s+|\s+(?=[\p{Script=Han}—\d])/gu, "");
}

function documentNumberOf(lines: readonly string[]): string {
  const number = /\p{Script=Han}{1,12}\s*[〔[［【（(]\s*\d{4}\s*[〕\]］】）)]\s*第?\s*\d+\s*号/u;
  return lines.map((line) => number.exec(line)?.[0]).find(Boolean) ?? "";
}

function issuedOnOf(lines: readonly string[]): string {
  const day = /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日$/;
  const [, year, month, date] = lines.map((line) => day.exec(line)).find(Boolean) ?? [];
  if (!year || !month || !date || Number(month) > 12 || Number(date) > 31) return "";
  return `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
}

function citiesOf(title: string, text: string): City[] {
  const named = citiesInTitle(title);
  const names = named.length > 1 ? named : issuers(text);
  return names.map((name) => cityOf(name, text));
}

/** 济南—临沂对口合作2024年工作要点 → 济南, 临沂 */
function citiesInTitle(title: string): string[] {
  const bare = title.replace(/^(?:关于)?(?:\d{4}\s*年度?)?/, "");
  const before = /^(.+?)(?:全面|深化)?(?:对口|东西部|区域|结对|协作|合作)/.exec(bare)?.[1] ?? "";
  // 和 and 与 may be part of a city's name (和田): a surer separator goes first.
  const separator = [/[—–－-]+/, /、|·/, /与/, /和/].find((each) => each.test(before));
  const names = separator ? before.split(separator) : [];
  return names.every((name) => /^\p{Script=Han}{2,8}$/u.test(name)) ? names : [];
}

/** 济南市人民政府办公厅 临沂市人民政府办公室 → 济南市, 临沂市 */
function issuers(text: string): string[] {
  const offices = text.matchAll(/(\p{Script=Han}{1,7}?[市州盟])人民政府(?:办公[厅室])?(?=\s|$)/gmu);
  return [...new Set([...offices].map((match) => match[1] ?? ""))];
}

/** The full name as the notice writes it; 州 is a level only after two characters (凉山州, not 杭州). */
function cityOf(named: string, text: string): City {
  const shortName = named.replace(/(?<=..)(?:\p{Script=Han}{0,8}自治州|市|州|地区|盟)$/u, "");
  const levels = "(?:\\p{Script=Han}{0,8}?自治州|市|州|地区|盟)";
  const full = new RegExp(shortName + levels, "u").exec(`${named}\n${text}`)?.[0];
  return { name: full ?? `${shortName}市`, shortName };
}
