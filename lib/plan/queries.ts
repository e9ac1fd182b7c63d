import "server-only";
import { type IsoDate, toDbDate } from "../dates";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";

export type PlanSummary = {
  id: number;
  year: number;
  title: string;
  documentNumber: string;
  issuedOn: IsoDate;
  dueOn: IsoDate;
  /** 济南 — 临沂 */
  cities: string;
  points: number;
};

/** The plans the actor may open, the newest first. One statement. */
export async function listPlans(actor: Actor): Promise<PlanSummary[]> {
  if (!may(actor, "plan.read")) throw notFound();
  return db().$queryRaw<PlanSummary[]>`
    SELECT p.id, p.year, p.title, p.document_number AS "documentNumber",
           p.issued_on::text AS "issuedOn", p.due_on::text AS "dueOn",
           (SELECT string_agg(c.short_name, ' — ' ORDER BY pc.display_order)
              FROM plan_cities pc JOIN cities c ON c.id = pc.city_id WHERE pc.plan_id = p.id) AS cities,
           (SELECT count(*)::int FROM work_points
             WHERE plan_id = p.id AND removed_on IS NULL) AS points
      FROM plans p
     WHERE ${actor.planIds}::int[] IS NULL OR p.id = ANY (${actor.planIds}::int[])
     ORDER BY p.year DESC, p.id`;
}

/**
 * Why there is no plan to open: whether the portal has any, all out of the actor's reach, and the 所涉城市
 * the account is limited to, none for no limit.
 */
export async function getAbsence(actor: Actor): Promise<{ others: boolean; cities: string[] }> {
  if (!may(actor, "plan.read")) throw notFound();
  const [plans, limits] = await Promise.all([
    db().plan.count({ take: 1 }),
    db().accountCity.findMany({
      where: { accountId: actor.accountId },
      select: { city: { select: { name: true } } },
      orderBy: { city: { displayOrder: "asc" } },
    }),
  ]);
  return { others: plans > 0, cities: limits.map(({ city }) => city.name) };
}

/** One thing that happened to a point's milestones. */
export type MilestoneChange = {
  on: IsoDate;
  kind: "ADDED" | "REMOVED" | "CONFIRMED" | "REVOKED";
  title: string;
  dueOn: IsoDate;
  weight: number;
  /** whose side; null: every side */
  cityId: number | null;
  /** 完成日期, or why it was revoked */
  note: string;
  by: string;
};

/** 变更记录 of a point's milestones up to the end of a day, the newest first. One statement. */
export async function listMilestoneChanges(
  actor: Actor,
  pointId: number,
  asOf: IsoDate,
): Promise<MilestoneChange[]> {
  if (!may(actor, "plan.read")) throw notFound();
  const day = toDbDate(asOf);
  return db().$queryRaw<MilestoneChange[]>`
    SELECT to_char(change.on, 'YYYY-MM-DD') AS "on", change.kind, m.title,
           to_char(m.due_on, 'YYYY-MM-DD') AS "dueOn", m.weight, change.city_id AS "cityId",
           change.note, post_on(change.account_id, change.on) AS by
      FROM (
        SELECT id AS milestone_id, added_on AS "on", 'ADDED' AS kind, city_id, '' AS note,
               added_by_id AS account_id, 1 AS place
          FROM milestones WHERE point_id = ${pointId}
        UNION ALL
        SELECT id, removed_on, 'REMOVED', city_id, '', removed_by_id, 0
          FROM milestones WHERE point_id = ${pointId} AND removed_on IS NOT NULL
        UNION ALL
        SELECT mc.milestone_id, mc.confirmed_on, 'CONFIRMED', mc.city_id,
               to_char(mc.done_on, 'YYYY-MM-DD'), mc.confirmed_by_id, 2
          FROM milestone_completions mc JOIN milestones m ON m.id = mc.milestone_id
         WHERE m.point_id = ${pointId}
        UNION ALL
        SELECT mc.milestone_id, mc.revoked_on, 'REVOKED', mc.city_id, mc.revoke_reason,
               mc.revoked_by_id, 3
          FROM milestone_completions mc JOIN milestones m ON m.id = mc.milestone_id
         WHERE m.point_id = ${pointId} AND mc.revoked_on IS NOT NULL
      ) change
      JOIN milestones m ON m.id = change.milestone_id
     WHERE change.on <= ${day}
     ORDER BY change.on DESC, change.place DESC, m.due_on, m.id`;
}
