import "server-only";
import type { ProblemLevel } from "../../prisma/generated/enums";
import { type IsoDate, toDbDate } from "../dates";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { ageOf, LEVELS_BY_REACH, mayCloseInPlace } from "./rules";

export type OpenProblem = {
  id: number;
  text: string;
  level: ProblemLevel;
  /** 由谁解决; "" while nobody is named */
  owner: string;
  raisedOn: IsoDate;
  /** days */
  age: number;
  unit: { id: number; name: string; cityId: number | null };
  point: { number: number; title: string };
  assignmentId: number;
  /** whether this reader may name its owner; never what was closed on a later day */
  mine: boolean;
  /** whether this reader may close it in place, as settleProblem() decides it */
  closable: boolean;
};

type ProblemRow = Omit<OpenProblem, "age" | "mine" | "closable"> & { closedOn: IsoDate | null };

// More than anybody reads; the figures above the list stay whole.
const MOST = 300;

export type OpenProblems = {
  problems: OpenProblem[];
  /** every open problem of the plan, by level and city */
  counts: { level: ProblemLevel; cityId: number | null; count: number }[];
};

/**
 * Problems of the plan open at the end of a day, the furthest reach first, then the oldest; at most
 * 300 of the wanted ones. One statement.
 */
export async function listOpenProblems(
  actor: Actor,
  filter: { levels: ProblemLevel[]; cityId: number | undefined },
  today: IsoDate,
): Promise<OpenProblems> {
  if (!may(actor, "plan.read") || !actor.plan) throw notFound();
  const day = toDbDate(today);
  const [row] = await db().$queryRaw<[{ problems: ProblemRow[]; counts: OpenProblems["counts"] }]>`
    WITH open AS (
      SELECT pr.id, pr.text, pr.level, problem_owner(pr, ${day}) AS owner, pr.raised_on, pr.closed_on,
             a.id AS assignment_id, a.point_id, u.id AS unit_id,
             unit_name_on(u, ${day}) AS unit_name, u.city_id
        FROM problems pr
        JOIN assignments a ON a.id = pr.assignment_id AND a.plan_id = ${actor.plan.id}
        JOIN units u ON u.id = a.unit_id
       WHERE pr.raised_on <= ${day} AND (pr.closed_on IS NULL OR pr.closed_on > ${day})
    ), wanted AS (
      SELECT * FROM open
       WHERE level::text = ANY(${filter.levels})
         AND (${filter.cityId ?? null}::int IS NULL OR city_id = ${filter.cityId ?? null}::int)
       ORDER BY array_position(${LEVELS_BY_REACH}::text[], level::text), raised_on, id
       LIMIT ${MOST}
    )
    SELECT
      (SELECT coalesce(json_agg(json_build_object('id', w.id, 'text', w.text, 'level', w.level,
                'owner', w.owner, 'raisedOn', w.raised_on, 'closedOn', w.closed_on,
                'assignmentId', w.assignment_id,
                'unit', json_build_object('id', w.unit_id, 'name', w.unit_name, 'cityId', w.city_id),
                'point', json_build_object('number', wp.number, 'title', wp.title))
                ORDER BY array_position(${LEVELS_BY_REACH}::text[], w.level::text), w.raised_on, w.id), '[]')
         FROM wanted w JOIN work_points wp ON wp.id = w.point_id) AS problems,
      (SELECT coalesce(json_agg(c), '[]')
         FROM (SELECT level, city_id AS "cityId", count(*)::int AS count
                 FROM open GROUP BY level, city_id) c) AS counts`;
  return {
    problems: (row?.problems ?? []).map(({ closedOn, ...problem }) => {
      const mine = closedOn === null && maySettle(actor, problem);
      return {
        ...problem,
        age: ageOf(problem.raisedOn, today),
        mine,
        closable: mine && mayCloseInPlace(actor.role, problem.level),
      };
    }),
    counts: row?.counts ?? [],
  };
}

/** One problem as it stands, with everything that became of it. */
export type ProblemHistory = Omit<OpenProblem, "age" | "mine" | "closable"> & {
  /** the report that raised it */
  raised: { month: IsoDate; by: string; owner: string };
  /** 由谁解决, named anew, the oldest first */
  owners: { owner: string; on: IsoDate; by: string }[];
  closed: { on: IsoDate; by: string; outcome: string } | null;
};

/** A problem's history up to a day; NOT_FOUND before it was raised. One statement. */
export async function getProblem(
  actor: Actor,
  id: number,
  today: IsoDate,
): Promise<ProblemHistory> {
  if (!may(actor, "plan.read") || !actor.plan) throw notFound();
  const day = toDbDate(today);
  const [row] = await db().$queryRaw<ProblemHistory[]>`
    SELECT pr.id, pr.text, pr.level, problem_owner(pr, ${day}) AS owner,
      to_char(pr.raised_on, 'YYYY-MM-DD') AS "raisedOn", a.id AS "assignmentId",
      json_build_object('id', u.id, 'name', unit_name_on(u, ${day}), 'cityId', u.city_id) AS unit,
      json_build_object('number', wp.number, 'title', wp.title) AS point,
      json_build_object('month', p.month, 'by', post_on(pu.author_id, pu.submitted_on), 'owner', pr.owner) AS raised,
      (SELECT coalesce(json_agg(json_build_object('owner', po.owner, 'on', po.named_on,
                'by', person_on(po.named_by_id, po.named_on)) ORDER BY po.named_on, po.id), '[]')
         FROM problem_owners po
        WHERE po.problem_id = pr.id AND po.named_on <= ${day}) AS owners,
      CASE WHEN pr.closed_on <= ${day} THEN json_build_object('on', pr.closed_on,
        'by', person_on(pr.closed_by_id, pr.closed_on), 'outcome', pr.outcome) END AS closed
      FROM problems pr
      JOIN assignments a ON a.id = pr.assignment_id AND a.plan_id = ${actor.plan.id}
      JOIN units u ON u.id = a.unit_id
      JOIN work_points wp ON wp.id = a.point_id
      JOIN progress_updates pu ON pu.id = pr.update_id
      JOIN periods p ON p.id = pu.period_id
     WHERE pr.id = ${id} AND pr.raised_on <= ${day}`;
  if (!row) throw notFound();
  return row;
}

function maySettle(actor: Actor, { unit }: Pick<OpenProblem, "unit">): boolean {
  return may(actor, "problem.settle", { unitId: unit.id, cityId: unit.cityId });
}
