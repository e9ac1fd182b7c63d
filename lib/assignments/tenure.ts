import "server-only";
import type { IsoDate } from "../dates";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";

/** When a unit held assignments of the plan that is open. */
export type Tenure = {
  name: string;
  /** the first day it held one */
  from: IsoDate;
  /** the first day it held none any more; null while it holds one */
  until: IsoDate | null;
};

/** @throws Refusal (not found) for a unit that never held one, or who may not read the plan */
export async function getTenure(actor: Actor, unitId: number): Promise<Tenure> {
  if (!may(actor, "plan.read") || !actor.plan) throw notFound();
  const [tenure] = await db().$queryRaw<Tenure[]>`
    SELECT u.name, min(t.starts_on)::text AS "from",
           CASE WHEN bool_and(t.ends_on IS NOT NULL) THEN max(t.ends_on)::text END AS "until"
      FROM units u
      JOIN assignments a ON a.unit_id = u.id AND a.plan_id = ${actor.plan.id}
      JOIN assignment_terms t ON t.assignment_id = a.id AND t.starts_on < coalesce(t.ends_on, 'infinity')
     WHERE u.id = ${unitId}
     GROUP BY u.id`;
  if (!tenure) throw notFound();
  return tenure;
}
