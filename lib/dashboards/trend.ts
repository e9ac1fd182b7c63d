import { type IsoDate, lastOfMonth } from "../dates";
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

export type Trends = { whole: TrendPoint[]; points: Map<number, TrendPoint[]> };

/** The whole plan and every point at each month's end up to asOf. */
export function buildTrends(snapshot: Snapshot): Trends {
  const begun = snapshot.periods.filter((period) => period.month <= snapshot.asOf);
  const points = new Map<number, TrendPoint[]>(snapshot.points.map((point) => [point.id, []]));
  const whole = begun.map((period, index) => {
    const end = lastOfMonth(period.month);
    const date = end < snapshot.asOf ? end : snapshot.asOf;
    const shares = sharesOn(snapshot, date, index);
    const month = snapshot.points.map((point) => {
      const units = shares.get(point.id) ?? [];
      const cities = snapshot.cities.map((city) => {
        const own = units.filter((unit) => unit.unit.cityId === city.id);
        return own.length > 0 ? sidePercent(own) : null;
      });
      const expected = expectedPercent(scheduleOf(snapshot, point), date);
      const trend: TrendPoint = {
        date,
        month: period.month,
        expected,
        cities,
        mean: meanOf(cities) ?? 0,
      };
      points.get(point.id)?.push(trend);
      return trend;
    });
    return {
      date,
      month: period.month,
      expected: mean(month.map((trend) => trend.expected)),
      mean: mean(month.map((trend) => trend.mean)),
      cities: snapshot.cities.map((_, place) => meanOf(month.map((trend) => trend.cities[place]))),
    };
  });
  return { whole, points };
}

/** The mean of those that are there; null when none is. */
function meanOf(values: (number | null | undefined)[]): number | null {
  const there = values.filter((value) => value !== null && value !== undefined);
  return there.length > 0 ? mean(there) : null;
}

/** What a point's expected progress goes by. */
export function scheduleOf(snapshot: Snapshot, point: SnapshotPoint) {
  return {
    issuedOn: snapshot.plan.issuedOn,
    startsOn: point.startsOn,
    dueOn: point.dueOn,
    milestones: [],
  };
}
