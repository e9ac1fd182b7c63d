import { createHash } from "node:crypto";

/** What an entry's hash covers: everything it says, and the hash of the entry before it. */
export type AuditContent = {
  sequence: number;
  /** ISO instant */
  at: string;
  businessOn: string;
  accountId: number | null;
  accountName: string;
  address: string;
  action: string;
  subject: string;
  before: unknown;
  after: unknown;
  previousHash: string;
};

/** The previous hash of the first entry. */
export const CHAIN_START = "0".repeat(64);

/** sha-256, hex, over the content in one fixed form: JSON with sorted keys. */
export function auditHash(content: AuditContent): string {
  return createHash("sha256").update(canonicalJson(content)).digest("hex");
}

/** Entries are kept at least this many months, by the law on network security. */
export const AUDIT_MONTHS = 6;

/** The actions that say that something was refused. */
export const REFUSED_ACTIONS = [
  "access.refused",
  "sign-in.refused",
  "sign-in.locked",
  "sign-in.address-locked",
  "sign-in.second-factor-refused",
];

export type ChainFault = {
  sequence: number;
  sentence: string;
  /** nothing of the log is known to be wrong, but the file it is compared with */
  file?: true;
};

/**
 * Checks a run of entries in order; null when the chain holds. Finds an entry that was edited,
 * removed or moved. `previous` is the entry before the run, absent at the start of the chain.
 */
export function findChainFault(
  entries: (AuditContent & { hash: string })[],
  previous: { sequence: number; hash: string } = { sequence: 0, hash: CHAIN_START },
): ChainFault | null {
  let before = previous;
  for (const entry of entries) {
    const { hash, ...content } = entry;
    if (entry.sequence !== before.sequence + 1) {
      return {
        sequence: entry.sequence,
        sentence: `第 ${before.sequence + 1} 条缺失，其后为第 ${entry.sequence} 条。`,
      };
    }
    if (entry.previousHash !== before.hash) {
      return { sequence: entry.sequence, sentence: `第 ${entry.sequence} 条与前一条不相衔接。` };
    }
    if (auditHash(content) !== hash) {
      return { sequence: entry.sequence, sentence: `第 ${entry.sequence} 条的内容被改动过。` };
    }
    before = entry;
  }
  return null;
}

/** One place of a chain: an entry by its number and hash. */
export type ChainPlace = { sequence: number; hash: string };

/** What is wrong with the end of a chain that was walked to `reached`; null when it is all there. */
export function findEndFault(reached: ChainPlace, end: ChainPlace): ChainFault | null {
  if (reached.sequence < end.sequence) {
    const gone = reached.sequence + 1;
    const which = gone === end.sequence ? `第 ${gone} 条` : `第 ${gone} 至 ${end.sequence} 条`;
    return { sequence: gone, sentence: `末尾的${which}缺失。` };
  }
  if (reached.sequence !== end.sequence || reached.hash !== end.hash) {
    return {
      sequence: reached.sequence,
      sentence: `末条（第 ${reached.sequence} 条）与登记的链尾（第 ${end.sequence} 条）不一致。`,
    };
  }
  return null;
}

/**
 * Compares a place of the chain with the anchor of the same number that was kept outside of the
 * database; `found` is null when the chain no longer holds it.
 */
export function findAnchorFault(anchor: ChainPlace, found: string | null): ChainFault | null {
  if (found === anchor.hash) return null;
  const { sequence } = anchor;
  return found === null
    ? { sequence, sentence: `留存的锚点指向第 ${sequence} 条，日志里已经没有这一条。` }
    : { sequence, sentence: `第 ${sequence} 条与留存的锚点不一致，整条链可能被重算过。` };
}

/** What an entry says of an anchor that was kept: of which chain, where it points, in which data folder. */
export type AnchorNote = {
  chainId: string;
  reached: number;
  folder: string;
  /** the file was lost before, and nothing kept in that folder until then is asked for any more */
  renewed: boolean;
};

/** What the entry of an anchor says; nothing where it says something else. */
export function anchorNoteOf(after: unknown): AnchorNote[] {
  const { chainId, reached, folder, renewed } = (after ?? {}) as Record<string, unknown>;
  if (typeof chainId !== "string" || typeof folder !== "string") return [];
  return typeof reached === "number"
    ? [{ chainId, reached, folder, renewed: renewed === true }]
    : [];
}

/**
 * What the log says was kept and the file does not hold: in this data folder that is a fault; other
 * folders, of other servers, are only told. Notes come in order of the chain; those of another chain,
 * from before a restore, say nothing.
 */
export function findLostAnchors(
  notes: AnchorNote[],
  chainId: string,
  kept: Set<number>,
  here: string,
): { fault: ChainFault | null; elsewhere: string[] } {
  const asked = notes.filter(
    (note, index) =>
      note.chainId === chainId &&
      !notes.slice(index + 1).some(({ folder, renewed }) => renewed && folder === note.folder),
  );
  const lost = asked.filter(({ reached }) => !kept.has(reached));
  const mine = lost.filter(({ folder }) => folder === here);
  const elsewhere = [...new Set(lost.map(({ folder }) => folder))].filter((each) => each !== here);
  const last = mine.at(-1);
  if (!last) return { fault: null, elsewhere };
  const sentence =
    kept.size === 0
      ? `锚点文件 audit-anchors.jsonl 缺失或被清空，日志里写着留存过 ${mine.length} 个锚点，最近一个指向第 ${last.reached} 条。`
      : `锚点文件 audit-anchors.jsonl 缺少 ${mine.length} 个留存过的锚点，最近一个指向第 ${last.reached} 条。`;
  return { fault: { sequence: last.reached, sentence, file: true }, elsewhere };
}

// jsonb does not keep the order of keys, so it must not matter.
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).filter(([, held]) => held !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${canonicalJson(held)}`).join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}
