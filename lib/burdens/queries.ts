import "server-only";
import { getBoard } from "../dashboards/queries";
import { isResting } from "../dashboards/reporting";
import { type IsoDate, toDbDate } from "../dates";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { type Burden, burdenOf } from "./rules";

export type UnitBurden = Burden & { unit: { id: number; name: string; cityId: number | null } };

/**
 * 填报负担: what each unit is asked for a month, as its forms stand on a day, the most first. Points
 * that rest are left out: nobody is asked about them. One statement beside the board's.
 */
export async function listBurdens(actor: Actor, today: IsoDate): Promise<UnitBurden[]> {
  if (!may(actor, "year.manage") || !actor.plan) throw notFound();
  const day = toDbDate(today);
  const board = await getBoard(actor, today);
  const all = await db().$queryRaw<
    {
      id: number;
      name: string;
      cityId: number | null;
      pointId: number;
      indicators: number;
      items: number;
    }[]
  >`
    SELECT u.id, u.name, u.city_id AS "cityId", a.point_id AS "pointId",
           (SELECT count(*)::int FROM indicators_on(a.point_id, ${day}) i
             WHERE indicator_concerns(i.version_id, u.id)) AS indicators,
           (SELECT count(*)::int FROM action_items_on(a.point_id, ${day}) ai
             WHERE action_item_concerns(ai.id, ai.version_id, u.id)) AS items
      FROM assignments a
      JOIN assignment_terms t ON t.assignment_id = a.id AND t.starts_on <= ${day}
       AND (t.ends_on IS NULL OR t.ends_on > ${day})
      JOIN units u ON u.id = a.unit_id AND u.kind <> 'GROUP'
     WHERE a.plan_id = ${actor.plan.id}
     ORDER BY u.official_order, u.id`;
  const rows = all.filter(({ pointId, cityId }) => {
    const point = board.points.find(({ id }) => id === pointId);
    return !point || !isResting(board, point, cityId);
  });
  const units = new Map(rows.map(({ id, name, cityId }) => [id, { id, name, cityId }]));
  return [...units.values()]
    .map((unit) => ({ unit, ...burdenOf(rows.filter(({ id }) => id === unit.id)) }))
    .sort((a, b) => b.fields - a.fields);
}
