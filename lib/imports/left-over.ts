import "server-only";
import type { AssignmentRole } from "../../prisma/generated/enums";
import type { IsoDate } from "../dates";
import type { Transaction } from "../platform/db";

/** An action item of a plan that one side at least has not finished. */
export type LeftItem = {
  pointId: number;
  id: number;
  text: string;
  dueOn: IsoDate | null;
  /** units it is for, or who goes on with their work; none: every unit of the point */
  named: { id: number; name: string; cityId: number | null }[];
  /** cities whose side is still to do; null: all of them */
  cities: { id: number | null; name: string }[] | null;
};

/**
 * The day a carried item is proposed for, where it has one: its own while that lies in the new plan's
 * time, else the same day of the new year, no later than its new point is due.
 */
export function suggestedDay(
  dueOn: IsoDate | null,
  plan: { year: number; issuedOn: IsoDate },
  pointDueOn: IsoDate,
): IsoDate | null {
  if (dueOn === null) return null;
  const inTime = (day: IsoDate) => day >= plan.issuedOn && day <= pointDueOn;
  const same = `${plan.year}${dueOn.slice(4)}`.replace(/-02-29$/, "-02-28");
  return [dueOn, same].find(inTime) ?? pointDueOn;
}

/** A unit an admin added to a point. */
export type LeftUnit = {
  pointId: number;
  id: number;
  unitId: number;
  unit: string;
  role: AssignmentRole;
  groupId: number | null;
  group: string | null;
};

/**
 * What of each item is left: a side is done when that city is 销号, or when a unit of that city ticked
 * the item in an approved report. What one city did says nothing of the other.
 */
export async function leftItems(tx: Transaction, planId: number): Promise<LeftItem[]> {
  const rows = await tx.$queryRaw<(LeftItem & { sides: number; left: number; done: boolean })[]>`
    WITH own AS (
      SELECT wp.id AS point_id, ai.id, ai.position, ai.text, ai.due_on, ai.version_id
        FROM work_points wp JOIN LATERAL action_items_on(wp.id, 'infinity') ai ON true
       WHERE wp.plan_id = ${planId} AND wp.removed_on IS NULL),
    sides AS (
      SELECT DISTINCT own.id, own.point_id, u.city_id
        FROM own JOIN assignments a ON a.point_id = own.point_id
        JOIN assignment_terms t ON t.assignment_id = a.id AND t.ends_on IS NULL
        JOIN units u ON u.id = a.unit_id
       WHERE action_item_concerns(own.id, own.version_id, u.id)),
    ticked AS (
      SELECT DISTINCT ac.action_item_id AS id, u.city_id
        FROM own JOIN action_completions ac ON ac.action_item_id = own.id
        JOIN reviews r ON r.update_id = ac.update_id AND r.decision = 'APPROVED'
        JOIN progress_updates pu ON pu.id = ac.update_id
        JOIN assignments a ON a.id = pu.assignment_id JOIN units u ON u.id = a.unit_id),
    standing AS (
      SELECT s.id, s.city_id FROM sides s
       WHERE NOT EXISTS (SELECT 1 FROM closures c WHERE c.point_id = s.point_id
                            AND c.city_id = s.city_id AND c.reopened_on IS NULL)
         AND NOT EXISTS (SELECT 1 FROM ticked t
                          WHERE t.id = s.id AND t.city_id IS NOT DISTINCT FROM s.city_id)),
    named AS (
      SELECT DISTINCT own.id, u.id AS unit_id, u.name, u.city_id
        FROM own JOIN LATERAL (
          SELECT iu.unit_id FROM item_units iu WHERE iu.version_id = own.version_id
          UNION ALL
          SELECT au.unit_id FROM action_item_units au
           WHERE au.action_item_id = own.id AND own.version_id IS NULL) given ON true
        JOIN units was ON was.id = given.unit_id
        JOIN units u ON u.id = coalesce(was.successor_id, was.id))
    SELECT own.point_id AS "pointId", own.id, own.text, to_char(own.due_on, 'YYYY-MM-DD') AS "dueOn",
           (SELECT coalesce(json_agg(json_build_object('id', n.unit_id, 'name', n.name, 'cityId', n.city_id)
                     ORDER BY n.unit_id), '[]') FROM named n WHERE n.id = own.id) AS named,
           (SELECT coalesce(json_agg(json_build_object('id', st.city_id, 'name', coalesce(c.name, '其他单位'))
                     ORDER BY c.display_order), '[]')
              FROM standing st LEFT JOIN cities c ON c.id = st.city_id WHERE st.id = own.id) AS cities,
           (SELECT count(*)::int FROM sides s WHERE s.id = own.id) AS sides,
           (SELECT count(*)::int FROM standing st WHERE st.id = own.id) AS left,
           EXISTS (SELECT 1 FROM ticked t WHERE t.id = own.id) AS done
      FROM own ORDER BY own.point_id, own.position`;
  return rows.flatMap(({ sides, left, done, ...row }) => {
    // An older reading of a point without a body: nothing is left of nothing.
    if (row.text.replace(CARRIED, "").trim() === "") return [];
    // Of an item nobody answers for any more, a tick is all there is.
    if (sides === 0) return done ? [] : [{ ...row, cities: null }];
    if (left === 0) return [];
    return [left === sides ? { ...row, cities: null } : row];
  });
}

export function leftUnits(tx: Transaction, planId: number): Promise<LeftUnit[]> {
  return tx.$queryRaw<LeftUnit[]>`
    SELECT a.point_id AS "pointId", t.id, u.id AS "unitId", u.name AS unit, t.role::text AS role,
           g.unit_id AS "groupId", gu.name AS "group"
      FROM assignment_terms t JOIN assignments a ON a.id = t.assignment_id
      JOIN units u ON u.id = a.unit_id AND u.abolished_on IS NULL
      LEFT JOIN assignments g ON g.id = t.group_id LEFT JOIN units gu ON gu.id = g.unit_id
     WHERE a.plan_id = ${planId} AND t.ends_on IS NULL AND t.origin = 'ADMIN'
     ORDER BY 1, 2`;
}

/**
 * Whom of a new plan's point a carried item is for; none: every unit of it. Those named, where they
 * answer for the new point; else the rest of the cities whose side is left.
 */
export function unitsFor(
  { named, cities }: Pick<LeftItem, "named" | "cities">,
  answering: readonly { id: number; cityId: number | null }[],
): number[] {
  if (cities === null && named.length === 0) return [];
  const meant = cities?.map(({ id }) => id) ?? named.map(({ cityId }) => cityId);
  const ofCities = answering.filter(({ cityId }) => meant.includes(cityId));
  const ids = new Set(named.map(({ id }) => id));
  const ofNamed = ofCities.filter(({ id }) => ids.has(id));
  return (ofNamed.length > 0 ? ofNamed : ofCities).map(({ id }) => id);
}

/** What an item begins with that was carried before. */
export const CARRIED = /^（\d{4}年结转(?:，原定[\d-]+)?）/u;

/** The sentence that says what a text says but for dates and figures, the very same one first; null for none. */
export function likeSentence(text: string, sentences: readonly string[]): string | null {
  const bare = text.replace(CARRIED, "");
  const same = (reduce: (text: string) => string) =>
    sentences.find((sentence) => reduce(sentence) === reduce(bare) && reduce(bare) !== "");
  return same(wordsOf) ?? same(masked) ?? null;
}

const wordsOf = (text: string) => text.replace(/[\s，。；、,;]/g, "");

/** Without its dates, and with # for each figure: 2026年10月底前建成厂房3万平方米 → 建成厂房#万平方米 */
function masked(text: string): string {
  return wordsOf(text.normalize("NFKC"))
    .replace(/\d+(?:\.\d+)?/g, "#")
    .replace(/[一二三四五六七八九十百两〇]+(?=[次场名所家座个项条件期对年季月日])/g, "#")
    .replace(DATE, "");
}

const DATE =
  /(?:到|至|于|在|截至)?(?:(?:#|今|本|当)年度?(?:#月份?(?:#日|底|末|[上中下]旬)?|底|末|内)?|#月份?(?:#日|底|末|[上中下]旬)?|年(?:底|末|内)|第?#季度|[上下]半年)(?:之前|以前|前|内)?/g;
