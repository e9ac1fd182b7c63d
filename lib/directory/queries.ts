import "server-only";
import { adminCities } from "../accounts/reach";
import type { IsoDate } from "../dates";
import { db, type Transaction } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { type DirectoryUnit, directorySeal } from "./rules";

export type DirectoryRow = DirectoryUnit & {
  /** points it has a part in today, of whatever plan */
  points: number;
  /** the same of the plan that is open, or of all where none is */
  ofPlan: number;
  /** whether it ever had one */
  assigned: boolean;
  /** accounts that may sign in for it */
  accounts: number;
  parentId: number | null;
  abolishedOn: IsoDate | null;
  successorId: number | null;
  /** 曾用名, the newest first */
  formerNames: { name: string; endsOn: IsoDate }[];
  /** of a 集合单位: its points with the members named there */
  members: { point: number; names: string[] }[];
};

export type DirectoryView = {
  seal: string;
  cities: { id: number; name: string; shortName: string }[];
  /** by city and official order; those abolished last */
  units: DirectoryRow[];
};

/**
 * 名录 with all that hangs on its units, and the cities whose units the administrator changes: null for
 * all, of whatever city or none.
 */
export async function getDirectory(
  actor: Actor,
): Promise<DirectoryView & { own: number[] | null }> {
  if (!may(actor, "unit.manage")) throw notFound();
  const own = await adminCities(actor);
  return { ...(await readDirectory(db(), actor.plan?.id)), own };
}

/** The same inside a command's transaction. */
export async function readDirectory(
  tx: Pick<Transaction, "$queryRaw">,
  planId: number | null = null,
): Promise<DirectoryView> {
  const [row] = await tx.$queryRaw<[Omit<DirectoryView, "seal">]>`
    SELECT
      (SELECT coalesce(json_agg(json_build_object('id', id, 'name', name, 'shortName', short_name)
                ORDER BY display_order), '[]') FROM cities) AS cities,
      (SELECT coalesce(json_agg(json_build_object('id', u.id, 'name', u.name,
                'shortName', u.short_name, 'aliases', u.aliases, 'kind', u.kind,
                'scope', u.group_scope, 'cityId', u.city_id, 'counterpartId', u.counterpart_id,
                'order', u.official_order, 'parentId', u.parent_id,
                'abolishedOn', u.abolished_on, 'successorId', u.successor_id,
                'points', (SELECT count(*)::int FROM assignments a
                    JOIN assignment_terms t ON t.assignment_id = a.id AND t.ends_on IS NULL
                   WHERE a.unit_id = u.id),
                'ofPlan', (SELECT count(*)::int FROM assignments a
                    JOIN assignment_terms t ON t.assignment_id = a.id AND t.ends_on IS NULL
                   WHERE a.unit_id = u.id AND (${planId}::int IS NULL OR a.plan_id = ${planId})),
                'assigned', EXISTS (SELECT 1 FROM assignments a WHERE a.unit_id = u.id),
                'accounts', (SELECT count(*)::int FROM accounts WHERE unit_id = u.id AND active),
                'formerNames', (SELECT coalesce(json_agg(json_build_object('name', f.name,
                    'endsOn', f.ends_on) ORDER BY f.ends_on DESC, f.id DESC), '[]')
                  FROM unit_names f WHERE f.unit_id = u.id),
                'members', CASE WHEN u.kind = 'GROUP' THEN (
                  SELECT coalesce(json_agg(json_build_object('point', wp.number, 'names', (
                      SELECT coalesce(json_agg(m.name ORDER BY m.official_order), '[]')
                        FROM assignment_terms mt
                        JOIN assignments ma ON ma.id = mt.assignment_id
                        JOIN units m ON m.id = ma.unit_id
                       WHERE mt.group_id = a.id AND mt.ends_on IS NULL)) ORDER BY wp.number), '[]')
                    FROM assignments a
                    JOIN assignment_terms t ON t.assignment_id = a.id AND t.ends_on IS NULL
                    JOIN work_points wp ON wp.id = a.point_id
                   WHERE a.unit_id = u.id) ELSE '[]'::json END)
                ORDER BY u.abolished_on IS NOT NULL, c.display_order NULLS LAST,
                         u.official_order, u.id), '[]')
         FROM units u LEFT JOIN cities c ON c.id = u.city_id) AS units`;
  return { ...row, seal: directorySeal(row.units) };
}
