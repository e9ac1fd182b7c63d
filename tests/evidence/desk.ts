import { readdir } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { readEvidence, removeEvidence, uploadEvidence } from "@/lib/evidence/commands";
import type { EvidenceView } from "@/lib/evidence/queries";
import { uploadEvidenceInput } from "@/lib/evidence/schema";
import { env } from "@/lib/platform/env";
import type { Actor } from "@/lib/policy";
import { bodyOf } from "../platform/storage-rules";
import { at } from "../support/people";
import { pdf } from "./samples";

export const MONTH = "2024-09-01";
export const DAY = "2024-09-06";

/** Uploads for September on 6 September, a PDF unless told. */
export function upload(
  actor: Actor,
  assignmentId: number,
  name = "佐证.pdf",
  content: Uint8Array | Error | (Uint8Array | Error)[] = pdf(),
  more: {
    announced?: number | null;
    month?: string;
    day?: string;
    signal?: AbortSignal;
    /** the file of that name on the uploader's page */
    seen?: number;
  } = {},
): Promise<EvidenceView> {
  const { announced = null, month = MONTH, day = DAY, signal, seen } = more;
  const stream = bodyOf(...(Array.isArray(content) ? content : [content]));
  const input = uploadEvidenceInput.parse({ assignmentId, month, name, seen });
  const body = { stream, announced, ...(signal ? { signal } : {}) };
  return uploadEvidence(actor, input, body, at(day));
}

export const remove = (actor: Actor, evidenceId: number, day = DAY) =>
  removeEvidence(actor, { evidenceId }, at(day));

export async function bytesOf(actor: Actor, evidenceId: number, preview = false): Promise<Buffer> {
  const { bytes } = await readEvidence(actor, { evidenceId, preview }, at(DAY));
  return buffer(bytes);
}

/** Every file in the data folder's evidence, by its path there. */
export async function stored(): Promise<string[]> {
  const root = path.join(env().DATA_DIR, "evidence");
  const found = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}
