import "server-only";
import type { EvidenceLimits } from "../evidence-kinds";
import { env } from "../platform/env";

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
