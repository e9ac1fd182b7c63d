import { addDays, firstOfMonth, type IsoDate, lastOfMonth, nextMonth } from "../dates";
import type { Extended } from "../format";
import type { Halt } from "../plan/rules";
import { notFound } from "../platform/refusal";
import type { Actor } from "../policy";
import type { Light } from "../status/rules";
import type { Board, Point } from "./board";
import { type MilestoneView, milestonesOf } from "./milestones";
import { getBoard } from "./queries";

export type TimelineFilter = {
  chapter?: number | undefined;
  /** id of a city: points it has a side in */
  city?: number | undefined;
  light?: Light | undefined;
};

export type TimelineRow = {
  number: number;
  title: string;
  light: Light;
  percent: number;
  startsOn: IsoDate;
  dueOn: IsoDate;
  extension: Extended | null;
  milestones: MilestoneView[];
  /** on the day */
  halted: Halt | null;
  /** 暂停 and 取消, as far as they fall between start and due date; a pause that lasts ends at asOf */
  pauses: { startsOn: IsoDate; endsOn: IsoDate; lasts: boolean; cancelled: boolean }[];
};

export type Timeline = {
  board: Board;
  /** first and last day of the scale: whole months */
  from: IsoDate;
  to: IsoDate;
  months: IsoDate[];
  chapters: { number: number; title: string; rows: TimelineRow[] }[];
};

/** 时间轴: every point's stretch of time as it stood on a day, grouped by chapter. No statement beyond the board's. */
export async function getTimeline(
  actor: Actor,
  filter: TimelineFilter,
  asOf: IsoDate,
): Promise<Timeline> {
  const board = await getBoard(actor, asOf);
  if (filter.city !== undefined && !board.cities.some(({ id }) => id === filter.city)) {
    throw notFound();
  }
  const last =
    board.points
      .map(({ dueOn }) => dueOn)
      .sort()
      .at(-1) ?? board.plan.dueOn;
  const from = firstOfMonth(board.plan.issuedOn);
  const to = lastOfMonth(last);
  const months: IsoDate[] = [];
  for (let month = from; month <= to; month = nextMonth(month)) months.push(month);
  const chapters = board.chapters
    .filter(({ number }) => filter.chapter === undefined || number === filter.chapter)
    .map(({ number, title, points }) => ({
      number,
      title,
      rows: points.filter((point) => isShown(point, filter)).map((point) => rowOf(point, asOf)),
    }))
    .filter(({ rows }) => rows.length > 0);
  return { board, from, to, months, chapters };
}

function isShown(point: Point, { city, light }: TimelineFilter): boolean {
  return (
    (city === undefined || point.sides.some((side) => side.city.id === city)) &&
    (light === undefined || point.light === light)
  );
}

function rowOf(point: Point, asOf: IsoDate): TimelineRow {
  const { number, title, light, percent, startsOn, dueOn, extension, halted, time } = point;
  return {
    number,
    title,
    light,
    percent,
    startsOn,
    dueOn,
    extension,
    halted,
    milestones: milestonesOf(point, asOf),
    pauses: time.pauses.map((pause) => ({
      startsOn: pause.startsOn,
      // The day a pause ends is worked again.
      endsOn: pause.endsOn === null ? asOf : addDays(pause.endsOn, -1),
      lasts: pause.endsOn === null,
      cancelled: pause.cancelled,
    })),
  };
}
