import { mean } from "../status/roll-up";
import type { Board, City, Point, Side } from "./board";

/** One line of the comparison: a figure a city, null where the city has no side. */
export type ComparisonRow<T> = {
  of: T;
  /** in the order of Comparison.cities; 0–100, not rounded */
  percents: (number | null)[];
  /** in whole points as shown, between the furthest and the least; null with fewer than two sides */
  gap: number | null;
  expected: number;
};

export type Comparison = {
  cities: City[];
  /** every city's mean over its sides */
  whole: ComparisonRow<null>;
  chapters: (ComparisonRow<Board["chapters"][number]> & { points: ComparisonRow<Point>[] })[];
  /** 不同步: the widest gap first */
  outOfStep: ComparisonRow<Point>[];
};

/** The cities of a plan on one scale, by chapter and by point; for one city, two, or more. */
export function comparisonOf(board: Board): Comparison {
  const { cities } = board;
  const row = <T>(of: T, expected: number, percentOf: (city: City) => number | null) => {
    const percents = cities.map(percentOf);
    return { of, percents, gap: gapOf(percents), expected };
  };
  const pointRow = (point: Point) =>
    row(point, point.expected, (city) => sideOf(point, city)?.percent ?? null);
  const chapters = board.chapters.map((chapter) => ({
    ...row(
      chapter,
      chapter.expected,
      ({ id }) => chapter.cities.find(({ city }) => city.id === id)?.percent ?? null,
    ),
    points: chapter.points.map(pointRow),
  }));
  return {
    cities,
    whole: row(null, board.expected, (city) => {
      const sides = board.points.flatMap((point) => sideOf(point, city) ?? []);
      return sides.length > 0 ? mean(sides.map(({ percent }) => percent)) : null;
    }),
    chapters,
    outOfStep: chapters
      .flatMap(({ points }) => points)
      .filter(({ of }) => of.tags.includes("不同步"))
      .sort((a, b) => (b.gap ?? 0) - (a.gap ?? 0) || a.of.number - b.of.number),
  };
}

function sideOf(point: Point, { id }: City): Side | undefined {
  return point.sides.find(({ city }) => city.id === id);
}

function gapOf(percents: (number | null)[]): number | null {
  const there = percents.filter((value) => value !== null).map(Math.round);
  return there.length < 2 ? null : Math.max(...there) - Math.min(...there);
}
