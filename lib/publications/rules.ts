import type { Board } from "../dashboards/board";
import type { IsoDate } from "../dates";

/** What of a point may be public, one by one; a field that is not named here never is. */
export const PUBLIC_FIELDS = ["units", "percent", "progress"] as const;
export type PublicField = (typeof PUBLIC_FIELDS)[number];

/** What of one approved report may be public, once it is released. */
export const RELEASE_FIELDS = ["progressText", "nextStepText", "readings"] as const;
export type ReleaseField = (typeof RELEASE_FIELDS)[number];

/** The named fields of a released report: what is not named is not in it. */
export type ReleasedReport = {
  pointNumber: number;
  unit: string;
  month: IsoDate;
  progressText?: string;
  nextStepText?: string;
  readings?: { name: string; value: number; measure: string }[];
};

/** What a report would show under the fields named; a field without content shows nothing. */
export function releasedPart(
  report: Required<Pick<ReleasedReport, ReleaseField>>,
  fields: readonly ReleaseField[],
): Pick<ReleasedReport, ReleaseField> {
  const { progressText, nextStepText, readings } = report;
  const has = (field: ReleaseField) => fields.includes(field);
  return {
    ...(has("progressText") && progressText ? { progressText } : {}),
    ...(has("nextStepText") && nextStepText ? { nextStepText } : {}),
    ...(has("readings") && readings.length > 0
      ? { readings: readings.map(({ name, value, measure }) => ({ name, value, measure })) }
      : {}),
  };
}

export type PublicPoint = {
  number: number;
  title: string;
  units?: string[];
  percent?: number;
  progress?: Omit<ReleasedReport, "pointNumber">[];
};

export type PublicPage = {
  title: string;
  documentNumber: string;
  asOf: IsoDate;
  percent?: number;
  chapters: { number: number; title: string; points: PublicPoint[] }[];
};

/** The public page of a board: named fields alone are copied, so that a new fact of a board stays inside. */
export function publicPage(
  board: Board,
  fields: readonly PublicField[],
  released: readonly ReleasedReport[],
): PublicPage {
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
              progress: released
                .filter(({ pointNumber }) => pointNumber === point.number)
                .map(({ pointNumber: _, ...report }) => report),
            }
          : {}),
      })),
    })),
  };
}
