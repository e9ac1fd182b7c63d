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

/** The files on a unit's draft of one month, for who may read the draft. One statement. */
export async function listEvidence(
  actor: Actor,
  { assignmentId, month }: ListEvidenceInput,
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
