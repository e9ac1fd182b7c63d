import "server-only";
import type { IsoDate } from "../dates";
import { type Board, buildBoard } from "./board";
import { readSnapshots } from "./snapshot";
import { buildTrends, type Trends } from "./trend";

type Entry = { revision: number; read: Promise<BoardReading>; last?: Board };

export type BoardReading = { board: Board; trends: Trends };

// A day of a plan takes about 300 KB; leaders compare a handful of days.
const MOST = 48;
const entries = new Map<string, Entry>();

/**
 * The board of a plan on one day, computed once a revision. Dated records never change, so a
 * reading holds until the plan's revision moves, which every request reads afresh; nothing here
 * can show what the database no longer says.
 */
export async function readBoard(
  plan: { id: number; revision: number },
  asOf: IsoDate,
): Promise<BoardReading> {
  const [reading] = await readBoards(plan, [asOf]);
  if (!reading) throw new Error("a day without a reading");
  return reading;
}

/** The boards of several days, in their order; those not held are read in one statement. */
export function readBoards(
  plan: { id: number; revision: number },
  days: IsoDate[],
): Promise<BoardReading[]> {
  const key = (day: IsoDate) => `${plan.id}:${day}`;
  const missing = days.filter((day) => {
    const held = entries.get(key(day));
    return !held || held.revision < plan.revision;
  });
  const asked = missing.length > 0 ? compute(plan.id, missing) : null;
  const reads = days.map((day) => {
    const held = entries.get(key(day));
    entries.delete(key(day));
    const entry =
      asked && missing.includes(day) ? entryOf(plan.revision, asked, day, held?.last) : held;
    if (!entry) throw new Error("a day neither held nor asked for");
    entry.read.catch(() => entries.delete(key(day)));
    entries.set(key(day), entry);
    const [oldest] = entries.keys();
    if (entries.size > MOST && oldest !== undefined) entries.delete(oldest);
    return entry.read;
  });
  return Promise.all(reads);
}

/**
 * The board of a day as it was last known, which the plan may have left behind: good for guessing
 * what will be needed, never for showing. Null before the first reading.
 */
export function lastKnownBoard(plan: { id: number }, asOf: IsoDate): Board | null {
  return entries.get(`${plan.id}:${asOf}`)?.last ?? null;
}

function entryOf(
  revision: number,
  asked: Promise<Map<IsoDate, BoardReading>>,
  day: IsoDate,
  last: Board | undefined,
): Entry {
  const entry: Entry = { revision, read: asked.then((boards) => boardOf(boards, day)) };
  if (last) entry.last = last;
  entry.read.then(
    ({ board }) => {
      entry.last = board;
    },
    () => undefined,
  );
  return entry;
}

function boardOf(boards: Map<IsoDate, BoardReading>, day: IsoDate): BoardReading {
  const reading = boards.get(day);
  if (!reading) throw new Error(`no reading of ${day}`);
  return reading;
}

/** Forgets everything; for measuring the first reading. */
export function forgetBoards(): void {
  entries.clear();
}

async function compute(planId: number, days: IsoDate[]): Promise<Map<IsoDate, BoardReading>> {
  const snapshots = await readSnapshots(planId, days);
  return new Map(
    snapshots.map((snapshot) => [
      snapshot.asOf,
      { board: buildBoard(snapshot), trends: buildTrends(snapshot) },
    ]),
  );
}
