import type { Board } from "../dashboards/board";
import type { IsoDate } from "../dates";
import type { Halt } from "../plan/rules";

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
  /** only where a report was approved: nothing is shown, not 0, of what nobody has reported */
  percent?: number;
  /** 暂停 or 取消, with the percent: without it a resting point would read as one that lags */
  halted?: Halt;
  progress?: Omit<ReleasedReport, "pointNumber">[];
};

export type PublicPage = {
  title: string;
  documentNumber: string;
  issuedOn: IsoDate;
  cities: string[];
  asOf: IsoDate;
  /** of all points, those without an approved report as 0; left out while there is none at all */
  percent?: number;
  /** how many points have an approved report, and the newest day on which one was approved */
  reported?: { points: number; of: number; updatedOn: IsoDate | null };
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
    issuedOn: board.plan.issuedOn,
    cities: board.cities.map(({ name }) => name),
    asOf: board.asOf,
    ...(has("percent") ? overall(board) : {}),
    chapters: board.chapters.map((chapter) => ({
      number: chapter.number,
      title: chapter.title,
      points: chapter.points.map((point) => ({
        number: point.number,
        title: point.title,
        ...(has("units") ? { units: point.units.map(({ unit }) => unit.name) } : {}),
        ...(has("percent") && isApproved(point) ? { percent: Math.round(point.percent) } : {}),
        ...(has("percent") && point.halted ? { halted: point.halted } : {}),
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

const isApproved = ({ units }: Board["points"][number]) =>
  units.some(({ latest }) => latest !== null);

function overall(board: Board): Pick<PublicPage, "percent" | "reported"> {
  const points = board.points.filter(isApproved).length;
  const days = board.assignments.flatMap(({ latest }) => latest?.approvedOn ?? []);
  return {
    ...(points > 0 ? { percent: Math.round(board.percent) } : {}),
    reported: { points, of: board.points.length, updatedOn: days.sort().at(-1) ?? null },
  };
}
