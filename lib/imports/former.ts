import "server-only";
import { type IsoDate, shanghaiDate, toDbDate } from "../dates";
import { Prisma, type Transaction } from "../platform/db";

/** One update of a plan by a notice. */
export type Update = {
  importId: number;
  planId: number;
  today: IsoDate;
  now: Date;
  /** boards of days before today were there to be opened: what they show stays as it was */
  dated: boolean;
  /** takes back what an update brought */
  undoing: boolean;
};

/** A plan published today was on no board yet: what is changed of it today was never otherwise. */
export async function beginUpdate(
  tx: Transaction,
  of: { importId: number; planId: number; undoing: boolean },
  now: Date,
): Promise<Update> {
  const today = shanghaiDate(now);
  const first = await tx.import.findFirst({
    where: { planId: of.planId, updated: false, state: "PUBLISHED" },
    select: { publishedAt: true },
  });
  const since = first?.publishedAt ? shanghaiDate(first.publishedAt) : null;
  return { ...of, today, now, dated: since === null || since < today };
}

/** Puts down what points are until today. Of several updates of a day the first one counts: the next is of no day's end. */
export async function keepPoints(tx: Transaction, update: Update, ids: number[]): Promise<void> {
  if (!update.dated || ids.length === 0) return;
  await putDown(tx, update, ids, Prisma.sql`wp.removed_on IS NOT NULL`);
}

/** Until today the points were none of the plan's. */
export async function keepAbsent(tx: Transaction, update: Update, ids: number[]): Promise<void> {
  if (!update.dated || ids.length === 0) return;
  await putDown(tx, update, ids, Prisma.sql`true`);
}

async function putDown(
  tx: Transaction,
  { importId, today, now }: Update,
  ids: number[],
  absent: Prisma.Sql,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO former_points (point_id, ends_on, absent, import_id, changed_at, chapter_id, number, section,
           before, marker, title, title_end, body, clause_start, clause, clause_end, due_on)
    SELECT wp.id, ${toDbDate(today)}::date, ${absent}, ${importId}, ${now}, wp.chapter_id, wp.number, wp.section,
           wp.before, wp.marker, wp.title, wp.title_end, wp.body, wp.clause_start, wp.clause, wp.clause_end, wp.due_on
      FROM work_points wp WHERE wp.id = ANY (${ids}::int[])
        ON CONFLICT (point_id, ends_on) DO NOTHING`;
}

export async function keepChapters(
  tx: Transaction,
  { importId, today, dated }: Update,
  ids: number[],
  isNew = false,
): Promise<void> {
  if (!dated || ids.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO former_chapters (chapter_id, ends_on, absent, import_id, marker, title, title_end, foreword)
    SELECT c.id, ${toDbDate(today)}::date, ${isNew} OR c.removed_on IS NOT NULL, ${importId},
           c.marker, c.title, c.title_end, c.foreword
      FROM chapters c WHERE c.id = ANY (${ids}::int[])
        ON CONFLICT (chapter_id, ends_on) DO NOTHING`;
}

export async function keepHead(
  tx: Transaction,
  { importId, planId, today, dated }: Update,
): Promise<void> {
  if (!dated) return;
  await tx.$executeRaw`
    INSERT INTO former_plans (plan_id, ends_on, import_id, title, document_number, foreword, afterword)
    SELECT p.id, ${toDbDate(today)}::date, ${importId}, p.title, p.document_number, p.foreword, p.afterword
      FROM plans p WHERE p.id = ${planId}
        ON CONFLICT (plan_id, ends_on) DO NOTHING`;
}

/** From today on the points are none of the plan's, and no unit answers for them; what stands on them stays. */
export async function endPoints(tx: Transaction, update: Update, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await keepPoints(tx, update, ids);
  const day = toDbDate(update.today);
  await tx.$executeRaw`
    UPDATE assignment_terms t SET ends_on = greatest(t.starts_on, ${day}::date)
      FROM assignments a
     WHERE a.id = t.assignment_id AND a.point_id = ANY (${ids}::int[]) AND t.ends_on IS NULL`;
  await tx.workPoint.updateMany({ where: { id: { in: ids } }, data: { removedOn: day } });
}

// Where a number waits until all of them are known.
export const ASIDE = 1_000_000;

/**
 * From today on points that had ended are the plan's again, with the units that left with them. Their
 * numbers may be others' by now: they stand aside until those are given anew. Returns the ids of those there are.
 */
export async function revivePoints(
  tx: Transaction,
  update: Update,
  ids: number[],
): Promise<ReadonlySet<number>> {
  const ended = await tx.workPoint.findMany({
    where: { id: { in: ids }, removedOn: { not: null } },
    include: { assignments: { include: { terms: { orderBy: { id: "desc" }, take: 1 } } } },
  });
  await keepPoints(
    tx,
    update,
    ended.map(({ id }) => id),
  );
  const startsOn = toDbDate(update.today);
  for (const { id, number, removedOn, chapterId, assignments } of ended) {
    const gone = { id: chapterId, removedOn: { not: null } };
    if ((await tx.chapter.count({ where: gone })) > 0) {
      await keepChapters(tx, update, [chapterId]);
      await tx.chapter.update({ where: { id: chapterId }, data: { removedOn: null } });
    }
    await tx.workPoint.update({
      where: { id },
      data: { removedOn: null, number: number + ASIDE },
    });
    const left = assignments.flatMap(({ terms }) =>
      terms.filter(
        ({ endsOn, endedById }) =>
          endedById === null && endsOn !== null && removedOn !== null && endsOn >= removedOn,
      ),
    );
    for (const { id: termId, assignmentId, role, origin, groupId, startedById } of left) {
      const acknowledged = await tx.acknowledgement.findUnique({
        where: { termId },
        select: {
          accountId: true,
          acknowledgedAt: true,
          acknowledgedOn: true,
          demonstration: true,
        },
      });
      await tx.assignmentTerm.create({
        data: {
          ...{ assignmentId, role, origin, groupId, startedById, startsOn },
          // Who had taken the work on is not asked again.
          ...(acknowledged ? { acknowledgement: { create: acknowledged } } : {}),
        },
      });
    }
  }
  return new Set(ended.map(({ id }) => id));
}
