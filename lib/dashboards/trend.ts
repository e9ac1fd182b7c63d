import { type IsoDate, lastOfMonth } from "../dates";
import type { Extended } from "../format";
import { chapterOn, listedOn, stoodOn } from "../plan/places";
import { dueInForce, redatings } from "../plan/redating";
import { sideMilestones } from "../plan/rules";
import { mean, sidePercent } from "../status/roll-up";
import { expectedPercent } from "../status/rules";
import { sharesOn } from "./shares";
import type { Snapshot, SnapshotPoint } from "./snapshot";

export type TrendPoint = {
  date: IsoDate;
  month: IsoDate;
  expected: number;
  /** mean of the city's sides, in the order of Board.cities; null for a city without a side */
  cities: (number | null)[];
  /** mean of the cities that have a side */
  mean: number;
};

/** By the ids of points and of chapters, those that are there no more among them. */
export type Trends = {
  whole: TrendPoint[];
  points: Map<number, TrendPoint[]>;
  chapters: Map<number, TrendPoint[]>;
};

/**
 * The whole plan, every chapter and every point at each month's end up to asOf. A chapter counts the
 * points that stood in it on that day.
 */
export function buildTrends(snapshot: Snapshot): Trends {
  const begun = snapshot.periods.filter((period) => period.month <= snapshot.asOf);
  const points = new Map<number, TrendPoint[]>(snapshot.points.map((point) => [point.id, []]));
  const chapters = new Map<number, TrendPoint[]>();
  const whole = begun.map((period, index) => {
    const end = lastOfMonth(period.month);
    const date = end < snapshot.asOf ? end : snapshot.asOf;
    const shares = sharesOn(snapshot, date, index);
    // As many as the board of that day has: those that ended since among them.
    const standing = snapshot.points.filter((point) => stoodOn(point, date));
    const month = standing.map((point) => {
      const units = shares.get(point.id) ?? [];
      const cities = snapshot.cities.map((city) => {
        const own = units.filter((unit) => unit.unit.cityId === city.id);
        return own.length > 0 ? sidePercent(own) : null;
      });
      const present = snapshot.cities.filter((_, place) => cities[place] !== null);
      const expected = pointExpected(snapshot, point, present, date);
      const trend: TrendPoint = {
        date,
        month: period.month,
        expected,
        cities,
        mean: meanOf(cities) ?? 0,
      };
      points.get(point.id)?.push(trend);
      return { chapterId: chapterOn(point, date), trend };
    });
    const meanTrend = (trends: TrendPoint[]): TrendPoint => ({
      date,
      month: period.month,
      expected: mean(trends.map((trend) => trend.expected)),
      mean: mean(trends.map((trend) => trend.mean)),
      cities: snapshot.cities.map((_, place) => meanOf(trends.map((trend) => trend.cities[place]))),
    });
    for (const id of new Set(month.map(({ chapterId }) => chapterId))) {
      const own = month.filter(({ chapterId }) => chapterId === id);
      const before = chapters.get(id) ?? [];
      chapters.set(id, [...before, meanTrend(own.map(({ trend }) => trend))]);
    }
    return meanTrend(month.map(({ trend }) => trend));
  });
  return { whole, points, chapters };
}

/** What is expected at the end of a month to come, as the plan stands on the board's day. */
export type ExpectedAhead = Pick<TrendPoint, "date" | "month" | "expected">;

/** The rest of the year's expected progress of some points of a board, month by month. */
export function expectedAhead(
  { asOf, plan, periods }: Pick<Snapshot, "asOf" | "plan" | "periods">,
  points: (SnapshotPoint & {
    extension: Extended | null;
    sides: { city: { id: number } }[];
  })[],
): ExpectedAhead[] {
  return periods
    .filter(({ month }) => month > asOf)
    .map(({ month }) => {
      const date = lastOfMonth(month);
      const each = points.map((point) => {
        // The board's due date is the one in force; the schedule goes from the first.
        const own = { ...point, dueOn: point.extension?.fromOn ?? point.dueOn };
        return pointExpected(
          { plan },
          own,
          point.sides.map(({ city }) => city),
          date,
        );
      });
      return { date, month, expected: mean(each) };
    });
}

/** The mean of those that are there; null when none is. */
function meanOf(values: (number | null | undefined)[]): number | null {
  const there = values.filter((value) => value !== null && value !== undefined);
  return there.length > 0 ? mean(there) : null;
}

/**
 * What was expected of a point of a board on an earlier day, 0–100: what it goes by is dated, so the
 * board of any later day knows it.
 */
export function expectedOn(
  { plan, points }: { plan: Snapshot["plan"]; points: BoardPoint[] },
  number: number,
  day: IsoDate,
): number | null {
  const point = points.find((each) => each.number === number);
  if (!point) return null;
  const published = { ...point, dueOn: point.extension?.fromOn ?? point.dueOn };
  const cities = point.sides.map(({ city }) => city);
  return pointExpected({ plan }, published, cities, day);
}

type BoardPoint = SnapshotPoint & {
  number: number;
  extension: { fromOn: IsoDate } | null;
  sides: { city: { id: number } }[];
};

/** What is expected of a point on a day: the mean of its sides. */
export function pointExpected(
  snapshot: Pick<Snapshot, "plan">,
  point: SnapshotPoint,
  cities: { id: number }[],
  day: IsoDate,
): number {
  const sides = cities.length > 0 ? cities : [null];
  return mean(sides.map((city) => expectedPercent(scheduleOf(snapshot, point, city, day), day)));
}

/** What a side's expected progress goes by, as it stood on a day; without a city by dates alone. */
export function scheduleOf(
  snapshot: Pick<Snapshot, "plan">,
  point: SnapshotPoint,
  city: { id: number } | null,
  day: IsoDate,
) {
  const { milestones } = point.time;
  return {
    issuedOn: listedOn(point) ?? snapshot.plan.issuedOn,
    startsOn: point.startsOn,
    dueOn: dueInForce(point.dueOn, redatings(point.time), day).dueOn,
    milestones: city ? sideMilestones(milestones, city.id, day) : [],
  };
}
