import "server-only";
import { type IsoDate, toDbDate } from "../dates";
import { month as monthName } from "../format";
import { isOpen, mayWrite, type PeriodFacts } from "../periods/rules";
import type { Transaction } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";

/** Where the files of one assignment and period stand. */
export type FileDesk = {
  unitId: number;
  group: boolean;
  period: PeriodFacts;
  /** of the newest version: NONE, PENDING, RETURNED, APPROVED */
  state: string;
  files: {
    id: number;
    name: string;
    version: number;
    size: number;
    sha256: string;
    uploadedById: number;
  }[];
};

/**
 * Reads it for whoever may add and remove files now; a Refusal otherwise. In a transaction the
 * assignment is locked first, as handing in does: a file gets onto a report whole or not at all.
 */
export async function openFileDesk(
  tx: Transaction,
  actor: Actor,
  assignmentId: number,
  month: IsoDate,
  today: IsoDate,
  lock: "LOCK" | "LOOK",
): Promise<FileDesk> {
  if (lock === "LOCK") {
    await tx.$executeRaw`SELECT 1 FROM assignments WHERE id = ${assignmentId} FOR UPDATE`;
  }
  const day = toDbDate(today);
  const [desk] = await tx.$queryRaw<FileDesk[]>`
    SELECT a.unit_id AS "unitId", u.kind = 'GROUP' AS "group",
           json_build_object('id', p.id, 'month', p.month, 'dueOn', p.due_on,
                             'lockedOn', p.locked_on) AS period,
           CASE WHEN newest.update_id IS NULL THEN 'NONE'
                ELSE coalesce(newest.decision, 'PENDING') END AS state,
           (SELECT coalesce(json_agg(json_build_object('id', e.id, 'name', e.name,
                     'version', e.version, 'size', e.size, 'sha256', e.sha256,
                     'uploadedById', e.uploaded_by_id) ORDER BY e.id), '[]')
              FROM evidence_files e
             WHERE e.assignment_id = a.id AND e.period_id = p.id AND e.removed_at IS NULL) AS files
      FROM assignments a
      JOIN units u ON u.id = a.unit_id
      JOIN assignment_terms t ON t.assignment_id = a.id AND t.starts_on <= ${day}
       AND (t.ends_on IS NULL OR t.ends_on > ${day})
      JOIN periods p ON p.plan_id = a.plan_id AND p.month = ${toDbDate(month)} AND p.month <= ${day}
      LEFT JOIN LATERAL newest_version(a.id, p.id, ${day}) newest ON true
     WHERE a.id = ${assignmentId}`;
  if (!desk || desk.group || !may(actor, "evidence.upload", { unitId: desk.unitId })) {
    throw notFound();
  }
  if (!isOpen(desk.period, today)) {
    throw new Refusal(
      "LOCKED",
      `${monthName(desk.period.month)}填报期已锁定，不能再增减佐证材料。`,
    );
  }
  if (!mayWrite(desk.state)) {
    throw new Refusal("STALE", "本期进展已提交，正在等待审核；如需增减佐证材料，请先撤回。");
  }
  return desk;
}

/** What was sent for 审签 has changed: it has to be sent anew, unless the one who signs off changed it. */
export async function askAnew(
  tx: Transaction,
  actor: Actor,
  key: { assignmentId: number; periodId: number },
): Promise<void> {
  if (actor.signsOff) return;
  await tx.draft.updateMany({
    where: { ...key, signOffAskedAt: { not: null } },
    data: { signOffAskedById: null, signOffAskedAt: null },
  });
}
