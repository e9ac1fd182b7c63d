import type { Resolution } from "../meetings/queries";

/** 第一次联席会议 → 第一次联席会议纪要, 第三季度调度 → 第三季度调度会议纪要. */
export function minutesTitle(meeting: string): string {
  return `${meeting}${/会议?$/.test(meeting) ? "" : "会议"}纪要`;
}

export type ChapterResolutions = {
  chapter: Resolution["chapter"];
  /** `order` runs through the whole meeting */
  resolutions: (Resolution & { order: number })[];
};

/** What was settled, by chapter in the notice's order and within it as typed. */
export function byChapter(resolutions: Resolution[]): ChapterResolutions[] {
  const groups: ChapterResolutions[] = [];
  const sorted = resolutions.toSorted((a, b) => a.chapter.number - b.chapter.number);
  for (const [index, resolution] of sorted.entries()) {
    const numbered = { ...resolution, order: index + 1 };
    const group = groups.at(-1);
    if (group?.chapter.number === resolution.chapter.number) group.resolutions.push(numbered);
    else groups.push({ chapter: resolution.chapter, resolutions: [numbered] });
  }
  return groups;
}

/** One paragraph without the full stop that the writer of a sentence puts after it. */
export function bare(text: string): string {
  return text.replace(/\s*\n\s*/g, "").replace(/[。；;.]+$/, "");
}
