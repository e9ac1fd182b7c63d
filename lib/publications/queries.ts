import "server-only";
import { readBoard } from "../dashboards/board-cache";
import { type IsoDate, toDbDate } from "../dates";
import { db, Prisma } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import {
  PUBLIC_FIELDS,
  type PublicField,
  type PublicPage,
  publicPage,
  RELEASE_FIELDS,
  type ReleasedReport,
  type ReleaseField,
  releasedPart,
} from "./rules";

export type StandingPublication = { id: number; fields: PublicField[]; openedAt: string };

/** Plans that stand public, for the way from one to the other. */
export type PublicPlan = { id: number; title: string };

/**
 * The 公开页 of a plan, the newest unless told, as anybody reads it: there is no actor. Null while
 * nothing is open, which is the rule, and for a plan that is not.
 */
export async function getPublicPage(
  today: IsoDate,
  planId?: number,
): Promise<{ page: PublicPage; plans: PublicPlan[] } | null> {
  const open = await db().$queryRaw<
    { id: number; year: number; revision: number; title: string; fields: string[] }[]
  >`
    SELECT p.id, p.year, p.revision, p.title, pub.fields
      FROM publications pub JOIN plans p ON p.id = pub.plan_id
     WHERE pub.closed_at IS NULL
     ORDER BY p.year DESC, p.id`;
  const plan = planId === undefined ? open[0] : open.find(({ id }) => id === planId);
  if (!plan) return null;
  const fields = PUBLIC_FIELDS.filter((field) => plan.fields.includes(field));
  const { board } = await readBoard(plan, today);
  return {
    page: publicPage(
      board,
      fields,
      fields.includes("progress") ? await listReleased(plan.id, today) : [],
    ),
    plans: open.map(({ id, title }) => ({ id, title })),
  };
}

type Row = {
  pointNumber: number;
  chapterNumber: number;
  assignmentId: number;
  unit: string;
  updateId: number;
  month: IsoDate;
  approvedOn: IsoDate;
  releaseId: number | null;
  fields: string[] | null;
  report: Required<Pick<ReleasedReport, ReleaseField>>;
};

/**
 * Of each unit and point the newest report that speaks, and with `released` the newest of those that
 * are released; a report that was corrected since speaks no more.
 */
function reportsSql(planId: number, today: IsoDate, released: boolean): Prisma.Sql {
  const day = toDbDate(today);
  return Prisma.sql`
    SELECT DISTINCT ON (c.number, wp.number, u.official_order, a.id)
           c.number AS "chapterNumber", wp.number AS "pointNumber", a.id AS "assignmentId",
           unit_name_on(u, pu.submitted_on) AS unit, pu.id AS "updateId", p.month::text AS month,
           r.decided_on::text AS "approvedOn", rr.id AS "releaseId", rr.fields,
           json_build_object('progressText', pu.progress_text, 'nextStepText', pu.next_step_text,
             'readings', report_json(pu, p.month)->'readings') AS report
      FROM assignments a
      JOIN work_points wp ON wp.id = a.point_id
      JOIN chapters c ON c.id = wp.chapter_id
      JOIN units u ON u.id = a.unit_id
      JOIN LATERAL speaking_approvals(a.id, ${day}) r ON true
      JOIN progress_updates pu ON pu.id = r.update_id
      JOIN periods p ON p.id = r.period_id
      LEFT JOIN report_releases rr ON rr.update_id = pu.id AND rr.withdrawn_at IS NULL
     WHERE a.plan_id = ${planId} AND wp.removed_on IS NULL AND (NOT ${released} OR rr.id IS NOT NULL)
     ORDER BY c.number, wp.number, u.official_order, a.id, p.month DESC`;
}

/** What was released of a plan, the newest report of each unit and point. One statement. */
async function listReleased(planId: number, today: IsoDate): Promise<ReleasedReport[]> {
  const rows = await db().$queryRaw<Row[]>(reportsSql(planId, today, true));
  return rows.map(({ pointNumber, unit, month, fields, report }) => ({
    ...{ pointNumber, unit, month },
    ...releasedPart(report, known(fields)),
  }));
}

/** A report somebody may release, with what is released of it. */
export type ReleasableReport = Omit<Row, "fields"> & { fields: ReleaseField[] };

/** The newest approved report of each unit and point, for whoever decides what of it is public. One statement. */
export async function listReleasable(actor: Actor, today: IsoDate): Promise<ReleasableReport[]> {
  if (!may(actor, "year.manage") || !actor.plan) throw notFound();
  const rows = await db().$queryRaw<Row[]>(reportsSql(actor.plan.id, today, false));
  return rows.map((row) => ({ ...row, fields: known(row.fields) }));
}

/** The page as anybody would read it now with these fields open, for whoever decides; nothing is opened by it. */
export async function previewPublicPage(
  actor: Actor,
  today: IsoDate,
  fields: readonly PublicField[],
): Promise<PublicPage> {
  if (!may(actor, "year.manage") || !actor.plan) throw notFound();
  const { board } = await readBoard(actor.plan, today);
  const shown = fields.includes("progress") ? await listReleased(actor.plan.id, today) : [];
  return publicPage(board, fields, shown);
}

const known = (fields: string[] | null) =>
  RELEASE_FIELDS.filter((field) => fields?.includes(field) ?? false);

/** What stands public now, for whoever decides about it. */
export async function getPublication(actor: Actor): Promise<StandingPublication | null> {
  if (!may(actor, "year.manage") || !actor.plan) throw notFound();
  return standingOf(actor.plan.id);
}

async function standingOf(planId: number): Promise<StandingPublication | null> {
  const row = await db().publication.findFirst({
    where: { planId, closedAt: null },
    orderBy: { id: "desc" },
  });
  if (!row) return null;
  const fields = PUBLIC_FIELDS.filter((field) => row.fields.includes(field));
  return { id: row.id, fields, openedAt: row.openedAt.toISOString() };
}
