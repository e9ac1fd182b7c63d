import type { IsoDate } from "../dates";
import type { Deadline } from "../documents/deadlines";
import type { IndicatorProposal } from "../documents/indicators";
import {
  type ChapterReading,
  type NoticeReading,
  type PointReading,
  pointText,
} from "../documents/notice";
import type { PointText } from "../documents/points";
import type { Role } from "../documents/roles";
import type { City, Scope, UnitKind } from "../units/rules";
import { statedDue, statedDues } from "./stated-due";

// What an import holds: the reading of a notice in a form that an admin edits and that becomes a plan.

export type ImportUnit = {
  /** with its city: 济南市教育局 */
  name: string;
  /** as the clause writes it: 市教育局 */
  written: string;
  role: Role;
  scope: Scope | null;
  cityName: string | null;
  /** given by a rule of the notice that holds for several points, or by the admin */
  origin: "CLAUSE" | "RULE" | "ADMIN";
  line: number;
};

export type ImportPoint = PointText & {
  key: string;
  number: number;
  /** lines of the source it stands on */
  line: number;
  until: number;
  /** 办理时限; null: the plan's */
  dueOn: IsoDate | null;
  units: ImportUnit[];
  deadlines: (Deadline & { line: number })[];
  actionItems: string[];
  indicators: IndicatorProposal[];
  edited: boolean;
};

export type ImportChapter = {
  key: string;
  number: number;
  marker: string;
  title: string;
  titleEnd: string;
  foreword: string;
  line: number;
  points: ImportPoint[];
};

/**
 * 单位的处理: the unit of the directory a name of the notice stands for, another name of the notice, or a
 * unit of a city; null: of no city of the plan. `inEach`: 两市各一家.
 */
export type UnitDecision =
  | { unitId: number }
  | { sameAs: string }
  | { kind: UnitKind; cityName: string | null; inEach?: true };

/**
 * What names of earlier notices stood for: of the plan that is brought up to date, which holds on, and of
 * others of the same cities, which is proposed.
 */
export type Remembered = Record<"applied" | "proposed", Record<string, UnitDecision>>;

/** A sentence about a line; `key` of the point it is about, when there is one. */
export type ImportWarning = {
  key: string;
  line: number;
  message: string;
  point: string | null;
  settled: boolean;
};

/** Where it goes: asked, a new plan, or one that is there. */
export type ImportTarget = "ASK" | "NEW" | number;

export type ImportContent = {
  title: string;
  documentNumber: string;
  issuedOn: IsoDate | "";
  /** 0 until somebody says */
  year: number;
  dueOn: IsoDate | "";
  issuer: string;
  recipients: string;
  foreword: string;
  afterword: string;
  cities: City[];
  chapters: ImportChapter[];
  /** points taken out; their text stands where it stood, as text. `before`: as when the notice was imported before */
  removed: { chapter: string; point: ImportPoint; before?: true }[];
  warnings: ImportWarning[];
  units: Record<string, UnitDecision>;
  target: ImportTarget;
};

/** What the reader made of a notice, with a key for each part and the numbers a plan needs. */
export function contentOf(reading: NoticeReading, numbers: Numbers): ImportContent {
  const points = reading.chapters.flatMap((chapter) => chapter.points);
  const chapterNumbers = numbers(reading.chapters);
  const pointNumbers = numbers(points);
  // A point begins with the sections right above it, and ends before its chapter does: what is asked
  // about a heading is never asked of the point above it.
  const begins = points.map(({ line, before }) => line - before.split("\n").length + 1);
  const ends = reading.chapters.flatMap((chapter) =>
    chapter.points.map((point, index) => (index === 0 ? Math.min(chapter.line, point.line) : 0)),
  );
  let at = -1;
  const chapters = reading.chapters.map((chapter, index) =>
    chapterOf(chapter, `c${index + 1}`, chapterNumbers[index] ?? index + 1, (point) => {
      at += 1;
      const next = ends[at + 1] || (begins[at + 1] ?? Number.MAX_SAFE_INTEGER);
      return importPoint(
        point,
        `p${at + 1}`,
        pointNumbers[at] ?? at + 1,
        Math.max(point.line, next - 1),
        reading.issuedOn,
      );
    }),
  );
  const all = chapters.flatMap((chapter) => chapter.points);
  const several = all.flatMap((point) => {
    const dues = statedDues(point);
    const words = dues.map(({ text }) => `“${text}”`).join("");
    const sentence = `第${point.number}项写了几个完成时间${words}，请编辑填写办理时限，或核对后照全年的时限。`;
    return dues.length > 1 ? [{ message: sentence, line: point.line }] : [];
  });
  return {
    title: reading.title,
    documentNumber: reading.documentNumber,
    issuedOn: reading.issuedOn,
    year: reading.year,
    dueOn: reading.year === 0 ? "" : `${reading.year}-12-31`,
    issuer: reading.issuer,
    recipients: reading.recipients,
    foreword: reading.foreword,
    afterword: reading.afterword,
    cities: reading.cities,
    chapters,
    removed: [],
    warnings: [...reading.warnings, ...several]
      // Asked as questions of their own, in a field.
      .filter(({ message }) => !message.includes("请手工填写"))
      .map(({ line, message }, index) => ({
        key: `w${index + 1}`,
        line,
        message,
        point:
          all.find(({ until }, place) => (begins[place] ?? 0) <= line && line <= until)?.key ??
          null,
        settled: false,
      })),
    units: {},
    target: "ASK",
  };
}

type Numbers = (items: readonly { number: number }[]) => number[];

function chapterOf(
  chapter: ChapterReading,
  key: string,
  number: number,
  point: (reading: PointReading) => ImportPoint,
): ImportChapter {
  const { marker, title, titleEnd, foreword, line } = chapter;
  return {
    key,
    number,
    marker,
    title,
    titleEnd,
    foreword,
    line,
    points: chapter.points.map(point),
  };
}

export function importPoint(
  point: PointReading,
  key: string,
  number: number,
  until: number,
  issuedOn: IsoDate | "",
): ImportPoint {
  const { section, before, marker, title, titleEnd, body, clauseStart, clause, clauseEnd } = point;
  return {
    key,
    number,
    ...{ section, before, marker, title, titleEnd, body, clauseStart, clause, clauseEnd },
    line: point.line,
    until,
    dueOn: statedDue(point, issuedOn)?.date ?? null,
    units: point.named.map(({ name, written, role, scope, cityName, origin, line }) => ({
      ...{ name, written, role, scope, cityName, origin, line },
    })),
    deadlines: point.deadlines,
    actionItems: point.actionItems,
    indicators: point.indicators,
    edited: false,
  };
}

/** All points of an import in their order. */
export function importedPoints({ chapters }: Pick<ImportContent, "chapters">): ImportPoint[] {
  return chapters.flatMap((chapter) => chapter.points);
}

/** A point's published text, without what stands before its marker. */
export const importedText = pointText;

/** A point's published text with what stands before its marker. */
export function textOfPoint(
  point: Parameters<typeof importedText>[0] & { before: string },
): string {
  return point.before + importedText(point);
}

/** The number it was read with when nobody has it, else the next one free. */
export function freeNumber(read: number, taken: ReadonlySet<number>): number {
  return read > 0 && !taken.has(read) ? read : Math.max(0, ...taken) + 1;
}

/** `key`, or one like it, that no chapter and no point has. */
export function freeKey(content: ImportContent, key: string): string {
  const keys = new Set([
    ...content.chapters.map((chapter) => chapter.key),
    ...importedPoints(content).map((point) => point.key),
    ...content.removed.map(({ point }) => point.key),
  ]);
  let free = key;
  while (keys.has(free)) free = `${free}-1`;
  return free;
}
