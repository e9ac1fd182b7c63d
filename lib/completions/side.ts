import "server-only";
import type { VerificationDecision } from "../../prisma/generated/enums";
import { type IsoDate, toDbDate } from "../dates";
import type { CompletionState } from "../glossary";
import { staffOf } from "../notifications/commands";
import type { Transaction } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { answeringUnits, type ReportingUnit, sidePercent } from "../status/roll-up";
import { completionState, recheckNeeded } from "./rules";

/** What a command on the end of one city's side of a point has to know, read under the point's lock. */
export type Side = {
  pointId: number;
  cityId: number;
  planId: number;
  number: number;
  cityName: string;
  /** newest application with the newest decision about it; closed: it led to a 销号 */
  application: {
    id: number;
    assignmentId: number;
    decision: VerificationDecision | null;
    /** how often it was decided */
    round: number;
    /** a report was corrected or fell below 100 % since it was verified */
    overtaken: boolean;
    closed: boolean;
  } | null;
  closure: { id: number; reopened: boolean } | null;
  state: CompletionState;
  units: (ReportingUnit & { id: number })[];
};

/**
 * Locks a point until the transaction ends, so that applying, verifying, closing and reopening
 * happen one after the other. `units` is empty when none of the city is on the point today.
 */
export async function lockSide(
  tx: Transaction,
  { pointId, cityId }: { pointId: number; cityId: number },
  today: IsoDate,
): Promise<Side> {
  await tx.$executeRaw`SELECT 1 FROM work_points WHERE id = ${pointId} FOR UPDATE`;
  const day = toDbDate(today);
  const [row] = await tx.$queryRaw<Omit<Side, "state">[]>`
    SELECT wp.id AS "pointId", c.id AS "cityId", wp.plan_id AS "planId", wp.number,
      c.short_name AS "cityName",
      (SELECT json_build_object('id', ca.id, 'assignmentId', ca.assignment_id,
                'decision', completion_decision(ca.id, ${day}),
                'round', (SELECT count(*)::int FROM completion_decisions(ca.id, ${day})),
                'overtaken', completion_overtaken(ca.id, ${day}),
                'closed', EXISTS (SELECT 1 FROM closures WHERE application_id = ca.id))
         FROM completion_applications ca
        WHERE ca.point_id = wp.id AND ca.city_id = c.id ORDER BY ca.id DESC LIMIT 1) AS application,
      (SELECT json_build_object('id', cl.id, 'reopened', cl.reopened_on IS NOT NULL)
         FROM closures cl
        WHERE cl.point_id = wp.id AND cl.city_id = c.id ORDER BY cl.id DESC LIMIT 1) AS closure,
      (SELECT coalesce(json_agg(json_build_object('id', a.id, 'role', t.role, 'percent', pu.percent,
                'group', CASE WHEN u.kind <> 'GROUP' THEN 'NONE'
                              WHEN EXISTS (SELECT 1 FROM assignment_terms member
                                            WHERE member.group_id = a.id AND member.ends_on IS NULL)
                              THEN 'RESOLVED' ELSE 'UNRESOLVED' END)), '[]')
         FROM assignments a
         JOIN units u ON u.id = a.unit_id AND u.city_id = c.id
         JOIN assignment_terms t ON t.assignment_id = a.id AND t.ends_on IS NULL
         LEFT JOIN LATERAL standing_approval(a.id, ${day}) r ON true
         LEFT JOIN progress_updates pu ON pu.id = r.update_id
        WHERE a.point_id = wp.id) AS units
      FROM work_points wp JOIN cities c ON c.id = ${cityId}
     WHERE wp.id = ${pointId}`;
  if (!row) throw notFound();
  return { ...row, state: completionState(row) };
}

/** 100 % comes before every step of 办结, by the same roll-up that the dashboards show. */
export function refuseUnfinished({ units }: Side, step: string): void {
  const reached = Math.floor(sidePercent(units));
  if (reached === 100) return;
  throw new Refusal("INVALID", `该市进度为 ${reached}%，各单位报到 100% 并审核通过后才能${step}。`);
}

/** What was verified has to stand as it was verified: else it is confirmed again, or sent back. */
export function refuseOvertaken({ application, units }: Side): void {
  const why = application && recheckNeeded(sidePercent(units), application.overtaken);
  if (!why) return;
  throw new Refusal("INVALID", `${why}请退回申请，或待该市进度为 100% 时再次核验。`);
}

/** Whom the end of a side concerns: the unit that applied, else all that answer for it. */
export async function staffOfSide(tx: Transaction, side: Side): Promise<number[]> {
  const assignments = side.application
    ? [side.application.assignmentId]
    : answeringUnits(side.units).map(({ id }) => id);
  const people: number[] = [];
  for (const id of assignments) people.push(...(await staffOf(tx, id)));
  return people;
}
