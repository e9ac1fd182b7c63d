import "server-only";
import { appendFile, readFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { fromDbDate } from "../dates";
import { db, type Transaction, transact } from "../platform/db";
import { env } from "../platform/env";
import { recordEntry, SYSTEM_ACTOR } from "./commands";
import {
  type AnchorNote,
  anchorNoteOf,
  type ChainFault,
  type ChainPlace,
  findAnchorFault,
  findChainFault,
  findEndFault,
  findLostAnchors,
} from "./rules";

export type ChainReading = {
  chainId: string;
  /** entries that are kept, and the number of the last one purged, 0 for none */
  entries: number;
  purgedThrough: number;
  end: ChainPlace;
  /** places compared with what was kept outside of the database */
  anchors: number;
  /** other data folders where the log says anchors were kept that this one does not hold */
  elsewhere: string[];
  fault: ChainFault | null;
};

const PAGE = 2_000;

/**
 * Walks the whole chain as it stands at one moment: every entry follows the one before, the first
 * follows the last one purged as the purge itself wrote down, the last one is the end, and what was
 * kept outside of the database agrees. `onPage` is told the number reached.
 */
export async function readChain(onPage?: (sequence: number) => void): Promise<ChainReading> {
  const anchors = await readAnchors();
  return db().$transaction((tx) => walk(tx, anchors, onPage), {
    isolationLevel: "RepeatableRead",
    maxWait: 10_000,
    timeout: 3_600_000,
  });
}

async function walk(
  tx: Transaction,
  kept: Anchor[],
  onPage: ((sequence: number) => void) | undefined,
): Promise<ChainReading> {
  const chain = await tx.auditChain.findFirst();
  if (!chain) return NOTHING;
  const { chainId, startSequence, startHash, endSequence, endHash } = chain;
  const end = { sequence: endSequence, hash: endHash };
  const anchors = new Map(
    kept.filter((each) => each.chainId === chainId).map((each) => [each.sequence, each]),
  );
  const notes: AnchorNote[] = [];
  const answer = (fault: ChainFault | null, entries: number): ChainReading => {
    const lost = findLostAnchors(notes, chainId, new Set(anchors.keys()), here());
    const reading = { chainId, entries, purgedThrough: startSequence, end, anchors: anchors.size };
    return { ...reading, elsewhere: lost.elsewhere, fault: fault ?? lost.fault };
  };
  let previous: ChainPlace = { sequence: startSequence, hash: startHash };
  const startFault = await findStartFault(tx, previous);
  if (startFault) return answer(startFault, 0);
  let entries = 0;
  for (;;) {
    const rows = await tx.auditEntry.findMany({
      where: { sequence: { gt: previous.sequence } },
      orderBy: { sequence: "asc" },
      take: PAGE,
    });
    const run = rows.map((row) => ({
      ...row,
      at: row.at.toISOString(),
      businessOn: fromDbDate(row.businessOn),
    }));
    const fault = findChainFault(run, previous);
    if (fault) return answer(fault, entries + rows.length);
    for (const { sequence, hash, action, after } of rows) {
      if (action === ANCHORED) notes.push(...anchorNoteOf(after));
      const anchor = anchors.get(sequence);
      const other = anchor && findAnchorFault(anchor, hash);
      if (other) return answer(other, entries + rows.length);
    }
    entries += rows.length;
    previous = rows.at(-1) ?? previous;
    onPage?.(previous.sequence);
    if (rows.length < PAGE) break;
  }
  const beyond = [...anchors.values()].find(({ sequence }) => sequence > previous.sequence);
  const fault = findEndFault(previous, end) ?? (beyond ? findAnchorFault(beyond, null) : null);
  return answer(fault, entries);
}

const NOTHING: ChainReading = {
  chainId: "",
  entries: 0,
  purgedThrough: 0,
  end: { sequence: 0, hash: "" },
  anchors: 0,
  elsewhere: [],
  fault: { sequence: 0, sentence: "链的起止登记缺失。" },
};

/** The start moves only with an entry that says so; it stands further down the same chain. */
async function findStartFault(tx: Transaction, start: ChainPlace): Promise<ChainFault | null> {
  if (start.sequence === 0) return null;
  const purge = await tx.auditEntry.findFirst({
    where: { action: "audit.purge" },
    orderBy: { sequence: "desc" },
    select: { after: true },
  });
  const said = purge?.after as { through?: unknown; hash?: unknown } | null | undefined;
  if (said?.through === start.sequence && said.hash === start.hash) return null;
  const { sequence } = start;
  return { sequence, sentence: `第 ${sequence} 条以前的记录被移除，却没有相应的清理记录。` };
}

type Anchor = ChainPlace & { chainId: string };

const anchorFile = () => path.join(env().DATA_DIR, "audit-anchors.jsonl");
const here = () => `${hostname()}:${path.resolve(env().DATA_DIR)}`;

const ANCHORED = "audit.anchor";

/**
 * Writes the end of the chain down in the data folder, where whoever only has the database cannot
 * reach it, then an entry that says so: a file that goes missing is missed. Once a day, and whenever
 * the chain was found whole. `renew` begins anew where the file was lost: what was kept in it is no
 * longer asked for. `now` is business time.
 */
export async function keepAnchor(now: Date, { renew = false } = {}): Promise<void> {
  const chain = await db().auditChain.findFirst();
  if (!chain || chain.endSequence === 0) return;
  const { chainId, endSequence: sequence, endHash: hash } = chain;
  const [text, kept] = [await anchorText(), await readAnchors()];
  const has = (place: number) =>
    kept.some((each) => each.chainId === chainId && each.sequence === place);
  const last = await db().auditEntry.findUnique({ where: { sequence } });
  // Nothing but the entry of the last anchor itself has come since.
  if (!renew && last?.action === ANCHORED && has(sequence - 1)) return;
  if (!has(sequence)) {
    const line = `${JSON.stringify({ chainId, sequence, hash } satisfies Anchor)}\n`;
    // A line cut off by a full disk stays by itself.
    const apart = text === "" || text.endsWith("\n") ? "" : "\n";
    await appendFile(anchorFile(), apart + line, { mode: 0o600, flush: true });
  }
  const after = { chainId, reached: sequence, hash, folder: here(), renewed: renew };
  await transact((tx) =>
    recordEntry(tx, SYSTEM_ACTOR, { action: "audit.anchor", subject: "audit", after }, now),
  );
}

const anchorText = () => readFile(anchorFile(), "utf8").catch(() => "");

async function readAnchors(): Promise<Anchor[]> {
  return (await anchorText())
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Anchor];
      } catch {
        // A line cut off by a full disk says nothing.
        return [];
      }
    });
}
