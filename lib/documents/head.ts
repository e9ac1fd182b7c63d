import type { City } from "../units/rules";
import { citiesOf } from "./cities";
import { figure, yearInFigures } from "./deadlines";
import { fold } from "./fold";
import type { Paragraph } from "./layout";
import { isAttachmentLine, isDateLine, isPageNoise, isSignature } from "./noise";
import { isIssuing, officesApart, signedBy, signedWithoutDay } from "./signature";
import { titleOf } from "./title";

export type Head = {
  title: string;
  documentNumber: string;
  /** YYYY-MM-DD, empty when not found */
  issuedOn: string;
  /** the plan's year, 0 when not found */
  year: number;
  issuer: string;
  cities: City[];
  recipients: string;
  warnings: { line: number; message: string }[];
};

/**
 * What stands before the first chapter, and what is signed below the last: whose notice it is, its
 * number, day and year.
 */
export function readHead(
  paragraphs: readonly Paragraph[],
  tail: readonly Paragraph[] = [],
  known: readonly City[] = [],
): Head {
  const kept = paragraphs.filter(({ text }) => !isPageNoise(text));
  const lines = kept.map((paragraph) => paragraph.text);
  const title = titleOf(lines);
  const all = [...paragraphs, ...tail];
  const documentNumber = documentNumberOf(all.map(({ text }) => text));
  const { issuedOn, warnings } = issuedOnOf(kept, tail, all);
  const signed = tail.map((paragraph) => paragraph.text);
  const issuer = issuerOf(lines, signed, title);
  const year =
    /((?:19|20)\d{2})(?=\s*年|\s*[—–－~-])/.exec(title) ??
    /(\d{4})/.exec(title) ??
    /(\d{4})/.exec(issuedOn) ??
    /(\d{4})/.exec(fold(documentNumber));
  const cities = citiesOf(title, [...lines, ...signed].join("\n"), issuer, known);
  return {
    title,
    documentNumber,
    issuedOn,
    year: Number(year?.[1] ?? 0),
    issuer,
    cities,
    recipients: recipientsOf(lines),
    warnings: [...warnings, ...undatedOffices(tail)],
  };
}

/** Offices that end the text without a day, which might as well be units of its last point. */
function undatedOffices([first, ...rest]: readonly Paragraph[]) {
  if (!first || !isIssuing(first.text) || rest.some(({ text }) => isDateLine(text))) return [];
  const offices = signedWithoutDay([first, ...rest].map(({ text }) => text));
  const message = `文末的“${offices}”后面没有日期，读作落款，没有列为责任单位，请核对。`;
  return [{ line: first.line, message }];
}

function documentNumberOf(lines: readonly string[]): string {
  const number =
    /\p{Script=Han}{1,12}\s*[〔[［【（(〈<{]\s*[\d０-９]{4}\s*[〕\]］】）)〉>}]\s*第?\s*[\d０-９]+\s*号/u;
  const found = lines.map((line) => number.exec(line)?.[0]).find(Boolean) ?? "";
  return found.replace(/^.*(?:发文字号|发文文号|文号|字号|通知|印发|公告)/u, "").trim();
}

const DAY =
  /(\d{4}|[二〇○零一三四五六七八九]{4})\s*年\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*日/u;
const OWN_LINE = new RegExp(`^${DAY.source}(?:\\s+${DAY.source})*$`, "u");

function dayOf(found: RegExpExecArray | null): string {
  if (!found) return "";
  const [, year = "", month = "", day = ""] = found;
  const [m, d] = [figure(month), figure(day)];
  if (m < 1 || m > 12 || d < 1 || d > 31) return "";
  return `${yearInFigures(year)}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`;
}

/** The day it was signed: a line of its own, else below an office's name; a web page's day only as a last resort. */
function issuedOnOf(
  kept: readonly Paragraph[],
  tail: readonly Paragraph[],
  all: readonly Paragraph[],
) {
  const signed = new RegExp(
    `(?:政府|办公厅|办公室|委员会|局|委|厅|部|小组|中心)[）)]?\\s*${DAY.source}(?!印发|\\s*[起施前至—])`,
    "u",
  );
  const ways: [readonly Paragraph[], RegExp][] = [
    [signedDates(kept), OWN_LINE],
    [signedDates(tail), OWN_LINE],
    [kept, OWN_LINE],
    [beforeAttachments(tail), OWN_LINE],
    [kept, signed],
    [tail, signed],
    [kept, new RegExp(`^[（(]?${DAY.source}[^，。]{0,20}(?:通过|印发|发布|公布)[）)]?$`, "u")],
    [
      all,
      new RegExp(
        `(?:成文日期|成文时间|发文日期|发文时间|印发日期|生成日期)\\s*[：:】]?\\s*${DAY.source}`,
        "u",
      ),
    ],
    [tail, new RegExp(`${DAY.source}\\s*印发`, "u")],
  ];
  for (const [paragraphs, pattern] of ways) {
    const day = paragraphs.map(({ text }) => dayOf(pattern.exec(fold(text).trim()))).find(Boolean);
    if (day) return { issuedOn: day, warnings: [] };
  }
  return publishedOn(all) ?? attachedOn(tail);
}

/** Dates below the name of an office. */
const signedDates = (paragraphs: readonly Paragraph[]) =>
  paragraphs.filter((_, index) => isSignature(paragraphs[index - 1]?.text ?? ""));

function beforeAttachments(paragraphs: readonly Paragraph[]): readonly Paragraph[] {
  const at = paragraphs.findIndex(({ text }) => isAttachmentLine(text));
  return at < 0 ? paragraphs : paragraphs.slice(0, at);
}

/** A day behind an attachment may be the attachment's own. */
function attachedOn(tail: readonly Paragraph[]) {
  const found = tail.find(({ text }) => OWN_LINE.test(fold(text).trim()));
  const issuedOn = found ? dayOf(OWN_LINE.exec(fold(found.text).trim())) : "";
  if (!found || !issuedOn) return { issuedOn: "", warnings: [] };
  const message = `只在附件后面读到日期${issuedOn}，暂作为成文日期，请核对。`;
  return { issuedOn, warnings: [{ line: found.line, message }] };
}

function publishedOn(all: readonly Paragraph[]) {
  const field =
    /(成文日期|成文时间|发文日期|印发日期|生成日期|发布时间|发布日期|公开日期|时间)\s*[：:】]?\s*(\d{4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})/;
  const found = all
    .flatMap(({ text, line }) => {
      const match = field.exec(fold(text));
      return match ? [{ match, line }] : [];
    })
    .sort(
      (a, b) =>
        Number(/发布|公开|时间/.test(a.match[1] ?? "")) -
        Number(/发布|公开|时间/.test(b.match[1] ?? "")),
    )[0];
  if (!found) return null;
  const [, label = "", year = "", month = "", day = ""] = found.match;
  const issuedOn = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (Number(month) > 12 || Number(day) > 31) return null;
  const message = `没有读到落款日期，暂用网页的${label}${issuedOn}作为成文日期，请核对。`;
  return {
    issuedOn,
    warnings: /成文|发文|印发|生成/.test(label) ? [] : [{ line: found.line, message }],
  };
}

/** The office that signs; else the one the title begins with, else the first line. */
function issuerOf(lines: readonly string[], tail: readonly string[], title: string): string {
  const signed = signedBy(lines) || signedBy(tail);
  if (signed) return signed;
  const inline = lines
    .concat(tail)
    .map(
      (line) =>
        /(?:^|[。）”])\s*([\p{Script=Han} ]{4,40}(?:政府|办公厅|办公室|委员会|局|委|厅|部|小组))\s*\d{4}\s*年/u.exec(
          line,
        )?.[1],
    )
    .find(Boolean);
  if (inline) return inline.trim();
  const titled =
    /^\s*(国务院|[\p{Script=Han} 、]{3,40}?(?:政府|办公厅|办公室|委员会|局|委|厅|部|小组|指挥部))\s*(?:关于|印发)/u;
  const first = [lines.slice(0, 6).join(""), ...lines, title]
    .map((line) => titled.exec(line)?.[1])
    .find(Boolean);
  if (first) return officesApart(first.trim());
  const undated = signedWithoutDay(tail);
  return undated || (lines.find((line) => line.length < 60 && isSignature(line))?.trim() ?? "");
}

/** 各区县人民政府，市政府各部门： */
function recipientsOf(lines: readonly string[]): string {
  const marked = lines.find((line) => /^主\s*送\s*[：:]/u.test(line));
  if (marked) return marked.replace(/^主\s*送\s*[：:]\s*/u, "").replace(/[：:]\s*$/, "");
  const own = lines.find(
    (line) =>
      /[：:]$/.test(line) && ADDRESSED.test(line) && !/如下[：:]$/.test(line) && line.length < 400,
  );
  if (own)
    return own
      .slice(0, -1)
      .replace(/^.*(?:的通知|\d\s*号)/u, "")
      .trim();
  const inside =
    /(?:^|[号知 　)）])((?:各|\p{Script=Han}{2,8}[市省州县区]各?)[^。：:]{3,200}(?:政府|部门|单位|机构|管委会|局|委|办)[）)]?)[：:]/u.exec(
      lines.join("\n"),
    );
  return inside?.[1]?.replace(/^.*(?:的通知|\d\s*号)/u, "").trim() ?? "";
}

const ADDRESSED = /政府|部门|单位|机构|管委会|[局委办]|各[市县区]/;
