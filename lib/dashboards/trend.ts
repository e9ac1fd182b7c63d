import { type IsoDate, lastOfMonth } from "../dates";
import { mean, sidePercent } from "../status/roll-up";
import { expectedPercent } from "../status/rules";
import { sharesOn } from "./shares";
import type { Snapshot, SnapshotPoint } from "./snapshot";

export type TrendPoint = {
  date: IsoDate;
  month: IsoDate;
  expected: number;
  /** mean of the city's sides, in the order of Board.cities */
  cities: number[];
};

/** Both cities at each month's end up to asOf; `only` narrows it to some points. */
export function buildTrend(snapshot: Snapshot, only?: Set<number>): TrendPoint[] {
  const points = snapshot.points.filter((point) => !only || only.has(point.id));
  const begun = snapshot.periods.filter((period) => period.month <= snapshot.asOf);
  return begun.map((period, index) => {
    const end = lastOfMonth(period.month);
    const date = end < snapshot.asOf ? end : snapshot.asOf;
    const shares = sharesOn(snapshot, date, index);
    const cities = snapshot.cities.map((city) =>
      mean(
        points.flatMap((point) => {
          const units = (shares.get(point.id) ?? []).filter((unit) => unit.unit.cityId === city.id);
          return units.length > 0 ? [sidePercent(units)] : [];
        }),
      ),
    );
    const expected = mean(
      points.map((point) => expectedPercent(scheduleOf(snapshot, point), date)),
    );
    return { date, month: period.month, expected, cities };
  });
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
