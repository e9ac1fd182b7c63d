import "server-only";
import { type IsoDate, shanghaiDate, toDbDate } from "../dates";
import { REPORT_FIELDS } from "../glossary";
import type { Transaction } from "../platform/db";
import { Refusal } from "../platform/refusal";
import type { Actor } from "../policy";
import { BLOCKS, type Block } from "../report-blocks";
import {
  type BlockConflict,
  formFields,
  type Merge,
  mergeBlocks,
  partOf,
  sameBlock,
} from "./blocks";
import { type Desk, openDesk, refusePending } from "./desk";
import { readDraft, type StoredDraft } from "./draft";
import { checkReport, EMPTY_REPORT, type ReportBlocks } from "./rules";
import type { SaveDraftInput, SubmitUpdateInput } from "./schema";

/** A report that may leave the unit as it stands on the writer's screen; refused with what is missing. */
export async function finished(
  tx: Transaction,
  actor: Actor,
  input: SubmitUpdateInput,
  now: Date,
): Promise<{ desk: Desk; draft: StoredDraft | null; merge: Merge }> {
  const desk = await openDesk(tx, actor, "update.submit", input, now);
  refusePending(desk);
  const draft = await readDraft(tx, desk);
  refuseOldPage(desk, draft, input.draftVersion);
  const merge = mergeWith(draft, input);
  const unseen = [...merge.conflicts, ...merge.taken];
  if (unseen.length > 0 || input.held.length > 0) {
    const names = [...new Set([...unseen, ...input.held])]
      .map((block) => `“${REPORT_FIELDS[block]}”`)
      .join("、");
    throw new Refusal("STALE", `${names}另有人改过，请在该栏选择用哪一份，再提交。`, {
      draftVersion: String(desk.draftVersion),
      conflicts: JSON.stringify(conflictsOf(draft, unseen)),
    });
  }
  const correcting = desk.approved;
  const written = { ...merge.blocks, ...(correcting ? {} : { correctionReason: "" }) };
  const blocks = await refuseForeignParts(tx, desk, written, shanghaiDate(now));
  const faults = checkReport(blocks, {
    previous: desk.previous,
    correcting,
    evidence: desk.evidence,
    lastReadings: new Map(desk.lastReadings.map((row) => [row.indicatorId, row.value])),
    today: shanghaiDate(now),
  });
  if (Object.keys(faults).length > 0) {
    throw new Refusal("INVALID", "填报内容还需补充，请按提示修改后再提交。", faults);
  }
  return { desk, draft, merge: { ...merge, blocks } };
}

/** A page from before the last submission, or from a draft that is gone, has nothing to merge with. */
export function refuseOldPage(desk: Desk, draft: StoredDraft | null, seen: number): void {
  const first = desk.lastVersion * 100_000;
  if (seen <= desk.draftVersion && seen >= first && (draft || seen === first)) return;
  throw new Refusal(
    "STALE",
    "这份进展已在另一处提交后撤回或退回。您的内容仍在页面上，请先复制留存，再刷新页面核对。",
    { draftVersion: String(desk.draftVersion) },
  );
}

/** What is on the writer's screen, laid over the draft as stored. */
export function mergeWith(draft: StoredDraft | null, input: SaveDraftInput): Merge {
  const incoming = blocksOf(input);
  const { touched, held, left } = input;
  if (draft) {
    const writing = { seen: input.draftVersion, touched, held, left };
    return mergeBlocks(draft.blocks, draft.marks, incoming, writing);
  }
  const blocks = { ...incoming };
  for (const block of left) Object.assign(blocks, partOf(EMPTY_REPORT, block));
  const written = touched ?? BLOCKS.filter((block) => !sameBlock(EMPTY_REPORT, blocks, block));
  const sent = written.filter((block) => !left.includes(block));
  return { blocks, written: sent, taken: [], conflicts: [] };
}

/** Who changed each of these blocks, when, and what it says now. */
export function conflictsOf(draft: StoredDraft | null, blocks: Block[]): BlockConflict[] {
  if (!draft) return [];
  return blocks.map((block) => ({
    block,
    by: draft.marks[block]?.by ?? "",
    at: draft.marks[block]?.at ?? "",
    fields: formFields(partOf(draft.blocks, block)),
  }));
}

/**
 * What was ticked and counted has to be of this point, what was solved of this unit. An indicator or
 * item that the unit is not asked about any more leaves the report it was written into.
 */
async function refuseForeignParts(
  tx: Transaction,
  desk: Desk,
  blocks: ReportBlocks,
  today: IsoDate,
): Promise<ReportBlocks> {
  const day = toDbDate(today);
  const [row] = await tx.$queryRaw<{ known: boolean; indicators: number[]; items: number[] }[]>`
    SELECT (SELECT count(*) FROM indicators WHERE point_id = a.point_id
               AND id = ANY(${blocks.readings.map((each) => each.indicatorId)})) = ${blocks.readings.length}
       AND (SELECT count(*) FROM action_items WHERE point_id = a.point_id AND removed_on IS NULL
               AND id = ANY(${blocks.actions.map((each) => each.actionItemId)})) = ${blocks.actions.length}
       AND (SELECT count(*) FROM problems pr WHERE assignment_id = a.id
               AND (closed_on IS NULL OR EXISTS (
                     SELECT 1 FROM problem_outcomes po JOIN progress_updates pu ON pu.id = po.update_id
                      WHERE po.problem_id = pr.id AND pu.assignment_id = a.id
                        AND pu.period_id = ${desk.period.id}))
               AND id = ANY(${blocks.outcomes.map((each) => each.problemId)})) = ${blocks.outcomes.length}
           AS known,
           ARRAY(SELECT id FROM indicators_on(a.point_id, ${day}) i
                  WHERE indicator_concerns(i.version_id, a.unit_id)) AS indicators,
           ARRAY(SELECT id FROM action_items_on(a.point_id, ${day}) ai
                  WHERE action_item_concerns(ai.id, ai.version_id, a.unit_id)) AS items
      FROM assignments a WHERE a.id = ${desk.assignmentId}`;
  if (!row?.known) {
    throw new Refusal("STALE", "页面上的指标、举措或问题已有变动，请刷新页面后再提交。");
  }
  return {
    ...blocks,
    readings: blocks.readings.filter(({ indicatorId }) => row.indicators.includes(indicatorId)),
    actions: blocks.actions.filter(({ actionItemId }) => row.items.includes(actionItemId)),
  };
}

function blocksOf(input: SaveDraftInput): ReportBlocks {
  return {
    percent: input.percent ?? null,
    progressText: input.progressText,
    problemText: input.problemText,
    problemLevel: input.problemLevel ?? null,
    problemOwner: input.problemOwner,
    nextStepText: input.nextStepText,
    nextStepOn: input.nextStepOn ?? null,
    percentReason: input.percentReason,
    noProgressReason: input.noProgressReason ?? null,
    correctionReason: input.correctionReason,
    readings: input.readings,
    actions: input.actions,
    outcomes: input.outcomes,
  };
}
