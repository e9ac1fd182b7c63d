import "server-only";
import { rm } from "node:fs/promises";
import { type AuditActor, recordEntry } from "../audit/commands";
import { db, transact } from "../platform/db";
import { env } from "../platform/env";
import { Refusal } from "../platform/refusal";
import { storage } from "../platform/storage";
import { leftovers } from "../platform/storage-incoming";

const UNCARRIED = { updates: { none: {} }, completions: { none: {} }, replies: { none: {} } };

/** Younger ones may belong to an upload that is under way, or to a mistake somebody is about to see. */
const AGE = 86_400_000;

export type Sweep = {
  files: number;
  /** rows whose bytes are gone: only a backup brings them back */
  missing: { id: number; name: string; storageKey: string }[];
  /** bytes without a row, and uploads that never came to an end */
  stray: string[];
  /** taken off their draft and carried by no report, application or reply */
  removed: { id: number; name: string; storageKey: string }[];
  deleted: number;
};

/**
 * Compares the rows of evidence with the bytes in storage, and with `remove` deletes what nobody
 * can see any more: stray bytes and removed files older than a day. `now` is business time, which
 * the rows carry; `clock` the real one, by which bytes age.
 */
export async function sweepEvidence(
  actor: AuditActor,
  { remove }: { remove: boolean },
  now: Date,
  clock: Date,
): Promise<Sweep> {
  const rows = await db().evidenceFile.findMany({
    select: { id: true, name: true, storageKey: true },
    orderBy: { id: "asc" },
  });
  const kept = await storage();
  const present = new Map<string, Date>();
  for await (const { key, at } of kept.list()) present.set(key, at);
  const missing = [];
  for (const row of rows) {
    if (!present.has(row.storageKey) && (await isStillMissing(row))) missing.push(row);
  }
  const known = new Set([...rows.map((row) => row.storageKey), ...(await issuedKeys())]);
  const old = (at: Date) => at.getTime() < clock.getTime() - AGE;
  const stray = [...present].filter(([key, at]) => !known.has(key) && old(at)).map(([key]) => key);
  const unfinished = [];
  for await (const { file, at } of leftovers(env().DATA_DIR)) if (old(at)) unfinished.push(file);
  const removed = await listRemoved(new Date(now.getTime() - AGE));
  const sweep = {
    files: rows.length,
    missing,
    stray: [...stray, ...unfinished],
    removed,
    deleted: 0,
  };
  if (!remove || sweep.stray.length + removed.length === 0) return sweep;
  for (const file of removed) sweep.deleted += await deleteRow(actor, file, now);
  for (const file of unfinished) await rm(file, { force: true });
  for (const key of stray) {
    // The list of rows is older than the list of bytes.
    if ((await db().evidenceFile.count({ where: { storageKey: key } })) > 0) continue;
    if ((await issuedKeys()).includes(key)) continue;
    await kept.remove(key);
    sweep.deleted += 1;
  }
  sweep.deleted += unfinished.length;
  return sweep;
}

/** The row first: bytes without one are seen by nobody, and the next sweep takes them. */
async function deleteRow(
  actor: AuditActor,
  { id, name, storageKey }: Sweep["removed"][number],
  now: Date,
): Promise<number> {
  try {
    await transact(async (tx) => {
      const { count } = await tx.evidenceFile.deleteMany({
        where: { id, removedAt: { not: null }, ...UNCARRIED },
      });
      if (count === 0) throw new Refusal("STALE", "");
      const entry = { action: "evidence.delete", subject: `evidence:${id}`, before: { name } };
      await recordEntry(tx, actor, entry, now);
    });
  } catch (error) {
    if (error instanceof Refusal) return 0;
    throw error;
  }
  await (await storage()).remove(storageKey);
  return 1;
}

function listRemoved(before: Date) {
  return db().evidenceFile.findMany({
    where: { removedAt: { lt: before }, ...UNCARRIED },
    select: { id: true, name: true, storageKey: true },
    orderBy: { id: "asc" },
  });
}

/** Issued bulletins keep their files in the same storage. */
async function issuedKeys(): Promise<string[]> {
  const rows = await db().bulletin.findMany({
    where: { storageKey: { not: null } },
    select: { storageKey: true },
  });
  return rows.flatMap(({ storageKey }) => storageKey ?? []);
}

/** A row written, or swept, since the bytes were listed is no loss. */
async function isStillMissing({ id, storageKey }: { id: number; storageKey: string }) {
  const bytes = await (await storage()).read(storageKey);
  bytes?.destroy();
  return bytes === null && (await db().evidenceFile.count({ where: { id } })) > 0;
}
