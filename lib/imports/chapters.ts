import "server-only";
import { toDbDate } from "../dates";
import { type PlanToWrite, writeChapter } from "../documents/write-plan";
import type { Transaction } from "../platform/db";
import { keepChapters, type Update } from "./former";

/** The ids of a plan's chapters by number, with those it lacks written as they are asked for; the changed ones read anew. */
export async function chaptersOf(
  tx: Transaction,
  update: Update,
  notice: Pick<PlanToWrite, "chapters">,
  changed: { number: number }[],
): Promise<(number: number) => Promise<number>> {
  const { planId } = update;
  const rows = await tx.chapter.findMany({ where: { planId } });
  const ids = new Map(
    rows.flatMap(({ id, number, removedOn }) => (removedOn === null ? [[number, id]] : [])),
  );
  const ended = new Map(
    rows.flatMap(({ id, number, removedOn }) => (removedOn === null ? [] : [[number, id]])),
  );
  await keepChapters(
    tx,
    update,
    changed.flatMap(({ number }) => ids.get(number) ?? []),
  );
  for (const { number } of changed) {
    const chapter = notice.chapters.find((each) => each.number === number);
    if (!chapter) continue;
    const { marker, title, titleEnd, foreword } = chapter;
    await tx.chapter.update({
      where: { planId_number: { planId, number } },
      data: { marker, title, titleEnd, foreword },
    });
  }
  return async (number) => {
    const known = ids.get(number);
    const chapter = notice.chapters.find((each) => each.number === number);
    if (known !== undefined || !chapter) return known ?? 0;
    const id = await beginChapter(tx, update, chapter, ended.get(number));
    ids.set(number, id);
    return id;
  };
}

/** A chapter that is new; where one of that number ended before, its place is taken up again. */
async function beginChapter(
  tx: Transaction,
  update: Update,
  chapter: PlanToWrite["chapters"][number],
  ended: number | undefined,
): Promise<number> {
  if (ended === undefined) {
    const id = await writeChapter(tx, update.planId, chapter);
    await keepChapters(tx, update, [id], true);
    return id;
  }
  await keepChapters(tx, update, [ended]);
  const { marker, title, titleEnd, foreword } = chapter;
  const data = { marker, title, titleEnd, foreword, removedOn: null };
  await tx.chapter.update({ where: { id: ended }, data });
  return ended;
}

/** Chapters the notice has no more and no point stands in: as with points, they end, or were never there. */
export async function dropEmptyChapters(
  tx: Transaction,
  update: Update,
  notice: Pick<PlanToWrite, "chapters">,
): Promise<void> {
  const empty = await tx.chapter.findMany({
    where: {
      planId: update.planId,
      removedOn: null,
      points: { none: { removedOn: null } },
      directives: { none: {} },
      watches: { none: {} },
      number: { notIn: notice.chapters.map(({ number }) => number) },
    },
    select: { id: true, points: { select: { id: true }, take: 1 }, formerly: { take: 1 } },
  });
  const ids = empty.map(({ id }) => id);
  const never = empty.filter(
    ({ points, formerly }) =>
      points.length + formerly.length === 0 && (update.undoing || !update.dated),
  );
  const gone = { in: never.map(({ id }) => id) };
  if (never.length > 0) {
    await tx.$executeRaw`SELECT set_config('portal.undoing_import', 'on', true)`;
    await tx.formerChapter.deleteMany({ where: { chapterId: gone } });
    await tx.chapter.deleteMany({ where: { id: gone } });
  }
  await keepChapters(tx, update, ids);
  const removedOn = toDbDate(update.today);
  await tx.chapter.updateMany({ where: { id: { in: ids } }, data: { removedOn } });
}
