import "server-only";
import type { z } from "zod";
import { findPlanOfYear } from "../dashboards/plans";
import { toDbDate } from "../dates";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { may } from "../policy";
import { nextLink, resource } from "./resource";
import { cursorOf, keyOf } from "./rules";
import { type updateItem, updatesPage, updatesQuery, yearParams } from "./schema";

type Row = z.output<typeof updateItem> & { reviewId: number };

/** Approved reports alone, in the order of their approval: what is approved later comes behind, never between. */
export const updates = resource({
  path: "/api/v1/plans/{year}/updates",
  summary: "审核通过的进展，按审核通过的先后",
  params: yearParams,
  query: updatesQuery,
  response: updatesPage,
  async read(actor, { params, query }, today) {
    const { cursor, limit, asOf = today, ...filter } = query;
    const [onOrAfter = "1949-10-01", after = "0"] =
      cursor === undefined ? [] : keyOf("updates", cursor, /^\d{4}-\d{2}-\d{2}:\d{1,9}$/);
    if (!may(actor, "plan.read")) throw notFound();
    const plan = await findPlanOfYear(actor, params.year);
    if (!plan) throw notFound();
    const from = filter.since && filter.since > onOrAfter ? filter.since : onOrAfter;
    const rows = await db().$queryRaw<Row[]>`
      SELECT pu.id, r.id AS "reviewId",
             json_build_object('number', wp.number, 'title', wp.title) AS point,
             json_build_object('id', u.id, 'name', unit_name_on(u, pu.submitted_on),
               'city', c.short_name) AS unit,
             p.month::text AS month, pu.version, pu.percent::float8 AS percent,
             pu.progress_text AS "progressText", pu.problem_text AS "problemText",
             pu.problem_level::text AS "problemLevel", pu.next_step_text AS "nextStepText",
             pu.next_step_on::text AS "nextStepOn",
             pu.no_progress_reason::text AS "noProgressReason",
             pu.submitted_on::text AS "submittedOn", r.decided_on::text AS "approvedOn", r.counts
        FROM reviews r
        JOIN assignments a ON a.id = r.assignment_id AND a.plan_id = ${plan.id}
        JOIN work_points wp ON wp.id = a.point_id
        JOIN units u ON u.id = a.unit_id
        LEFT JOIN cities c ON c.id = u.city_id
        JOIN progress_updates pu ON pu.id = r.update_id
        JOIN periods p ON p.id = r.period_id
       WHERE r.decision = 'APPROVED' AND r.decided_on <= ${toDbDate(asOf)}
         AND r.decided_on >= ${toDbDate(from)}
         AND (r.decided_on, r.id) > (${toDbDate(onOrAfter)}::date, ${Number(after)}::int)
         AND (${filter.unit ?? null}::int IS NULL OR u.id = ${filter.unit ?? null}::int)
         AND (${filter.point ?? null}::int IS NULL OR wp.number = ${filter.point ?? null}::int)
       ORDER BY r.decided_on, r.id LIMIT ${limit + 1}`;
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    const path = `/api/v1/plans/${params.year}/updates`;
    return {
      asOf,
      items: shown.map(({ reviewId, ...item }) => item),
      next: last
        ? nextLink(
            path,
            { ...filter, asOf, limit },
            cursorOf("updates", [last.approvedOn, last.reviewId]),
          )
        : null,
    };
  },
});
