import "server-only";
import type { AssignmentRole } from "../../prisma/generated/enums";
import { type IsoDate, toDbDate } from "../dates";
import type { PeriodFacts } from "../periods/rules";
import type { Transaction } from "../platform/db";
import { notFound } from "../platform/refusal";
import type { VersionState } from "./rules";

/** What a command on one assignment and period has to know, read under the assignment's lock. */
export type Desk = {
  assignmentId: number;
  planId: number;
  unitId: number;
  cityId: number | null;
  role: AssignmentRole;
  group: boolean;
  period: PeriodFacts;
  version: VersionState;
  updateId: number | null;
  lastVersion: number;
  /** latest approved percent as of today */
  previous: number | null;
  draftVersion: number;
};

/**
 * Locks an assignment until the transaction ends, so that submitting, withdrawing and reviewing it
 * happen one after the other, and reads where it stands today. `month` picks the period; without it
 * the one today falls in. Throws NOT_FOUND when the unit does not hold the assignment today.
 */
export async function lockDesk(
  tx: Transaction,
  assignmentId: number,
  month: IsoDate | undefined,
  today: IsoDate,
): Promise<Desk> {
  await tx.$executeRaw`SELECT 1 FROM assignments WHERE id = ${assignmentId} FOR UPDATE`;
  const day = toDbDate(today);
  const [desk] = await tx.$queryRaw<Desk[]>`
    SELECT a.id AS "assignmentId", a.plan_id AS "planId", a.unit_id AS "unitId",
           u.city_id AS "cityId", u.kind = 'GROUP' AS "group", t.role,
           json_build_object('id', p.id, 'month', p.month, 'dueOn', p.due_on,
                             'lockedOn', p.locked_on) AS period,
           CASE WHEN newest.update_id IS NULL THEN 'NONE'
                ELSE coalesce(newest.decision, 'PENDING') END AS version,
           newest.update_id AS "updateId",
           coalesce((SELECT max(version) FROM progress_updates
                      WHERE assignment_id = a.id AND period_id = p.id), 0) AS "lastVersion",
           (SELECT pu.percent FROM standing_approval(a.id, ${day}) r
              JOIN progress_updates pu ON pu.id = r.update_id) AS previous,
           draft_version(a.id, p.id) AS "draftVersion"
      FROM assignments a
      JOIN units u ON u.id = a.unit_id
      JOIN assignment_terms t ON t.assignment_id = a.id AND t.starts_on <= ${day}
       AND (t.ends_on IS NULL OR t.ends_on > ${day})
      JOIN LATERAL (
        SELECT * FROM periods
         WHERE plan_id = a.plan_id AND month <= ${day}
           AND (${month ?? null}::date IS NULL OR month = ${month ?? null}::date)
         ORDER BY month DESC LIMIT 1
      ) p ON true
      LEFT JOIN LATERAL newest_version(a.id, p.id, ${day}) newest ON true
     WHERE a.id = ${assignmentId}`;
  if (!desk) throw notFound();
  return desk;
}
