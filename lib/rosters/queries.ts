import "server-only";
import type { City } from "../dashboards/board";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type { RosterUnit } from "./rules";

/** Every standing unit of the plan's cities, to be given a part in a point. One statement. */
export async function listRosterUnits(
  actor: Actor,
  cities: Pick<City, "id">[],
): Promise<RosterUnit[]> {
  if (!may(actor, "assignment.change")) throw notFound();
  const units = await db().unit.findMany({
    where: { abolishedOn: null, cityId: { in: cities.map(({ id }) => id) } },
    select: {
      ...{ id: true, name: true, shortName: true, kind: true, cityId: true },
      ...{ counterpartId: true, officialOrder: true },
    },
    orderBy: [{ officialOrder: "asc" }, { id: "asc" }],
  });
  return units.map(({ officialOrder, ...unit }) => ({ ...unit, order: officialOrder }));
}
