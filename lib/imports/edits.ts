import type { IsoDate } from "../dates";
import type { Role } from "../documents/roles";
import { type City, cityNamedIn, groupScopeOf } from "../units/rules";
import {
  freeKey,
  freeNumber,
  type ImportChapter,
  type ImportContent,
  type ImportPoint,
  type ImportUnit,
  importedPoints,
  importedText,
  importPoint,
} from "./content";
import { numbered } from "./numbered";
import { readPiece, readRowAgain } from "./pieces";
import { dueReadAgain } from "./stated-due";

// Each edit is a new content; a point that is not there any more leaves the content as it is.

/** What was read of a point set right by hand. */
export type PointFields = {
  number: number;
  chapter: string;
  dueOn: IsoDate | null;
  units: { name: string; role: Role }[];
};

export function setPoint(
  content: ImportContent,
  key: string,
  { number, chapter, dueOn, units }: PointFields,
): ImportContent {
  const found = importedPoints(content).find((point) => point.key === key);
  if (!found) return content;
  const others = importedPoints(content).filter((point) => point !== found);
  const point: ImportPoint = {
    ...found,
    ...numbered(found, { number, marker: found.marker.trim() }, others),
    dueOn,
    units: units.map(({ name, role }) => ({ ...unitNamed(found, name, content.cities), role })),
    edited: true,
  };
  const stays = content.chapters.find((each) => each.key === chapter)?.points.includes(found);
  if (stays) return replacePoint(content, key, [point]);
  return inChapters(replacePoint(content, key, []), (each) =>
    each.key === chapter
      ? { ...each, points: [...each.points, point].sort((a, b) => a.number - b.number) }
      : each,
  );
}

/** A unit the point has by that name, else one the admin adds. */
function unitNamed(point: ImportPoint, name: string, cities: readonly City[]): ImportUnit {
  return (
    point.units.find((unit) => unit.name === name) ?? {
      name,
      written: name,
      role: "RESPONSIBLE",
      scope: groupScopeOf(name),
      cityName: cityNamedIn(name, cities),
      origin: "ADMIN",
      line: point.line,
    }
  );
}

/**
 * A point's text set right and read again. A blank line cuts it into several points. Units that are
 * named as before keep their role; those a rule of the notice or the admin gave stay.
 */
export function rewritePoint(content: ImportContent, key: string, text: string): ImportContent {
  const found = importedPoints(content).find((point) => point.key === key);
  if (!found) return content;
  const pieces = text
    .split(/\n[ \t\u3000]*\n/u)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "");
  if (pieces.length === 1 && pieces[0] === importedText(found).trim()) return content;
  const others = importedPoints(content).filter((point) => point !== found);
  const taken = new Set(importedPoints(content).map((point) => point.number));
  const points = pieces.map((piece, index) => {
    const read = readAgain(piece, found, content);
    const own = { number: found.number, marker: read.marker.trim() };
    const number =
      index === 0 ? numbered(found, own, others).number : freeNumber(read.number, taken);
    taken.add(number);
    return index === 0
      ? {
          ...read,
          key,
          number,
          before: found.before,
          dueOn: dueReadAgain(found, read, content.issuedOn),
        }
      : { ...read, key: freeKey(content, `${key}-${index}`), number, before: "" };
  });
  return replacePoint(content, key, points);
}

function readAgain(text: string, found: ImportPoint, content: ImportContent): ImportPoint {
  const point =
    readRowAgain(text, found, content) ?? readPiece(text, found.line, found.section, content);
  const read = importPoint(point, found.key, found.number, found.until, content.issuedOn);
  const kept = found.units.filter(
    (unit) =>
      (unit.origin !== "CLAUSE" || read.units.length === 0) &&
      !read.units.some((other) => other.name === unit.name),
  );
  const units = read.units.map((unit) => {
    const before = found.units.find((other) => other.name === unit.name);
    return before ? { ...unit, role: before.role } : unit;
  });
  return { ...read, number: point.number, units: [...units, ...kept], edited: true };
}

/** Which 举措 and 量化指标 of those that were read stand, and how the indicators read. */
export function setReadings(
  content: ImportContent,
  key: string,
  {
    items,
    indicators,
  }: { items: readonly number[]; indicators: ReadonlyMap<number, IndicatorWords> },
): ImportContent {
  const found = importedPoints(content).find((point) => point.key === key);
  if (!found) return content;
  const point: ImportPoint = {
    ...found,
    actionItems: found.actionItems.filter((_, at) => items.includes(at)),
    indicators: found.indicators.flatMap((each, at) => {
      const words = indicators.get(at);
      return words ? [{ ...each, ...words }] : [];
    }),
    edited: true,
  };
  return replacePoint(content, key, [point]);
}

export type IndicatorWords = { name: string; target: number; measure: string };

/** 并入上一项: one text, read again, with the units of both. */
export function mergePoint(content: ImportContent, key: string): ImportContent {
  const points = importedPoints(content);
  const at = points.findIndex((point) => point.key === key);
  const [above, point] = [points[at - 1], points[at]];
  if (!above || !point) return content;
  const text = `${importedText(above)}\n${point.before}${importedText(point)}`;
  const read = readAgain(text, above, content);
  const units = [...above.units, ...point.units].filter(
    (unit) => !read.units.some((other) => other.name === unit.name),
  );
  const merged: ImportPoint = {
    ...read,
    number: above.number,
    before: above.before,
    dueOn: above.dueOn,
    until: Math.max(above.until, point.until),
    units: [...read.units, ...onceEach(units)],
  };
  return replacePoint(replacePoint(content, key, []), above.key, [merged]);
}

const onceEach = (units: ImportUnit[]) =>
  units.filter((unit, at) => units.findIndex((other) => other.name === unit.name) === at);

/** 不是要点: its text stays after the point above, or before the chapter's first. */
export function removePoint(content: ImportContent, key: string): ImportContent {
  const chapter = content.chapters.find((each) => each.points.some((point) => point.key === key));
  const at = chapter?.points.findIndex((point) => point.key === key) ?? -1;
  const point = chapter?.points[at];
  if (!chapter || !point) return content;
  const text = point.before + importedText(point);
  const above = chapter.points[at - 1];
  const without = replacePoint(content, key, []);
  const kept = above
    ? replacePoint(without, above.key, [{ ...above, clauseEnd: `${above.clauseEnd}\n${text}` }])
    : inChapters(without, (each) =>
        each.key === chapter.key
          ? { ...each, foreword: [each.foreword, text].filter(Boolean).join("\n") }
          : each,
      );
  return { ...kept, removed: [...content.removed, { chapter: chapter.key, point }] };
}

/**
 * Takes a removal back: the text leaves the place it was kept at. Where it has become part of
 * another point meanwhile, the content stays as it is.
 */
export function restorePoint(content: ImportContent, key: string): ImportContent {
  const entry = content.removed.find(({ point }) => point.key === key);
  const chapter = content.chapters.find((each) => each.key === entry?.chapter);
  if (!entry || !chapter) return content;
  const text = entry.point.before + importedText(entry.point);
  const foreword = without(chapter.foreword, text);
  const points = chapter.points.map((point) => ({
    ...point,
    clauseEnd: foreword === chapter.foreword ? without(point.clauseEnd, text) : point.clauseEnd,
  }));
  const found = points.some((point, at) => point.clauseEnd !== chapter.points[at]?.clauseEnd);
  if (!found && foreword === chapter.foreword) return content;
  const restored = [...points, entry.point].sort((a, b) => a.number - b.number);
  return {
    ...inChapters(content, (each) =>
      each === chapter ? { ...each, foreword, points: restored } : each,
    ),
    removed: content.removed.filter((each) => each !== entry),
  };
}

/** Whoever set a point right has seen what was asked about it. */
export function attended(content: ImportContent, point: string): ImportContent {
  const warnings = content.warnings.map((each) =>
    each.point === point ? { ...each, settled: true } : each,
  );
  return { ...content, warnings };
}

function without(kept: string, text: string): string {
  if (kept === text) return "";
  return kept.includes(`\n${text}`) ? kept.replace(`\n${text}`, "") : kept.replace(`${text}\n`, "");
}

export function replacePoint(
  content: ImportContent,
  key: string,
  points: ImportPoint[],
): ImportContent {
  return inChapters(content, (chapter) => ({
    ...chapter,
    points: chapter.points.flatMap((point) => (point.key === key ? points : [point])),
  }));
}

function inChapters(
  content: ImportContent,
  change: (chapter: ImportChapter) => ImportChapter,
): ImportContent {
  return { ...content, chapters: content.chapters.map(change) };
}
