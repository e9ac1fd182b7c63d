import { type ImportContent, importedPoints, textOfPoint } from "./content";

/** Texts and due days of points that are not as the notice was read: an administrator set them so. */
export type ByHand = { texts: ReadonlySet<string>; dues: ReadonlySet<string> };

export const NOTHING_BY_HAND: ByHand = { texts: new Set(), dues: new Set() };

/** What an administrator set in imports, of which each is kept as read and as it was edited. */
export function byHandIn(
  imports: readonly { reading: ImportContent; content: ImportContent }[],
): ByHand {
  const texts = new Set<string>();
  const dues = new Set<string>();
  for (const { reading, content } of imports) {
    const read = new Map(importedPoints(reading).map((point) => [point.key, point]));
    for (const point of importedPoints(content)) {
      const was = read.get(point.key);
      if (!was || textOfPoint(was) !== textOfPoint(point)) texts.add(textOfPoint(point));
      const due = point.dueOn ?? content.dueOn;
      if (due === (was?.dueOn ?? reading.dueOn)) continue;
      for (const key of dueKeys({ ...point, dueOn: due })) dues.add(key);
    }
  }
  return { texts, dues };
}

/** A point is found again by its number or by its title. */
export function dueKeys(point: { number: number; title: string; dueOn: string }): string[] {
  return [`${point.number} ${point.dueOn}`, `${point.title.replace(/\s/g, "")} ${point.dueOn}`];
}
