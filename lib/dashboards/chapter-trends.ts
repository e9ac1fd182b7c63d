import type { IsoDate } from "../dates";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
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
  const chapters = board.chapters.map(({ id, number, title, points }) => ({
    number,
    title,
    points,
    trend: trends.chapters.get(id) ?? [],
  }));
  return { board, whole: trends.whole, chapters };
}
