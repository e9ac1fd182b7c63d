import "server-only";
import type { AssignmentRole } from "../../prisma/generated/enums";
import { stayInPlan } from "../audit/commands";
import { type IsoDate, shanghaiDate, toDbDate } from "../dates";
import { month as monthName } from "../format";
import { isOpen, mayWrite, type PeriodFacts } from "../periods/rules";
import type { Transaction } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Action, type Actor, may } from "../policy";
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
  /** latest approved percent of another period as of today */
  previous: number | null;
  /** an approved version of the period stands: what is handed in corrects it */
  approved: boolean;
  /** 单位审签: only an account that signs off lets a report leave */
  requiresSignOff: boolean;
  /** files on the draft */
  evidence: number;
  /** latest approved reading of each indicator the unit has reported on */
  lastReadings: { indicatorId: number; value: number }[];
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
    /* prepared */ SELECT a.id AS "assignmentId", a.plan_id AS "planId", a.unit_id AS "unitId",
           u.city_id AS "cityId", u.kind = 'GROUP' AS "group", t.role,
           json_build_object('id', p.id, 'month', p.month, 'dueOn', p.due_on,
                             'lockedOn', p.locked_on) AS period,
           CASE WHEN newest.update_id IS NULL THEN 'NONE'
                ELSE coalesce(newest.decision, 'PENDING') END AS version,
           newest.update_id AS "updateId",
           coalesce((SELECT max(version) FROM progress_updates
                      WHERE assignment_id = a.id AND period_id = p.id), 0) AS "lastVersion",
           previous_percent(a.id, p.id, ${day}) AS previous,
           EXISTS (SELECT 1 FROM period_approval(a.id, p.id, ${day})) AS approved,
           u.requires_sign_off AS "requiresSignOff",
           (SELECT count(*)::int FROM evidence_files e
             WHERE e.assignment_id = a.id AND e.period_id = p.id AND e.removed_at IS NULL) AS evidence,
           (SELECT coalesce(json_agg(json_build_object('indicatorId', last.indicator_id,
                     'value', last.value)), '[]')
              FROM indicators i
              JOIN LATERAL latest_reading(a.id, i.id, p.id, ${day}) last ON true
             WHERE i.point_id = a.point_id) AS "lastReadings",
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

/** The desk of a version's assignment and period, locked; NOT_FOUND for an unknown version. */
export async function lockUpdate(tx: Transaction, updateId: number, now: Date): Promise<Desk> {
  const update = await tx.progressUpdate.findUnique({
    where: { id: updateId },
    select: { assignmentId: true, period: { select: { month: true } } },
  });
  if (!update) throw notFound();
  const month = update.period.month.toISOString().slice(0, 10);
  return lockDesk(tx, update.assignmentId, month, shanghaiDate(now));
}

/** The desk of whoever may do this to it now; a locked period is refused, anything else looks missing. */
export async function openDesk(
  tx: Transaction,
  actor: Actor,
  action: Action,
  input: { assignmentId: number; month?: IsoDate | undefined },
  now: Date,
): Promise<Desk> {
  const today = shanghaiDate(now);
  const desk = await lockDesk(tx, input.assignmentId, input.month, today);
  if (desk.group || !may(actor, action, desk)) throw notFound();
  stayInPlan(actor, desk.planId);
  refuseLocked(desk, today);
  return desk;
}

/** Neither handing in nor taking back: what was taken back could not be handed in again. */
export function refuseLocked(desk: Desk, today: IsoDate): void {
  if (isOpen(desk.period, today)) return;
  throw new Refusal("LOCKED", `${monthName(desk.period.month)}填报期已锁定，不再接收填报。`);
}

/** What awaits review is not written on. */
export function refusePending(desk: Desk): void {
  if (mayWrite(desk.version)) return;
  throw new Refusal("STALE", "本期进展已提交，正在等待审核；如需修改，请先撤回。");
}

/** 本期进展 as last approved of an earlier period; null before the first. */
export async function lastProgressText(tx: Transaction, desk: Desk): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ text: string }[]>`
    SELECT pu.progress_text AS text
      FROM periods p
      JOIN LATERAL period_approval(${desk.assignmentId}, p.id, 'infinity') r ON true
      JOIN progress_updates pu ON pu.id = r.update_id
     WHERE p.plan_id = ${desk.planId} AND p.month < ${toDbDate(desk.period.month)}
     ORDER BY p.month DESC LIMIT 1`;
  return row?.text ?? null;
}
