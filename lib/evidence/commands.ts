import "server-only";
import type { Readable } from "node:stream";
import { recordEntry } from "../audit/commands";
import { shanghaiDate } from "../dates";
import {
  type EvidenceKind,
  fileFault,
  hasPreview,
  kindOfName,
  totalFault,
} from "../evidence-kinds";
import { db, type Transaction, transact } from "../platform/db";
import { env } from "../platform/env";
import { log } from "../platform/log";
import { notFound, Refusal } from "../platform/refusal";
import { newStorageKey, storage } from "../platform/storage";
import type { Incoming } from "../platform/storage-contract";
import { CUT, receive } from "../platform/storage-incoming";
import type { Actor } from "../policy";
import { contentFault } from "./file-kind";
import { afterChange, type FilePlace, type OpenPlace, openPlace, placeOf } from "./place";
import { type EvidenceView, evidenceLimits } from "./queries";
import { findReadable } from "./reading";
import type { ReadEvidenceInput, RemoveEvidenceInput, UploadEvidenceInput } from "./schema";

/** A file's bytes as they come in, how many were announced, and whether the sender has gone away. */
export type FileBody = {
  stream: ReadableStream<Uint8Array> | null;
  announced: number | null;
  signal?: AbortSignal;
};

const badFile = (sentence: string) => new Refusal("INVALID", sentence, { file: sentence });

/**
 * Puts a file onto a unit's draft. The bytes stand in storage before the row does, so that no row is
 * ever without them; bytes whose row did not come about are seen by nobody, and found by the sweep.
 * A file of the same name becomes its next version, and takes the place of the uploader's own or of
 * the one the uploader has seen; a colleague's of meanwhile stays beside it. The very same file once
 * more changes nothing.
 * Until the row is committed the sender may still take it back by breaking the connection off.
 */
export async function uploadEvidence(
  actor: Actor,
  input: UploadEvidenceInput,
  body: FileBody,
  now: Date,
): Promise<EvidenceView> {
  const limits = evidenceLimits();
  const { name, seen, ...place } = input;
  // Before a byte is taken in; decided again under the lock.
  await openPlace(db(), actor, place, shanghaiDate(now), "LOOK");
  const early = fileFault(name, body.announced ?? 1, limits);
  const kind = kindOfName(name);
  if (early !== null || kind === null) throw badFile(early ?? "");
  const incoming = await receive(env().DATA_DIR, body.stream, limits.file, () =>
    badFile(fileFault(name, limits.file + 1, limits) ?? ""),
  );
  const key = newStorageKey();
  try {
    if (body.announced !== null && body.announced !== incoming.size)
      throw new Refusal("INVALID", CUT);
    const fault =
      fileFault(name, incoming.size, limits) ??
      (await contentFault(incoming.path, incoming.size, name, kind));
    if (fault !== null) throw badFile(fault);
    await (await storage()).keep(key, incoming);
  } finally {
    await incoming.discard();
  }
  try {
    const { view, taken } = await transact(async (tx) => {
      const added = await addRow(tx, actor, place, { name, kind, seen }, incoming, key, now);
      // Cancelled while the file was looked at and stored: what was written here is taken back.
      if (body.signal?.aborted) throw new Refusal("INVALID", CUT);
      return added;
    });
    if (!taken) await dropBytes(key);
    return view;
  } catch (error) {
    // After a lost connection the row may have come about all the same: then the sweep decides.
    if (error instanceof Refusal) await dropBytes(key);
    throw error;
  }
}

/**
 * The highest version a name has had in its place; not the highest among the rows, since those of
 * removed files may have been swept.
 */
async function lastVersion(
  tx: Transaction,
  columns: OpenPlace["columns"],
  name: string,
): Promise<number> {
  const row = await ("assignmentId" in columns
    ? tx.evidenceName.findUnique({
        where: { assignmentId_periodId_name: { ...columns, name } },
      })
    : tx.replyEvidenceName.findUnique({
        where: { directiveId_unitId_name: { ...columns, name } },
      }));
  return row?.lastVersion ?? 0;
}

async function addRow(
  tx: Transaction,
  actor: Actor,
  place: FilePlace,
  { name, kind, seen }: { name: string; kind: EvidenceKind; seen: number | undefined },
  { size, sha256 }: Incoming,
  storageKey: string,
  now: Date,
): Promise<{ view: EvidenceView; taken: boolean }> {
  const desk = await openPlace(tx, actor, place, shanghaiDate(now), "LOCK");
  const named = desk.files.filter((file) => file.name === name);
  const same = named.find((file) => file.sha256 === sha256);
  if (same) return { view: await viewOf(tx, same.id), taken: false };
  const earlier =
    named.find(({ id }) => id === seen) ??
    named.find(({ uploadedById }) => uploadedById === actor.accountId);
  const others = desk.files.reduce((sum, file) => sum + (file === earlier ? 0 : file.size), 0);
  const fault = totalFault(name, size, others, evidenceLimits());
  if (fault !== null) throw badFile(fault);
  if (earlier) await takeOff(tx, actor, earlier.id, now);
  const version = 1 + (await lastVersion(tx, desk.columns, name));
  const row = await tx.evidenceFile.create({
    data: {
      ...desk.columns,
      name,
      version,
      kind,
      size,
      sha256,
      storageKey,
      uploadedById: actor.accountId,
      uploadedAt: now,
      demonstration: actor.demonstration,
    },
  });
  await afterChange(tx, actor, desk);
  const view = await viewOf(tx, row.id);
  await recordEntry(
    tx,
    actor,
    {
      action: "evidence.upload",
      subject: `evidence:${row.id}`,
      before: earlier ? { evidenceId: earlier.id, version: earlier.version } : null,
      after: { ...place, name, version: row.version, kind, size, sha256 },
    },
    now,
  );
  return { view, taken: true };
}

/** Takes a file off its unit's draft; what carries it keeps it. */
export async function removeEvidence(
  actor: Actor,
  { evidenceId }: RemoveEvidenceInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const file = await tx.evidenceFile.findUnique({
      where: { id: evidenceId },
      include: { period: { select: { month: true } } },
    });
    if (!file) throw notFound();
    const place = placeOf(file);
    const desk = await openPlace(tx, actor, place, shanghaiDate(now), "LOCK");
    if (!desk.files.some(({ id }) => id === evidenceId)) {
      throw new Refusal("STALE", "这份材料已被移除或换成了新版本，请刷新查看。");
    }
    await takeOff(tx, actor, evidenceId, now);
    await afterChange(tx, actor, desk);
    await recordEntry(
      tx,
      actor,
      {
        action: "evidence.remove",
        subject: `evidence:${evidenceId}`,
        before: { ...place, name: file.name, version: file.version },
      },
      now,
    );
  });
}

/** Every file on the draft goes with the report that is being handed in; how many there are. */
export async function attachEvidence(
  tx: Transaction,
  assignmentId: number,
  periodId: number,
  updateId: number,
): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO update_evidence (update_id, evidence_id)
    SELECT ${updateId}, id FROM evidence_files
     WHERE assignment_id = ${assignmentId} AND period_id = ${periodId} AND removed_at IS NULL`;
}

export type OpenedEvidence = { name: string; kind: EvidenceKind; size: number; bytes: Readable };

/** A file's bytes for whoever may read what carries it, noted in the audit log; NOT_FOUND otherwise. */
export async function readEvidence(
  actor: Actor,
  { evidenceId, preview }: ReadEvidenceInput,
  now: Date,
): Promise<OpenedEvidence> {
  const file = await findReadable(actor, evidenceId);
  if (preview && !hasPreview(file.kind)) throw notFound();
  const bytes = await (await storage()).read(file.storageKey);
  if (bytes === null) {
    log().error({ evidenceId, storageKey: file.storageKey }, "the bytes of evidence are missing");
    throw new Refusal("INVALID", "这份材料暂时取不到，请联系管理员。");
  }
  try {
    const after = { name: file.name, version: file.version, preview };
    const entry = { action: "evidence.read", subject: `evidence:${evidenceId}`, after };
    await transact((tx) => recordEntry(tx, actor, entry, now));
  } catch (error) {
    bytes.destroy();
    throw error;
  }
  return { name: file.name, kind: file.kind, size: file.size, bytes };
}

async function viewOf(tx: Transaction, id: number): Promise<EvidenceView> {
  const rows = await tx.$queryRaw<{ view: EvidenceView }[]>`
    SELECT evidence_json(e) AS view FROM evidence_files e WHERE id = ${id}`;
  return rows[0]?.view as EvidenceView;
}

async function takeOff(tx: Transaction, actor: Actor, id: number, now: Date): Promise<void> {
  await tx.evidenceFile.update({
    where: { id },
    data: { removedById: actor.accountId, removedAt: now },
  });
}

// Bytes that stay are found by the sweep: no reason to fail what has been decided.
async function dropBytes(key: string): Promise<void> {
  await (await storage()).remove(key).catch((error: unknown) => {
    log().warn({ key, error: String(error) }, "bytes of evidence without a row stay behind");
  });
}
