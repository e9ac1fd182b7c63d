import { markerOf } from "../documents/markers";
import type { ImportContent, ImportPoint } from "./content";

// 小标题: the lines above a point, and the section they begin for it and for those behind it.

/** The lines above a point, as the form of the point shows them. */
const headingsOf = ({ before }: Pick<ImportPoint, "before">) => before.replace(/\n$/, "");

/** 小标题 above a point set right; points behind it that stand in the same section go with it. */
export function setHeadings(content: ImportContent, key: string, text: string): ImportContent {
  const chapter = content.chapters.find(({ points }) => points.some((each) => each.key === key));
  const at = chapter?.points.findIndex((each) => each.key === key) ?? -1;
  const found = chapter?.points[at];
  if (!chapter || !found || headingsOf(found).trim() === text.trim()) return content;
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const before = lines.map((line) => `${line}\n`).join("");
  const section = sectionBelow(found, lines);
  const behind = chapter.points.slice(at + 1);
  const end = behind.findIndex((point) => point.before !== "" || point.section !== found.section);
  const same = new Set(end < 0 ? behind : behind.slice(0, end));
  const points = chapter.points.map((point) => {
    if (point === found) return { ...point, before, section, edited: true };
    return same.has(point) ? { ...point, section } : point;
  });
  const chapters = content.chapters.map((each) =>
    each === chapter ? { ...chapter, points } : each,
  );
  return { ...content, chapters };
}

/** Sections that began further up stay; those of the lines above the point are as the lines are now. */
function sectionBelow({ section, before }: ImportPoint, lines: readonly string[]): string {
  const began = before.split("\n").map(titleOf);
  const outer = section.split(BETWEEN).filter((each) => each !== "" && !began.includes(each));
  return [...outer, ...lines.filter(isHeading).map(titleOf)].join(BETWEEN);
}

const BETWEEN = " / ";
const titleOf = (line: string) => /^[^。\n]*/.exec(line)?.[0].trim() ?? "";

/** （一）产业协作, or a short line; a paragraph below it is none. */
const isHeading = (line: string) =>
  markerOf(line) !== null || (line.length <= 40 && !/。./.test(line));
