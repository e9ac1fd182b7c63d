import "server-only";
import { toDbDate } from "../dates";
import type { EvidenceLimits } from "../evidence-kinds";
import { db } from "../platform/db";
import { env } from "../platform/env";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type { ListEvidenceInput } from "./schema";

export type EvidenceView = {
  id: number;
  name: string;
  version: number;
  /** PDF, OFD …: see lib/evidence-kinds.ts */
  kind: string;
  /** bytes */
  size: number;
  uploadedAt: string;
  uploadedBy: string;
};

/** What one file and all files of a report may hold, in bytes; settings of the installation. */
export function evidenceLimits(): EvidenceLimits {
  const { EVIDENCE_FILE_MB, EVIDENCE_REPORT_MB } = env();
  return { file: EVIDENCE_FILE_MB * 2 ** 20, report: EVIDENCE_REPORT_MB * 2 ** 20 };
}

/** The files on a unit's draft of one month, or with its next answer to a directive, for who may write them. */
export function listEvidence(actor: Actor, place: ListEvidenceInput): Promise<EvidenceView[]> {
  return "directiveId" in place ? listReplyFiles(actor, place) : listReportFiles(actor, place);
}

async function listReportFiles(
  actor: Actor,
  { assignmentId, month }: { assignmentId: number; month: string },
): Promise<EvidenceView[]> {
  const [desk] = await db().$queryRaw<{ unitId: number; files: EvidenceView[] }[]>`
    SELECT a.unit_id AS "unitId",
           (SELECT coalesce(json_agg(evidence_json(e) ORDER BY e.id), '[]') FROM evidence_files e
             WHERE e.assignment_id = a.id AND e.period_id = p.id AND e.removed_at IS NULL) AS files
      FROM assignments a JOIN periods p ON p.plan_id = a.plan_id AND p.month = ${toDbDate(month)}
     WHERE a.id = ${assignmentId}`;
  if (!desk || !may(actor, "draft.read", { unitId: desk.unitId })) throw notFound();
  return desk.files;
}

async function listReplyFiles(
  actor: Actor,
  { directiveId, unitId }: { directiveId: number; unitId: number },
): Promise<EvidenceView[]> {
  if (!may(actor, "directive.reply", { unitId })) throw notFound();
  const [desk] = await db().$queryRaw<{ files: EvidenceView[] }[]>`
    SELECT (SELECT coalesce(json_agg(evidence_json(e) ORDER BY e.id), '[]') FROM evidence_files e
             WHERE e.directive_id = du.directive_id AND e.unit_id = du.unit_id AND e.removed_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM directive_evidence WHERE evidence_id = e.id)) AS files
      FROM directive_units du
     WHERE du.directive_id = ${directiveId} AND du.unit_id = ${unitId}`;
  if (!desk) throw notFound();
  return desk.files;
}
