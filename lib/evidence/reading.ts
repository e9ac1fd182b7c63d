import "server-only";
import type { EvidenceKind } from "../evidence-kinds";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may, reaches } from "../policy";
import { readingAction } from "./rules";

export type ReadableFile = {
  name: string;
  version: number;
  kind: EvidenceKind;
  size: number;
  storageKey: string;
  planId: number;
  unitId: number;
  cityId: number | null;
  approved: boolean;
  submitted: boolean;
  /** given with a reply to a directive; whose units those are that may read it, once it is sent */
  directed: { sent: boolean; readers: number[] } | null;
};

/** A file for whoever may read what carries it; NOT_FOUND otherwise. */
export async function findReadable(actor: Actor, evidenceId: number): Promise<ReadableFile> {
  const [file] = await db().$queryRaw<ReadableFile[]>`
    SELECT e.name, e.version, e.kind, e.size, e.storage_key AS "storageKey",
           coalesce(a.plan_id, d.plan_id) AS "planId", u.id AS "unitId", u.city_id AS "cityId", b.approved, b.submitted,
           CASE WHEN e.directive_id IS NOT NULL THEN json_build_object(
             'sent', EXISTS (SELECT 1 FROM directive_evidence WHERE evidence_id = e.id),
             'readers', directive_readers(e.directive_id)) END AS directed
      FROM evidence_files e
      LEFT JOIN assignments a ON a.id = e.assignment_id
      LEFT JOIN directives d ON d.id = e.directive_id
      JOIN units u ON u.id = coalesce(a.unit_id, e.unit_id)
      JOIN evidence_bearers(e.id) b ON true
     WHERE e.id = ${evidenceId}`;
  if (!file || !reaches(actor, file.planId) || !mayRead(actor, file)) throw notFound();
  return file;
}

function mayRead(actor: Actor, file: ReadableFile): boolean {
  if (!file.directed) return may(actor, readingAction(file), file);
  if (!file.directed.sent) return may(actor, "directive.reply", file);
  return file.directed.readers.some((unitId) => may(actor, "directive.read", { unitId }));
}
