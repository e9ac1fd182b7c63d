import "server-only";
import { toDbDate } from "../dates";
import { textOf } from "../documents/commands";
import type { PointToWrite } from "../documents/write-plan";
import type { Transaction } from "../platform/db";
import type { Update } from "./former";

/**
 * Gives a point the text of a new version. Items and indicators that were reported on, or that an
 * administrator decided about, stay; of the rest only what the new text still has. What goes is there
 * on days before, what comes is not.
 */
export async function rewrite(
  tx: Transaction,
  pointId: number,
  wanted: PointToWrite,
  update: Update,
): Promise<void> {
  await tx.workPoint.update({ where: { id: pointId }, data: textOf(wanted) });
  await rewriteItems(tx, pointId, wanted.actionItems, update);
  await rewriteIndicators(tx, pointId, wanted.indicators, update);
}

async function rewriteItems(
  tx: Transaction,
  pointId: number,
  wanted: readonly string[],
  update: Update,
): Promise<void> {
  const items = await tx.actionItem.findMany({
    where: { pointId },
    include: {
      completions: { select: { actionItemId: true }, take: 1 },
      versions: { select: { id: true }, take: 1 },
    },
  });
  const given = items.filter(({ origin }) => origin === "DOCUMENT");
  const standing = given.filter(({ removedOn }) => removedOn === null);
  const dropped = standing.filter(
    ({ text, completions, versions }) =>
      completions.length + versions.length === 0 && !wanted.includes(text),
  );
  const { never, ended } = apart(dropped, update);
  await tx.actionItem.deleteMany({ where: { id: { in: never } } });
  const removedOn = toDbDate(update.today);
  await tx.actionItem.updateMany({ where: { id: { in: ended } }, data: { removedOn } });
  const missing = wanted.filter((text) => !standing.some((item) => item.text === text));
  const back = sinceToday(given, update).filter(({ text }) => missing.includes(text));
  await tx.actionItem.updateMany({
    where: { id: { in: back.map(({ id }) => id) } },
    data: { removedOn: null },
  });
  let position = Math.max(0, ...items.map((item) => item.position));
  await tx.actionItem.createMany({
    data: missing
      .filter((text) => !back.some((item) => item.text === text))
      .map((text) => ({ pointId, text, position: ++position, addedOn: from(update) })),
  });
}

async function rewriteIndicators(
  tx: Transaction,
  pointId: number,
  wanted: PointToWrite["indicators"],
  update: Update,
): Promise<void> {
  const indicators = await tx.indicator.findMany({
    where: { pointId },
    include: {
      readings: { select: { indicatorId: true }, take: 1 },
      versions: { select: { id: true }, take: 1 },
    },
  });
  const same = (one: { match: string; target: number }, other: { match: string; target: number }) =>
    one.match === other.match && one.target === other.target;
  const read = indicators.filter(({ addedById }) => addedById === null);
  const gone = read.filter(
    (each) =>
      each.removedOn === null &&
      each.readings.length + each.versions.length === 0 &&
      !wanted.some((indicator) => same(each, indicator)),
  );
  const { never, ended } = apart(gone, update);
  await tx.indicator.deleteMany({ where: { id: { in: never } } });
  const removedOn = toDbDate(update.today);
  await tx.indicator.updateMany({ where: { id: { in: ended } }, data: { removedOn } });
  let last = Math.max(0, ...indicators.map((indicator) => indicator.position));
  const present = read.filter(({ removedOn }) => removedOn === null);
  const lately = sinceToday(read, update);
  for (const indicator of wanted) {
    const there = [...present, ...lately].find((each) => same(each, indicator));
    // Its place in the body may have moved.
    const data = { start: indicator.start, removedOn: null };
    if (there) await tx.indicator.update({ where: { id: there.id }, data });
    else {
      const addedOn = from(update);
      await tx.indicator.create({ data: { ...indicator, pointId, position: ++last, addedOn } });
    }
  }
}

type Row = { id: number; addedOn: Date | null; removedOn: Date | null };

/** Since when what comes in now is there; null: with the plan. */
function from({ dated, today }: Update): Date | null {
  return dated ? toDbDate(today) : null;
}

/** What came today, or with a plan of today, was on no board: it is not ended but taken back. */
function apart(rows: Row[], { dated, today }: Update): { never: number[]; ended: number[] } {
  const came = (row: Row) => !dated || row.addedOn?.getTime() === toDbDate(today).getTime();
  return {
    never: rows.filter(came).map(({ id }) => id),
    ended: rows.filter((row) => !came(row)).map(({ id }) => id),
  };
}

/** What went today comes back as if it had never gone. */
function sinceToday<R extends Row>(rows: R[], { today }: Update): R[] {
  return rows.filter(({ removedOn }) => removedOn?.getTime() === toDbDate(today).getTime());
}
