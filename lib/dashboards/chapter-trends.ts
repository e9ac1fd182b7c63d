import type { IsoDate } from "../dates";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { mean } from "../status/roll-up";
import type { Board } from "./board";
import { readBoard } from "./board-cache";
import type { TrendPoint } from "./trend";

export type ChapterTrend = {
  number: number;
  title: string;
  points: Board["points"];
  trend: TrendPoint[];
};

/** 趋势: both cities against expected progress at each month's end, of the plan and of each chapter. */
export async function getTrends(
  actor: Actor,
  asOf: IsoDate,
): Promise<{ board: Board; whole: TrendPoint[]; chapters: ChapterTrend[] }> {
  if (!may(actor, "plan.read") || !actor.plan) throw notFound();
  const { board, trends } = await readBoard(actor.plan, asOf);
  const chapters = board.chapters.map(({ number, title, points }) => ({
    number,
    title,
    points,
    trend: meanTrend(points.map(({ id }) => trends.points.get(id) ?? [])),
  }));
  return { board, whole: trends.whole, chapters };
}

/** The plain mean of several points' trends, month by month; a city counts where it has a side, a point from when it came in. */
function meanTrend(trends: TrendPoint[][]): TrendPoint[] {
  const longest = trends.reduce((long, trend) => (trend.length > long.length ? trend : long), []);
  return longest.map(({ date, month, cities }) => {
    const row = trends.flatMap((trend) => trend.find((each) => each.month === month) ?? []);
    return {
      date,
      month,
      expected: mean(row.map(({ expected }) => expected)),
      mean: mean(row.map((point) => point.mean)),
      cities: cities.map((_, city) => {
        const there = row.flatMap((point) => point.cities[city] ?? []);
        return there.length > 0 ? mean(there) : null;
      }),
    };
  });
}
