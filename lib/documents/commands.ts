import "server-only";
import type { AuditActor } from "../audit/commands";
import type { IsoDate } from "../dates";
import { transact } from "../platform/db";
import { Refusal } from "../platform/refusal";
import { type Directory, proposeUnits } from "./directory";
import { type NoticeReading, pointsOf } from "./notice";
import { type PlanToWrite, writePlan } from "./write-plan";

/**
 * Puts a notice that was read into the database as the plan of its year, in one transaction. Units
 * the directory does not know are created all the same. Returns the plan's id; Refusal when the
 * notice is in the database already or lacks what a plan needs.
 */
export async function importNotice(
  actor: AuditActor,
  reading: NoticeReading,
  directory: Directory,
  now: Date,
): Promise<number> {
  if (reading.issuedOn === "" || reading.year === 0 || pointsOf(reading).length === 0) {
    throw new Refusal("INVALID", reading.warnings[0]?.message ?? "文件不完整，不能导入。");
  }
  const units = proposeUnits(reading, directory);
  return transact(
    async (tx) => (await writePlan(tx, actor, planOf(reading), units, now)).planId,
    `${reading.documentNumber} 已经导入，不重复导入。`,
  );
}

function planOf(reading: NoticeReading): PlanToWrite {
  const dueOn: IsoDate = `${reading.year}-12-31`;
  const chapterNumbers = numbersOf(reading.chapters);
  const pointNumbers = numbersOf(pointsOf(reading)).values();
  return {
    ...reading,
    dueOn,
    chapters: reading.chapters.map((chapter, index) => ({
      ...chapter,
      number: chapterNumbers[index] ?? chapter.number,
      points: chapter.points.map((point) => ({
        ...textOf(point),
        number: pointNumbers.next().value ?? point.number,
        dueOn,
        units: point.units,
        actionItems: point.actionItems,
        indicators: point.indicators,
      })),
    })),
  };
}

/** The parts of a point's text, and nothing else. */
export function textOf<Point extends PointText>(point: Point): PointText {
  const { section, before, marker, title, titleEnd, body, clauseStart, clause, clauseEnd } = point;
  return { section, before, marker, title, titleEnd, body, clauseStart, clause, clauseEnd };
}

type PointText = Pick<
  PlanToWrite["chapters"][number]["points"][number],
  | "section"
  | "before"
  | "marker"
  | "title"
  | "titleEnd"
  | "body"
  | "clauseStart"
  | "clause"
  | "clauseEnd"
>;

/** A plan has each number once: as published where each is there once, else counted through 1, 2, 3 … */
export function numbersOf(items: readonly { number: number }[]): number[] {
  const numbers = items.map((item) => item.number);
  return new Set(numbers).size === numbers.length && !numbers.includes(0)
    ? numbers
    : numbers.map((_, index) => index + 1);
}
