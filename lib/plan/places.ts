import type { IsoDate } from "../dates";

/** Days on which a point was none of the plan's, [since, until); null: from the first, or it lasts. */
export type Absence = { since: IsoDate | null; until: IsoDate | null };

/** Whether a point was one of the plan's at the end of a day. */
export function stoodOn({ absences }: { absences: Absence[] }, day: IsoDate): boolean {
  return !absences.some(
    ({ since, until }) => (since === null || since <= day) && (until === null || until > day),
  );
}

/** The day an update of the notice brought it; null: it came with the plan. */
export function listedOn({ absences }: { absences: Absence[] }): IsoDate | null {
  return absences.find(({ since }) => since === null)?.until ?? null;
}

/** Where a point stood before an update of the notice put it elsewhere; `until` is the day of the update. */
export type FormerPlace = { chapterId: number; until: IsoDate };

/** The chapter a point stood in at the end of a day. */
export function chapterOn(
  point: { chapterId: number; formerPlaces: FormerPlace[] },
  day: IsoDate,
): number {
  return (point.formerPlaces.find(({ until }) => until > day) ?? point).chapterId;
}

/** The first day after `asOf` on which an update of the notice brought a point into a chapter; null: none did. */
export function chapterSince(
  chapterId: number,
  points: { chapterId: number; formerPlaces: FormerPlace[]; absences: Absence[] }[],
  asOf: IsoDate,
): IsoDate | null {
  const days = points
    .filter((point) => point.chapterId === chapterId)
    .flatMap((point) => [listedOn(point), ...point.formerPlaces.map(({ until }) => until)])
    .filter((day) => day !== null && day > asOf);
  return days.sort()[0] ?? null;
}
