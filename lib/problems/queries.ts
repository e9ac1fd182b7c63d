import "server-only";
import type { ProblemLevel } from "../../prisma/generated/enums";
import { type IsoDate, toDbDate } from "../dates";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { ageOf, LEVELS_BY_REACH } from "./rules";

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
  /** whether this reader may close it and name its owner; never what was closed on a later day */
  mine: boolean;
};

type ProblemRow = Omit<OpenProblem, "age" | "mine"> & { closedOn: IsoDate | null };

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
      SELECT pr.id, pr.text, pr.level, pr.owner, pr.raised_on, pr.closed_on, a.point_id, u.id AS unit_id,
             u.name AS unit_name, u.city_id
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
                'unit', json_build_object('id', w.unit_id, 'name', w.unit_name, 'cityId', w.city_id),
                'point', json_build_object('number', wp.number, 'title', wp.title))
                ORDER BY array_position(${LEVELS_BY_REACH}::text[], w.level::text), w.raised_on, w.id), '[]')
         FROM wanted w JOIN work_points wp ON wp.id = w.point_id) AS problems,
      (SELECT coalesce(json_agg(c), '[]')
         FROM (SELECT level, city_id AS "cityId", count(*)::int AS count
                 FROM open GROUP BY level, city_id) c) AS counts`;
  return {
    problems: (row?.problems ?? []).map(({ closedOn, ...problem }) => ({
      ...problem,
      age: ageOf(problem.raisedOn, today),
      mine:
        closedOn === null &&
        may(actor, "problem.settle", {
          unitId: problem.unit.id,
          cityId: problem.unit.cityId,
        }),
    })),
    counts: row?.counts ?? [],
  };
}
