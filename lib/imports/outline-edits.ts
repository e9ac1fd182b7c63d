import { markerOf } from "../documents/markers";
import {
  freeKey,
  freeNumber,
  type ImportChapter,
  type ImportContent,
  type ImportPoint,
  importedPoints,
  importedText,
  importPoint,
} from "./content";
import { numbered } from "./numbered";
import { readPiece } from "./pieces";

// Edits of how an import is divided. Each is a new content; what is not there any more leaves the
// content as it is, and no character of the text is lost.

/** 序号, its wording, 章名 and 导语 of a chapter set right; the chapters stand by their numbers, as the plan's do. */
export function setChapter(
  content: ImportContent,
  key: string,
  {
    title,
    foreword,
    ...given
  }: Pick<ImportChapter, "number" | "marker" | "title"> & { foreword?: string | undefined },
): ImportContent {
  const others = content.chapters.filter((each) => each.key !== key);
  const chapters = content.chapters
    .map((each) =>
      each.key === key
        ? {
            ...each,
            ...{ title, foreword: foreword ?? each.foreword },
            ...numbered(each, given, others),
          }
        : each,
    )
    .sort((one, other) => one.number - other.number);
  return { ...content, chapters };
}

/**
 * 由此起新章: the point and those after it in its chapter become a chapter of their own. A line before
 * the point that is the title already is the chapter's from now on.
 */
export function divideChapter(content: ImportContent, key: string, title: string): ImportContent {
  const index = content.chapters.findIndex(({ points }) => points.some((each) => each.key === key));
  const chapter = content.chapters[index];
  const at = chapter?.points.findIndex((point) => point.key === key) ?? -1;
  const first = chapter?.points[at];
  if (!chapter || !first || at === 0) return content;
  const [line = "", ...below] = first.before.split("\n");
  const above = markerOf(line)?.text ?? "";
  const heading = line.slice(above.length).trim() === title || line.trim() === title;
  // 三、民生合作, typed as the notice would write it
  const marker = heading ? above : (markerOf(title)?.text ?? "");
  const points = chapter.points.slice(at);
  const added: ImportChapter = {
    key: freeKey(content, `c${content.chapters.length + 1}`),
    number: chapter.number + 1,
    marker,
    title: heading ? line.slice(marker.length).trim() : title.slice(marker.length).trim() || title,
    titleEnd: "",
    foreword: "",
    line: first.line,
    points: heading ? [{ ...first, before: below.join("\n") }, ...points.slice(1)] : points,
  };
  const chapters = content.chapters.flatMap((each) =>
    each === chapter ? [{ ...each, points: each.points.slice(0, at) }, added] : [each],
  );
  return settled({ ...content, chapters });
}

/** 并入上一章: its heading and foreword stand before its first point, as text. */
export function joinChapter(content: ImportContent, key: string): ImportContent {
  const index = content.chapters.findIndex((each) => each.key === key);
  const [above, chapter] = [content.chapters[index - 1], content.chapters[index]];
  if (!above || !chapter) return content;
  const { marker, title, titleEnd, foreword } = chapter;
  const heading = [`${marker}${title}${titleEnd}`.trimEnd(), foreword].filter(Boolean).join("\n");
  const [first, ...rest] = chapter.points;
  const joined = first
    ? {
        ...above,
        points: [
          ...above.points,
          { ...first, before: heading === "" ? first.before : `${heading}\n${first.before}` },
          ...rest,
        ],
      }
    : withTextBehind(above, heading);
  const chapters = content.chapters.flatMap((each) =>
    each === above ? [joined] : each === chapter ? [] : [each],
  );
  return settled({ ...content, chapters });
}

/** Where left-over text stands: before the first chapter, after the last point, or before a chapter's first. */
export type Place = "foreword" | "afterword" | string;

export function paragraphsAt(content: ImportContent, place: Place): string[] {
  const text =
    place === "foreword" || place === "afterword"
      ? content[place]
      : (content.chapters.find(({ key }) => key === place)?.foreword ?? "");
  return text === "" ? [] : text.split("\n");
}

/** 取为要点: a paragraph that was kept as text is read as a point, where it stands. */
export function takeAsPoint(
  content: ImportContent,
  place: Place,
  index: number,
  line: number,
): ImportContent {
  const paragraphs = paragraphsAt(content, place);
  const text = paragraphs[index];
  if (text === undefined || text.trim() === "") return content;
  const [above, below] = [paragraphs.slice(0, index), paragraphs.slice(index + 1)];
  const read = readPiece(text.trim(), line, "", content);
  const all = importedPoints(content);
  const key = freeKey(content, `p${all.length + 1}`);
  const number = freeNumber(read.number, new Set(all.map((each) => each.number)));
  const point = { ...importPoint(read, key, number, line, content.issuedOn), edited: true };
  const from = content.chapters.length > 0 ? content : { ...content, chapters: [unnamed(line)] };
  if (place === "foreword") {
    const foreword = [...above, ...below].join("\n");
    return { ...from, foreword, chapters: changed(from, 0, (each) => withFirst(each, point)) };
  }
  if (place === "afterword") {
    const last = from.chapters.length - 1;
    const chapters = changed(from, last, (each) => {
      const kept = withTextBehind(each, above.join("\n"));
      return { ...kept, points: [...kept.points, point] };
    });
    return { ...from, afterword: below.join("\n"), chapters };
  }
  const at = from.chapters.findIndex((each) => each.key === place);
  const chapters = changed(from, at, (each) => {
    const behind = below.join("\n");
    const [next, ...rest] = each.points;
    const points =
      next && behind !== ""
        ? [{ ...next, before: `${behind}\n${next.before}` }, ...rest]
        : each.points;
    const own =
      next || behind === "" ? point : { ...point, clauseEnd: `${point.clauseEnd}\n${behind}` };
    return { ...each, foreword: above.join("\n"), points: [own, ...points] };
  });
  return { ...from, chapters };
}

const unnamed = (line: number): ImportChapter => ({
  ...{ key: "c1", number: 1, marker: "", title: "", titleEnd: "", foreword: "" },
  ...{ line, points: [] },
});

function changed(
  { chapters }: ImportContent,
  at: number,
  change: (chapter: ImportChapter) => ImportChapter,
): ImportChapter[] {
  return chapters.map((each, index) => (index === at ? change(each) : each));
}

/** What a chapter says before its first point stays before it. */
function withFirst(chapter: ImportChapter, point: ImportPoint): ImportChapter {
  return { ...chapter, points: [point, ...chapter.points] };
}

/** Text that stays after a chapter's last point, or before its first where it has none. */
function withTextBehind(chapter: ImportChapter, text: string): ImportChapter {
  if (text === "") return chapter;
  const last = chapter.points.at(-1);
  if (!last) return { ...chapter, foreword: [chapter.foreword, text].filter(Boolean).join("\n") };
  const points = [
    ...chapter.points.slice(0, -1),
    { ...last, clauseEnd: `${last.clauseEnd}\n${text}` },
  ];
  return { ...chapter, points };
}

/** Chapters count upwards, and a point that was taken out comes back where its text stands now. */
function settled(content: ImportContent): ImportContent {
  let last = 0;
  const chapters = content.chapters.map((chapter) => {
    last = Math.max(last + 1, chapter.number);
    return { ...chapter, number: last };
  });
  const removed = content.removed.map((entry) => {
    const text = entry.point.before + importedText(entry.point);
    const home = chapters.find(
      ({ foreword, points }) =>
        foreword.includes(text) || points.some(({ clauseEnd }) => clauseEnd.includes(text)),
    );
    return home ? { ...entry, chapter: home.key } : entry;
  });
  return { ...content, chapters, removed };
}
