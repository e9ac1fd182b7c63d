import "server-only";
import { textOf } from "../documents/commands";
import type { PointToWrite } from "../documents/write-plan";
import type { Transaction } from "../platform/db";

/**
 * Gives a point the text of a new version. Items and indicators that were reported on, or that an
 * administrator decided about, stay; of the rest only what the new text still has.
 */
export async function rewrite(
  tx: Transaction,
  pointId: number,
  wanted: PointToWrite,
): Promise<void> {
  await tx.workPoint.update({ where: { id: pointId }, data: textOf(wanted) });
  const items = await tx.actionItem.findMany({
    where: { pointId },
    include: {
      completions: { select: { actionItemId: true }, take: 1 },
      versions: { select: { id: true }, take: 1 },
    },
  });
  const given = items.filter(({ origin }) => origin === "DOCUMENT");
  const dropped = given.filter(
    ({ text, completions, versions }) =>
      completions.length + versions.length === 0 && !wanted.actionItems.includes(text),
  );
  await tx.actionItem.deleteMany({ where: { id: { in: dropped.map(({ id }) => id) } } });
  let position = Math.max(0, ...items.map((item) => item.position));
  const missing = wanted.actionItems.filter((text) => !given.some((item) => item.text === text));
  await tx.actionItem.createMany({
    data: missing.map((text) => ({ pointId, text, position: ++position })),
  });
  const indicators = await tx.indicator.findMany({
    where: { pointId },
    include: {
      readings: { select: { indicatorId: true }, take: 1 },
      versions: { select: { id: true }, take: 1 },
    },
  });
  const same = (one: { match: string; target: number }, other: { match: string; target: number }) =>
    one.match === other.match && one.target === other.target;
  const gone = indicators.filter(
    (each) =>
      each.readings.length + each.versions.length === 0 &&
      !wanted.indicators.some((indicator) => same(each, indicator)),
  );
  await tx.indicator.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } });
  let last = Math.max(0, ...indicators.map((indicator) => indicator.position));
  for (const indicator of wanted.indicators) {
    const there = indicators.find((each) => each.addedOn === null && same(each, indicator));
    // Its place in the body may have moved.
    if (there)
      await tx.indicator.update({ where: { id: there.id }, data: { start: indicator.start } });
    else await tx.indicator.create({ data: { ...indicator, pointId, position: ++last } });
  }
}
