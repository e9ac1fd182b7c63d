import { markerOf, withNumber } from "../documents/markers";

type Numbered = { number: number; marker: string };

/**
 * The number of a point or chapter and its wording (三、) as an admin set them. Where both were one, a
 * change of either changes the other; where the notice begins its numbers anew under other headings,
 * the wording is that of the notice and the number is the plan's, and each stays by itself.
 */
export function numbered(
  before: Numbered,
  given: Numbered,
  others: readonly { marker: string }[],
): Numbered {
  const told = written(before.marker);
  const blank = /\s*$/.exec(before.marker)?.[0] ?? "";
  const marker = given.marker === "" ? "" : given.marker + blank;
  const kept = { number: given.number, marker };
  const begunAnew =
    told !== null &&
    others.some((other) => {
      const own = written(other.marker);
      return own?.level === told.level && own.number === told.number;
    });
  if (told === null || told.number !== before.number || begunAnew) return kept;
  if (marker === before.marker) return { ...kept, marker: withNumber(marker, given.number) };
  if (given.number !== before.number) return kept;
  return { ...kept, number: written(marker)?.number ?? given.number };
}

/** The number a wording tells: 三、, or 12 and a tab before a row of a table. */
function written(marker: string): { level: string; number: number } | null {
  const read = markerOf(marker);
  if (read) return { level: read.level, number: read.number };
  const row = /^(\d{1,4})\t$/.exec(marker)?.[1];
  return row ? { level: "ROW", number: Number(row) } : null;
}
