import "server-only";
import type { VerificationDecision } from "../../prisma/generated/enums";
import { type IsoDate, toDbDate } from "../dates";
import type { CompletionState } from "../glossary";
import { db, Prisma } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may, mayEver } from "../policy";
import { type PointRecord, pointRecordSql } from "../progress/point-record";
import { completionState } from "./rules";

export type EvidenceChoice = {
  id: number;
  name: string;
  version: number;
  kind: string;
  size: number;
};

export type Application = {
  id: number;
  unitId: number;
  unitName: string;
  outcome: string;
  appliedOn: IsoDate;
  appliedBy: string;
  /** the newest of the decisions */
  decision: VerificationDecision | null;
  /** 核验, 再次核验, 退回, 撤回, the oldest first */
  decisions: { decision: VerificationDecision; opinion: string; on: IsoDate; by: string }[];
  /** a report was corrected or fell below 100 % since it was verified */
  overtaken: boolean;
  evidence: EvidenceChoice[];
};

export type SideCompletion = {
  cityId: number;
  state: CompletionState;
  /** newest application as far as this reader may see it: a verified one, the own unit's, the reviewer's city's */
  application: Application | null;
  /** newest 销号 */
  closure: {
    id: number;
    outcome: string;
    closedOn: IsoDate;
    reopenedOn: IsoDate | null;
    reopenReason: string | null;
  } | null;
  /** files of the reader's unit on this point that an application may rest on, by assignment */
  files: (EvidenceChoice & { assignmentId: number })[];
};

type SideRow = Omit<SideCompletion, "state" | "application"> & {
  application: (Application & { closed: boolean }) | null;
};

/** What a point's page reads: its sides' 办结, and its record where a part of the page is drawn anew. One statement. */
export async function getPointDetails(
  actor: Actor,
  pointId: number,
  asOf: IsoDate,
  withRecord: boolean,
): Promise<{ sides: SideCompletion[]; record: PointRecord | null }> {
  if (!may(actor, "plan.read")) throw notFound();
  const [row] = await db().$queryRaw<{ sides: SideRow[]; record: PointRecord | null }[]>`
    /* prepared */ SELECT (SELECT json_agg(side) FROM (${sidesSql(actor, pointId, asOf)}) side) AS sides,
           ${withRecord ? Prisma.sql`(SELECT row_to_json(r) FROM (${pointRecordSql(pointId, asOf)}) r)` : Prisma.sql`NULL`} AS record`;
  if (!row) throw notFound();
  return { sides: seenBy(actor, row.sides), record: row.record };
}

function decisionsSql(day: Date): Prisma.Sql {
  return Prisma.sql`(SELECT coalesce(json_agg(json_build_object('decision', d.decision,
      'opinion', d.opinion, 'on', d.decided_on, 'by', d.decided_by) ORDER BY d.round), '[]')
    FROM completion_decisions(ca.id, ${day}) d)`;
}

function sidesSql(actor: Actor, pointId: number, asOf: IsoDate): Prisma.Sql {
  const day = toDbDate(asOf);
  return Prisma.sql`
    SELECT pc.city_id AS "cityId",
      (SELECT json_build_object('id', ca.id, 'unitId', u.id,
                'unitName', unit_name_on(u, ca.applied_on),
                'outcome', ca.outcome, 'appliedOn', ca.applied_on, 'appliedBy', post_on(ca.applied_by_id, ca.applied_on),
                'decision', completion_decision(ca.id, ${day}),
                'decisions', ${decisionsSql(day)},
                'overtaken', completion_overtaken(ca.id, ${day}),
                'closed', EXISTS (SELECT 1 FROM closures cl
                                   WHERE cl.application_id = ca.id AND cl.closed_on <= ${day}),
                'evidence', (SELECT coalesce(json_agg(json_build_object('id', e.id, 'name', e.name,
                    'version', e.version, 'kind', e.kind, 'size', e.size) ORDER BY e.id), '[]')
                  FROM completion_evidence ce JOIN evidence_files e ON e.id = ce.evidence_id
                 WHERE ce.application_id = ca.id))
         FROM completion_applications ca
         JOIN assignments a ON a.id = ca.assignment_id
         JOIN units u ON u.id = a.unit_id
        WHERE ca.point_id = wp.id AND ca.city_id = pc.city_id AND ca.applied_on <= ${day}
        ORDER BY ca.id DESC LIMIT 1) AS application,
      (SELECT json_build_object('id', cl.id, 'outcome', cl.outcome, 'closedOn', cl.closed_on,
                'reopenedOn', CASE WHEN cl.reopened_on <= ${day} THEN cl.reopened_on END,
                'reopenReason', CASE WHEN cl.reopened_on <= ${day} THEN cl.reopen_reason END)
         FROM closures cl
        WHERE cl.point_id = wp.id AND cl.city_id = pc.city_id AND cl.closed_on <= ${day}
        ORDER BY cl.id DESC LIMIT 1) AS closure,
      (SELECT coalesce(json_agg(json_build_object('assignmentId', a.id, 'id', e.id, 'name', e.name,
                'version', e.version, 'kind', e.kind, 'size', e.size) ORDER BY e.id DESC), '[]')
         FROM assignments a
         JOIN units u ON u.id = a.unit_id AND u.city_id = pc.city_id
         JOIN evidence_files e ON e.assignment_id = a.id
        WHERE a.point_id = wp.id AND a.unit_id = ANY(${actor.unitIds})
          AND (e.removed_at IS NULL
               OR EXISTS (SELECT 1 FROM update_evidence WHERE evidence_id = e.id))) AS files
      FROM work_points wp JOIN plan_cities pc ON pc.plan_id = wp.plan_id
     WHERE wp.id = ${pointId} ORDER BY pc.display_order`;
}

function seenBy(actor: Actor, rows: SideRow[]): SideCompletion[] {
  return rows.map(({ application, ...side }) => {
    const closure = side.closure && { reopened: side.closure.reopenedOn !== null };
    return {
      ...side,
      state: completionState({ application, closure }),
      application:
        application && mayReadApplication(actor, application, side.cityId) ? application : null,
    };
  });
}

/** One 办结申请 that waits for the reviewer: to be verified, or verified and to be closed. */
export type WaitingCompletion = Application & {
  cityId: number;
  point: { id: number; number: number; title: string };
};

/** 办结核验: what waits for this reviewer, the oldest first. One statement. */
export async function listWaitingCompletions(
  actor: Actor,
  today: IsoDate,
): Promise<WaitingCompletion[]> {
  if (!mayEver(actor, "completion.verify") || !actor.plan) throw notFound();
  const day = toDbDate(today);
  return db().$queryRaw<WaitingCompletion[]>`
    SELECT ca.id, ca.city_id AS "cityId", u.id AS "unitId", u.name AS "unitName", ca.outcome,
           to_char(ca.applied_on, 'YYYY-MM-DD') AS "appliedOn", post_on(ca.applied_by_id, ca.applied_on) AS "appliedBy",
           completion_decision(ca.id, ${day}) AS decision, ${decisionsSql(day)} AS decisions,
           completion_overtaken(ca.id, ${day}) AS overtaken,
           (SELECT coalesce(json_agg(json_build_object('id', e.id, 'name', e.name,
                     'version', e.version, 'kind', e.kind, 'size', e.size) ORDER BY e.id), '[]')
              FROM completion_evidence ce JOIN evidence_files e ON e.id = ce.evidence_id
             WHERE ce.application_id = ca.id) AS evidence,
           json_build_object('id', wp.id, 'number', wp.number, 'title', wp.title) AS point
      FROM waiting_completions(${actor.plan.id}, ${actor.cityId}::int) ca
      JOIN work_points wp ON wp.id = ca.point_id
      JOIN assignments a ON a.id = ca.assignment_id
      JOIN units u ON u.id = a.unit_id
     ORDER BY ca.id`;
}

/** A verified 办结申请 everybody reads who reads the plan; any other its unit and the reviewers of its city. */
export function mayReadApplication(
  actor: Actor,
  application: Pick<Application, "decision" | "unitId">,
  cityId: number | null,
): boolean {
  return (
    application.decision === "VERIFIED" ||
    may(actor, "completion.verify", { cityId }) ||
    may(actor, "completion.apply", { unitId: application.unitId })
  );
}
