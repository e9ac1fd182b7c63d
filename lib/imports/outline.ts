import "server-only";
import type { Line } from "../documents/lines";
import { Refusal } from "../platform/refusal";
import type { Actor } from "../policy";
import { edit } from "./commands";
import type { ImportContent } from "./content";
import { divideChapter, joinChapter, paragraphsAt, setChapter, takeAsPoint } from "./outline-edits";
import type { ChapterInput, DivideChapterInput, SetChapterInput, TakeAsPointInput } from "./schema";

// Commands on how a draft is divided into chapters and points.

/** 改这一章: 序号, its wording, 章名, 导语. */
export function correctChapter(actor: Actor, input: SetChapterInput, now: Date): Promise<void> {
  return edit(actor, input, now, (content) => {
    chapterOf(content, input.chapter);
    return attendedAbove(content, setChapter(content, input.chapter, input), input.chapter);
  });
}

/** Whoever set a chapter's 导语 right has seen what was asked about it. */
function attendedAbove(before: ImportContent, after: ImportContent, key: string): ImportContent {
  const [was, now] = [before, after].map(({ chapters }) =>
    chapters.find((each) => each.key === key),
  );
  if (!was || was.foreword === now?.foreword) return after;
  const end = was.points[0]?.line ?? Number.MAX_SAFE_INTEGER;
  const warnings = after.warnings.map((each) =>
    each.point === null && each.line > was.line && each.line < end
      ? { ...each, settled: true }
      : each,
  );
  return { ...after, warnings };
}

/** 由此起新章. */
export function beginChapter(actor: Actor, input: DivideChapterInput, now: Date): Promise<void> {
  return edit(actor, input, now, (content) => {
    const divided = divideChapter(content, input.point, input.title);
    if (divided !== content) return divided;
    throw new Refusal("INVALID", "这一项已是本章的第一项，不能由此起新章；需要时请改章名。");
  });
}

/** 并入上一章. */
export function joinChapterUp(actor: Actor, input: ChapterInput, now: Date): Promise<void> {
  return edit(actor, input, now, (content) => {
    chapterOf(content, input.chapter);
    const joined = joinChapter(content, input.chapter);
    if (joined !== content) return joined;
    throw new Refusal("INVALID", "这是第一章，上面没有可以并入的章。");
  });
}

/** 取为要点. */
export function takeParagraph(actor: Actor, input: TakeAsPointInput, now: Date): Promise<void> {
  return edit(actor, input, now, async (content, tx, { id }) => {
    const { place, paragraph } = input;
    const text = paragraphsAt(content, place)[paragraph]?.trim() ?? "";
    const { source } = await tx.import.findUniqueOrThrow({
      where: { id },
      select: { source: true },
    });
    const lines = source as unknown as Line[];
    const line = lines.find((each) => each.text.trim() === text)?.line ?? 1;
    const taken = takeAsPoint(content, place, paragraph, line);
    if (taken !== content) return taken;
    throw new Refusal("INVALID", "这一段已不在原处，请刷新后再取。");
  });
}

function chapterOf(content: ImportContent, key: string): void {
  if (content.chapters.some((each) => each.key === key)) return;
  throw new Refusal("INVALID", "这一章已不在草稿里，请刷新查看。");
}
