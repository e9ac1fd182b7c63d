import "server-only";
import { fromDbDate, type IsoDate } from "../dates";
import type { Transaction } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { askAnew, type FileDesk, openFileDesk } from "./desk";

/** What a file is given with: a unit's report of a month, or its reply to a directive. */
export type FilePlace =
  | { assignmentId: number; month: IsoDate }
  | { directiveId: number; unitId: number };

export type OpenPlace = {
  /** the columns that say where a file hangs */
  columns: { assignmentId: number; periodId: number } | { directiveId: number; unitId: number };
  files: FileDesk["files"];
};

/** Where the files of a place stand, for whoever may add and remove them now; a Refusal otherwise. */
export async function openPlace(
  tx: Transaction,
  actor: Actor,
  place: FilePlace,
  today: IsoDate,
  lock: "LOCK" | "LOOK",
): Promise<OpenPlace> {
  if ("directiveId" in place) return openReply(tx, actor, place, lock);
  const { assignmentId, month } = place;
  const { files, period } = await openFileDesk(tx, actor, assignmentId, month, today, lock);
  return { columns: { assignmentId, periodId: period.id }, files };
}

/** As a report's desk: the directive is locked first, as answering does. */
async function openReply(
  tx: Transaction,
  actor: Actor,
  { directiveId, unitId }: { directiveId: number; unitId: number },
  lock: "LOCK" | "LOOK",
): Promise<OpenPlace> {
  if (lock === "LOCK") {
    await tx.$executeRaw`SELECT 1 FROM directives WHERE id = ${directiveId} FOR UPDATE`;
  }
  const [desk] = await tx.$queryRaw<
    { withdrawn: boolean; waiting: boolean; files: FileDesk["files"] }[]
  >`
    SELECT d.withdrawn_on IS NOT NULL AS withdrawn,
           EXISTS (SELECT 1 FROM directive_replies r
                     LEFT JOIN directive_decisions dd ON dd.reply_id = r.id
                    WHERE r.directive_id = du.directive_id AND r.unit_id = du.unit_id
                      AND dd.decision IS DISTINCT FROM 'ASKED_AGAIN') AS waiting,
           (SELECT coalesce(json_agg(json_build_object('id', e.id, 'name', e.name,
                     'version', e.version, 'size', e.size, 'sha256', e.sha256,
                     'uploadedById', e.uploaded_by_id) ORDER BY e.id), '[]')
              FROM evidence_files e
             WHERE e.directive_id = du.directive_id AND e.unit_id = du.unit_id
               AND e.removed_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM directive_evidence WHERE evidence_id = e.id)) AS files
      FROM directive_units du JOIN directives d ON d.id = du.directive_id
     WHERE du.directive_id = ${directiveId} AND du.unit_id = ${unitId}`;
  if (!desk || !may(actor, "directive.reply", { unitId })) throw notFound();
  if (desk.withdrawn) throw new Refusal("LOCKED", "要答复的这一件已撤回，不用再答复。");
  if (desk.waiting) {
    throw new Refusal("STALE", "本单位已经答复，不能再增减这次答复的佐证材料。");
  }
  return { columns: { directiveId, unitId }, files: desk.files };
}

/** What has to be done anew once the files of a place have changed. */
export async function afterChange(
  tx: Transaction,
  actor: Actor,
  { columns }: OpenPlace,
): Promise<void> {
  if ("assignmentId" in columns) await askAnew(tx, actor, columns);
}

/** Where a file hangs, from its row. */
export function placeOf(file: {
  assignmentId: number | null;
  period: { month: Date } | null;
  directiveId: number | null;
  unitId: number | null;
}): FilePlace {
  const { assignmentId, period, directiveId, unitId } = file;
  if (assignmentId !== null && period) return { assignmentId, month: fromDbDate(period.month) };
  if (directiveId !== null && unitId !== null) return { directiveId, unitId };
  throw notFound();
}
