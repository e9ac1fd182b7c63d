import "server-only";
import type { IsoDate } from "../dates";
import { type Board, buildBoard } from "./board";
import { readSnapshot } from "./snapshot";
import { buildTrends, type Trends } from "./trend";

type Entry = { revision: number; read: Promise<BoardReading> };

export type BoardReading = { board: Board; trends: Trends };

// A day of a plan takes about 300 KB; leaders compare a handful of days.
const MOST = 48;
const entries = new Map<string, Entry>();

/**
 * The board of a plan on one day, computed once a revision. Dated records never change, so a
 * reading holds until the plan's revision moves, which every request reads afresh; nothing here
 * can show what the database no longer says.
 */
export function readBoard(
  plan: { id: number; revision: number },
  asOf: IsoDate,
): Promise<BoardReading> {
  const key = `${plan.id}:${asOf}`;
  const held = entries.get(key);
  entries.delete(key);
  const entry =
    held && held.revision >= plan.revision
      ? held
      : { revision: plan.revision, read: compute(plan.id, asOf) };
  entry.read.catch(() => entries.delete(key));
  entries.set(key, entry);
  const [oldest] = entries.keys();
  if (entries.size > MOST && oldest !== undefined) entries.delete(oldest);
  return entry.read;
}

/** Forgets everything; for measuring the first reading. */
export function forgetBoards(): void {
  entries.clear();
}

async function compute(planId: number, asOf: IsoDate): Promise<BoardReading> {
  const snapshot = await readSnapshot(planId, asOf);
  return { board: buildBoard(snapshot), trends: buildTrends(snapshot) };
}
