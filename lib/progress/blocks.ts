import { BLOCK_FIELDS, BLOCKS, type Block } from "../report-blocks";
import type { ReportBlocks } from "./rules";

/** Block → who changed it last, in which version of the draft. */
export type Marks = Partial<Record<Block, { version: number; by: string; at: string }>>;

/** How a mark names who wrote a block. */
export function writerName({ post, name }: { post: string; name: string }): string {
  return `${post}（${name}）`;
}

export type Writing = {
  /** the draft's version this writer has on screen */
  seen: number;
  /** blocks this writer has changed; undefined from a page without JavaScript: any that differs */
  touched: Block[] | undefined;
  /** blocks this writer has still to decide about: left as they are */
  held: Block[];
  /** blocks this writer has changed and not sent: left as they are, too */
  left: Block[];
};

export type Merge = {
  blocks: ReportBlocks;
  /** taken from this writer */
  written: Block[];
  /** somebody else's since `seen`, and this writer did not touch it */
  taken: Block[];
  /** changed by both: the stored one stays until the writer decides */
  conflicts: Block[];
};

/** Lays what one writer has on screen over the draft as stored, block by block. */
export function mergeBlocks(
  stored: ReportBlocks,
  marks: Marks,
  incoming: ReportBlocks,
  writing: Writing,
): Merge {
  // 本期无新进展 is a button of the form, not something anybody writes in it.
  const blocks = { ...stored, noProgressReason: incoming.noProgressReason };
  const merge: Merge = { blocks, written: [], taken: [], conflicts: [] };
  for (const block of BLOCKS) {
    const overtaken = (marks[block]?.version ?? 0) > writing.seen;
    if (writing.left.includes(block)) {
      // Nothing of it came along; what somebody else wrote there meanwhile is told all the same.
      if (overtaken) merge.conflicts.push(block);
      continue;
    }
    if (sameBlock(stored, incoming, block)) continue;
    if (writing.held.includes(block)) {
      // Undecided: the writer is told again, with what the other has written meanwhile.
      merge.conflicts.push(block);
      continue;
    }
    if (!overtaken) {
      Object.assign(merge.blocks, partOf(incoming, block));
      merge.written.push(block);
    } else if (writing.touched !== undefined && !writing.touched.includes(block)) {
      merge.taken.push(block);
    } else merge.conflicts.push(block);
  }
  return merge;
}

/** The fields of one block. */
export function partOf(blocks: ReportBlocks, block: Block): Partial<ReportBlocks> {
  return Object.fromEntries(BLOCK_FIELDS[block].map((field) => [field, blocks[field]]));
}

export function sameBlock(a: ReportBlocks, b: ReportBlocks, block: Block): boolean {
  return JSON.stringify(partOf(a, block)) === JSON.stringify(partOf(b, block));
}

/** What the second of two writers is told about one block; `fields` as the form names them. */
export type BlockConflict = {
  block: Block;
  by: string;
  at: string;
  fields: Record<string, string>;
};

/** Blocks as the form names their fields. A reading, tick or outcome that is not there has no field. */
export function formFields(part: Partial<ReportBlocks>): Record<string, string> {
  const { readings = [], actions = [], outcomes = [], ...single } = part;
  return {
    ...Object.fromEntries(
      Object.entries(single).map(([name, value]) => [name, value === null ? "" : String(value)]),
    ),
    ...Object.fromEntries(
      readings.map(({ indicatorId, value }) => [`readings.${indicatorId}`, String(value)]),
    ),
    ...Object.fromEntries(
      actions.map(({ actionItemId, doneOn }) => [`actions.${actionItemId}`, doneOn]),
    ),
    ...Object.fromEntries(
      outcomes.map(({ problemId, outcome }) => [`outcomes.${problemId}`, outcome]),
    ),
  };
}
