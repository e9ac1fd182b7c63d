import type { Board } from "../dashboards/board";
import type { IsoDate } from "../dates";

/** What of a point may be public, one by one; a field that is not named here never is. */
export const PUBLIC_FIELDS = ["units", "percent", "progress"] as const;
export type PublicField = (typeof PUBLIC_FIELDS)[number];

export type PublicPoint = {
  number: number;
  title: string;
  units?: string[];
  percent?: number;
  progress?: { unit: string; text: string; month: IsoDate }[];
};

export type PublicPage = {
  title: string;
  documentNumber: string;
  asOf: IsoDate;
  percent?: number;
  chapters: { number: number; title: string; points: PublicPoint[] }[];
};

/** The public page of a board: named fields alone are copied, so that a new fact of a board stays inside. */
export function publicPage(board: Board, fields: readonly PublicField[]): PublicPage {
  const has = (field: PublicField) => fields.includes(field);
  return {
    title: board.plan.title,
    documentNumber: board.plan.documentNumber,
    asOf: board.asOf,
    ...(has("percent") ? { percent: Math.round(board.percent) } : {}),
    chapters: board.chapters.map((chapter) => ({
      number: chapter.number,
      title: chapter.title,
      points: chapter.points.map((point) => ({
        number: point.number,
        title: point.title,
        ...(has("units") ? { units: point.units.map(({ unit }) => unit.name) } : {}),
        ...(has("percent") ? { percent: Math.round(point.percent) } : {}),
        ...(has("progress")
          ? {
              progress: point.units.flatMap(({ unit, latest }) =>
                latest && latest.progressText !== ""
                  ? [{ unit: unit.name, text: latest.progressText, month: latest.month }]
                  : [],
              ),
            }
          : {}),
      })),
    })),
  };
}
