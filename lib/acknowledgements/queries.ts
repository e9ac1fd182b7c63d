import "server-only";
import type { AssignmentRole, ObjectionDecision } from "../../prisma/generated/enums";
import { readHolidays } from "../calendar/queries";
import type { Holidays } from "../calendar/rules";
import { type IsoDate, toDbDate } from "../dates";
import { db, Prisma, type Transaction } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may, mayEver, reaches } from "../policy";
import {
  type AcknowledgementState,
  acknowledgeBy,
  acknowledgementState,
  knownOn,
  type TermFacts,
} from "./rules";

export type ObjectionView = {
  id: number;
  reason: string;
  raisedOn: IsoDate;
  raisedBy: string;
  decision: ObjectionDecision | null;
  answer: string | null;
  decidedOn: IsoDate | null;
};

/** What one unit was assigned, and whether it said so. */
export type AssignedTerm = {
  termId: number;
  point: { number: number; title: string };
  unit: { id: number; name: string; cityId: number | null };
  role: AssignmentRole;
  startsOn: IsoDate;
  /** 下达 */
  knownOn: IsoDate;
  acknowledgedOn: IsoDate | null;
  acknowledgedBy: string | null;
  objections: ObjectionView[];
  state: AcknowledgementState;
  /** the last day in time */
  by: IsoDate;
  /** the reader may acknowledge or object */
  mine: boolean;
};

/** A term nobody has acknowledged in time, of whom and since when. */
export type LateTerm = {
  termId: number;
  assignmentId: number;
  planId: number;
  unitId: number;
  cityId: number | null;
  point: number;
  startsOn: IsoDate;
  /** 下达 */
  knownOn: IsoDate;
  by: IsoDate;
};

/** The day a plan was published out of an import; null for one that came with the installation. */
const ENTERED_ON = Prisma.sql`(
  SELECT to_char(max(published_at AT TIME ZONE 'Asia/Shanghai'), 'YYYY-MM-DD')
    FROM imports WHERE plan_id = a.plan_id AND state = 'PUBLISHED' AND NOT updated)`;

/** What of some plans is 逾期未签收 on a day, by unit and point; what is objected to waits for the office. One statement. */
export async function listLateTerms(
  tx: Pick<Transaction, "$queryRaw">,
  planIds: number[],
  today: IsoDate,
  holidays: Holidays,
): Promise<LateTerm[]> {
  const day = toDbDate(today);
  const rows = await tx.$queryRaw<
    (Omit<LateTerm, "by" | "knownOn"> & Pick<TermFacts, "enteredOn" | "objections">)[]
  >`
    SELECT t.id AS "termId", a.id AS "assignmentId", a.plan_id AS "planId", u.id AS "unitId",
           u.city_id AS "cityId", wp.number AS point,
           to_char(t.starts_on, 'YYYY-MM-DD') AS "startsOn", ${ENTERED_ON} AS "enteredOn",
           (SELECT coalesce(json_agg(json_build_object('decidedOn', o.decided_on) ORDER BY o.id), '[]')
              FROM objections o WHERE o.term_id = t.id AND o.raised_on <= ${day}) AS objections
      FROM assignments a
      JOIN assignment_terms t ON t.assignment_id = a.id AND t.ends_on IS NULL AND t.starts_on <= ${day}
      JOIN work_points wp ON wp.id = a.point_id
      JOIN units u ON u.id = a.unit_id AND u.kind <> 'GROUP'
      LEFT JOIN acknowledgements k ON k.term_id = t.id AND k.acknowledged_on <= ${day}
     WHERE a.plan_id = ANY (${planIds}) AND k.term_id IS NULL
     ORDER BY u.official_order, u.id, wp.number`;
  return rows.flatMap(({ objections, enteredOn, ...term }) => {
    const facts = { startsOn: term.startsOn, enteredOn, acknowledgedOn: null, objections };
    if (acknowledgementState(facts, today, holidays) !== "LATE") return [];
    return [{ ...term, knownOn: knownOn(facts), by: acknowledgeBy(facts, holidays) }];
  });
}

/** Every assignment of the plan in force that the actor may acknowledge or oversee, by unit and point. One statement. */
export async function listAssignedTerms(actor: Actor, today: IsoDate): Promise<AssignedTerm[]> {
  const sees = mayEver(actor, "assignment.acknowledge") || mayEver(actor, "acknowledgement.read");
  if (!sees || !actor.plan) throw notFound();
  const day = toDbDate(today);
  const [read] = await db().$queryRaw<
    {
      holidays: [IsoDate, boolean][];
      rows: (Omit<AssignedTerm, "state" | "by" | "mine" | "knownOn"> &
        Pick<TermFacts, "enteredOn">)[];
    }[]
  >`
    SELECT (SELECT coalesce(json_agg(json_build_array(date, is_workday)), '[]') FROM holidays) AS holidays,
           (SELECT coalesce(json_agg(term), '[]') FROM (
      SELECT t.id AS "termId", t.role, to_char(t.starts_on, 'YYYY-MM-DD') AS "startsOn",
             ${ENTERED_ON} AS "enteredOn",
             json_build_object('number', wp.number, 'title', wp.title) AS point,
             json_build_object('id', u.id, 'name', u.name, 'cityId', u.city_id) AS unit,
             to_char(k.acknowledged_on, 'YYYY-MM-DD') AS "acknowledgedOn",
             person_on(k.account_id, k.acknowledged_on) AS "acknowledgedBy",
             (SELECT coalesce(json_agg(json_build_object('id', o.id, 'reason', o.reason,
                       'raisedOn', o.raised_on, 'raisedBy', post_on(o.raised_by_id, o.raised_on), 'decision', o.decision,
                       'answer', o.answer, 'decidedOn', o.decided_on) ORDER BY o.id), '[]')
                FROM objections o
               WHERE o.term_id = t.id AND o.raised_on <= ${day}) AS objections
        FROM assignments a
        JOIN assignment_terms t ON t.assignment_id = a.id AND t.ends_on IS NULL AND t.starts_on <= ${day}
        JOIN work_points wp ON wp.id = a.point_id
        JOIN units u ON u.id = a.unit_id AND u.kind <> 'GROUP'
        LEFT JOIN acknowledgements k ON k.term_id = t.id AND k.acknowledged_on <= ${day}
       WHERE a.plan_id = ${actor.plan.id}
       ORDER BY u.official_order, u.id, wp.number) term) AS rows`;
  if (!read) throw notFound();
  const holidays: Holidays = new Map(read.holidays);
  return read.rows.flatMap(({ enteredOn, ...row }) => {
    const { unit } = row;
    const facts = { ...row, enteredOn };
    const mine = may(actor, "assignment.acknowledge", { unitId: unit.id });
    if (!mayReadTerm(actor, unit)) return [];
    const state = acknowledgementState(facts, today, holidays);
    const by = acknowledgeBy(facts, holidays);
    return [{ ...row, mine, state, knownOn: knownOn(facts), by }];
  });
}

/** Whether the actor reads how a unit's assignments were taken, and its 异议: as its own, or as who oversees it. */
export function mayReadTerm(
  actor: Actor,
  { id, cityId }: { id: number; cityId: number | null },
): boolean {
  return (
    may(actor, "assignment.acknowledge", { unitId: id }) ||
    may(actor, "acknowledgement.read", { cityId })
  );
}

/** How many of each plan are 逾期未签收 among those the actor oversees; null for whom they do not concern. */
export async function countLateTerms(
  actor: Actor,
  planIds: number[],
  today: IsoDate,
): Promise<Map<number, number> | null> {
  if (!mayEver(actor, "acknowledgement.read")) return null;
  const within = planIds.filter((id) => reaches(actor, id));
  const late = await listLateTerms(db(), within, today, await readHolidays());
  const counts = new Map(within.map((id) => [id, 0]));
  for (const { planId, cityId } of late) {
    if (!may(actor, "acknowledgement.read", { cityId })) continue;
    counts.set(planId, (counts.get(planId) ?? 0) + 1);
  }
  return counts;
}
