import type { Paragraph } from "./layout";
import type { Level } from "./markers";
import { bears } from "./point-level";

const CHAPTER_LEVELS: readonly Level[] = ["PART", "CHAPTER", "HAN"];
/** 甲、 and 板块一： are chapters where two of them or more stand above all other headings. */
const OTHER_LEVELS: readonly Level[] = ["STEM", "NAMED"];

/** The level that the headings of chapters have; none in a notice without chapters. */
export function chapterLevelOf(body: readonly Paragraph[]): Level | undefined {
  const firstOf = (level: Level) => body.findIndex(({ marker }) => marker?.level === level);
  const usual = CHAPTER_LEVELS.find((level) => firstOf(level) >= 0);
  const above = usual ? firstOf(usual) : body.length;
  const other = OTHER_LEVELS.find((level) => {
    const own = body.filter(({ marker }) => marker?.level === level);
    const first = firstOf(level);
    // 任务一：建园区（责任单位：…） is a point itself.
    return own.length > 1 && first < above && !own.some(bears);
  });
  return other ?? usual ?? (headsOnly(body, "HAN_BRACKET") ? "HAN_BRACKET" : undefined);
}

/** （一）海洋经济 above numbered items or rows of a table, where nothing stands higher. */
function headsOnly(body: readonly Paragraph[], level: Level): boolean {
  const places = body.flatMap(({ marker }, index) => (marker?.level === level ? [index] : []));
  return (
    places.length > 1 &&
    places.every((index) => {
      const [own, next] = [body[index], body[index + 1]];
      if (!own || !next || bears(own) || /[，。；]/.test(own.text)) return false;
      return next.row !== undefined || (next.marker !== null && next.marker?.level !== level);
    })
  );
}
