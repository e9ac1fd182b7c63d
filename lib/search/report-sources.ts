import "server-only";
import { type IsoDate, toDbDate } from "../dates";
import { readingAction } from "../evidence/rules";
import { month } from "../format";
import { REPORT_STATE_NAMES } from "../glossary";
import { paths } from "../paths";
import { db } from "../platform/db";
import { may } from "../policy";
import { REPORTS_ON_A_POINT } from "../progress/point-record";
import { replyFiles, versioned } from "./directives";
import type { Asking, Found, Source } from "./sources";

type ReportRow = {
  id: number;
  assignmentId: number;
  text: string;
  /** of the approval; of handing in while there is none */
  day: IsoDate;
  year: number;
  month: IsoDate;
  unit: string;
  point: number;
  title: string;
  state: "APPROVED" | "PENDING" | "RETURNED";
  pointId: number;
  /** among those that the line of time of its point holds */
  onLine: boolean;
};

/**
 * What reports say, of every year: the approved ones, and of those pending or returned the ones that
 * policy lets the actor read. The newest first. Drafts and what was taken back are in neither list.
 */
export const reports: Source = async ({ actor, board, words, today, most }) => {
  // Of the plan in force the board knows the newest version of every period; older plans are settled.
  const unsettled = board.points
    .flatMap((point) => point.units)
    .filter(({ unit }) => may(actor, "update.read", { unitId: unit.id, cityId: unit.cityId }))
    .flatMap(({ cells }) => cells)
    .flatMap(({ state, updateId }) =>
      updateId !== null && (state === "PENDING" || state === "RETURNED") ? [updateId] : [],
    );
  const day = toDbDate(today);
  const rows = await db().$queryRaw<ReportRow[]>`
    SELECT pu.id, a.id AS "assignmentId", report_text(pu) AS text,
           unit_name_on(u, pu.submitted_on) AS unit,
           coalesce(r.decided_on, pu.submitted_on)::text AS day, plan.year, p.month::text AS month,
           wp.number AS point, wp.title, wp.id AS "pointId", coalesce(r.decision::text, 'PENDING') AS state,
           r.decision = 'APPROVED' AND (
             SELECT count(*) FROM (
               SELECT FROM reviews newer
                WHERE newer.assignment_id = a.id AND newer.decision = 'APPROVED'
                  AND newer.decided_on <= ${day} AND (newer.decided_on, newer.id) > (r.decided_on, r.id)
                LIMIT ${REPORTS_ON_A_POINT}) n) < ${REPORTS_ON_A_POINT} IS TRUE AS "onLine"
      FROM progress_updates pu
      JOIN assignments a ON a.id = pu.assignment_id
      JOIN plans plan ON plan.id = a.plan_id
      JOIN units u ON u.id = a.unit_id
      JOIN work_points wp ON wp.id = a.point_id
      JOIN periods p ON p.id = pu.period_id
      LEFT JOIN reviews r ON r.update_id = pu.id AND r.decided_on <= ${day}
     WHERE pu.id = ANY (search_approved(${words}, ${day}, ${most}::int, ${actor.planIds}::int[]) || ARRAY(
             SELECT own.id FROM progress_updates own
              WHERE own.id = ANY (${unsettled})
                AND search_fold(report_text(own)) LIKE ALL (search_patterns(${words}))))
       AND (${actor.planIds}::int[] IS NULL OR a.plan_id = ANY (${actor.planIds}::int[]))
     -- As search_approved() takes them, so that fewer of them are the first of more.
     ORDER BY coalesce(r.decided_on, pu.submitted_on) DESC, r.id DESC NULLS FIRST, pu.id DESC
     LIMIT ${most}`;
  return rows.map(
    (row): Found => ({
      id: row.id,
      title: `${row.unit} · ${row.point}. ${row.title}`,
      text: row.text,
      note: [
        row.year === board.plan.year ? month(row.month) : row.month.slice(0, 7),
        row.state === "APPROVED" ? `${row.day} 通过` : REPORT_STATE_NAMES[row.state],
      ].join(" · "),
      // A point that is none of the plan in force has no page here.
      href:
        row.onLine && board.points.some(({ id }) => id === row.pointId)
          ? `${paths.point(row.point)}#report-${row.id}`
          : paths.report(row.assignmentId, row.id),
    }),
  );
};

type FileRow = {
  id: number;
  name: string;
  version: number;
  assignmentId: number;
  unitId: number;
  cityId: number | null;
  unit: string;
  point: number;
  month: IsoDate;
  approved: boolean;
  submitted: boolean;
  /** the newest report, or 办结申请, with it: of those approved, or verified, where it is of one */
  updateId: number | null;
  completionCity: number | null;
  pointId: number;
};

/**
 * 佐证材料 by name, of the reports, applications and answers to 批示 the actor may read; the newest
 * first.
 */
export const evidence: Source = async (asking: Asking) => {
  const { actor, board, words, units, most } = asking;
  const readable = units
    .filter(({ id, cityId }) => may(actor, "update.read", { unitId: id, cityId }))
    .map(({ id }) => id);
  const rows = await db().$queryRaw<FileRow[]>`
    SELECT e.id, e.name, e.version, a.id AS "assignmentId", u.id AS "unitId", u.city_id AS "cityId",
           u.name AS unit, wp.number AS point, wp.id AS "pointId", p.month::text AS month,
           b.approved, b.submitted,
           (SELECT ue.update_id FROM update_evidence ue
              LEFT JOIN reviews r ON r.update_id = ue.update_id AND r.decision = 'APPROVED'
             WHERE ue.evidence_id = e.id ORDER BY r.id IS NULL, ue.update_id DESC LIMIT 1) AS "updateId",
           (SELECT ca.city_id FROM completion_evidence ce
              JOIN completion_applications ca ON ca.id = ce.application_id
             WHERE ce.evidence_id = e.id ORDER BY ca.id DESC LIMIT 1) AS "completionCity"
      FROM evidence_files e
      JOIN assignments a ON a.id = e.assignment_id
      JOIN units u ON u.id = a.unit_id
      JOIN work_points wp ON wp.id = a.point_id
      JOIN periods p ON p.id = e.period_id
      JOIN LATERAL evidence_bearers(e.id) b ON b.approved OR (b.submitted AND u.id = ANY (${readable}))
     WHERE search_pairs(e.name) @@ search_query(${words})
       AND search_fold(e.name) LIKE ALL (search_patterns(${words}))
       AND (${actor.planIds}::int[] IS NULL OR a.plan_id = ANY (${actor.planIds}::int[]))
     ORDER BY e.id DESC LIMIT ${most}`;
  // Never in a list what opening it would refuse: the one rule of who reads a file.
  const ofReports = rows
    .filter((row) => (row.approved || row.submitted) && may(actor, readingAction(row), row))
    .map((row) => ({
      id: row.id,
      title: versioned(row.name, row.version),
      text: "",
      note: `${row.unit} · 第 ${row.point} 项 · ${row.month.slice(0, 7)}`,
      href: placeOf(row, board),
    }));
  return [...ofReports, ...replyFiles(asking)].sort((a, b) => b.id - a.id).slice(0, most);
};

/** The report a file was given with, or the 办结申请 where it was given with no report. */
function placeOf(
  { assignmentId, updateId, completionCity, pointId, point }: FileRow,
  { points }: Asking["board"],
): string {
  if (updateId !== null) return paths.report(assignmentId, updateId);
  return points.some(({ id }) => id === pointId)
    ? `${paths.point(point)}#completion-${completionCity}`
    : paths.history(assignmentId);
}
