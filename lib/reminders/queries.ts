import "server-only";
import { getBoard } from "../dashboards/queries";
import type { IsoDate } from "../dates";
import { db, Prisma } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may, mayEver } from "../policy";
import { type OwedReport, owedReports } from "./owed";
import type { NudgePageInput } from "./schema";

export type ReminderRow = {
  id: number;
  assignmentId: number;
  pointNumber: number;
  pointTitle: string;
  unitId: number;
  unitName: string;
  cityId: number | null;
  month: IsoDate;
  text: string;
  sentBy: string;
  sentAt: Date;
  /** the n-th nudge for this report, of `times` so far */
  ordinal: number;
  times: number;
  answer: string | null;
  answeredBy: string | null;
  answeredAt: Date | null;
};

/**
 * 催办 that concern the actor, newest first: for who sends them those of their city, for a unit its
 * own. `only` narrows it to one report's nudges, by any of them.
 */
export async function listReminders(
  actor: Actor,
  filter: { only?: number | undefined; open?: boolean; before?: number | undefined } = {},
  size = 50,
): Promise<{ reminders: ReminderRow[]; next: number | null }> {
  if (!mayEver(actor, "reminder.send") && !mayEver(actor, "reminder.answer")) throw notFound();
  const { only = null, open = false, before = null } = filter;
  const rows = await db().$queryRaw<ReminderRow[]>`
    SELECT r.id, r.assignment_id AS "assignmentId", wp.number AS "pointNumber",
           wp.title AS "pointTitle", u.id AS "unitId", u.name AS "unitName", u.city_id AS "cityId",
           to_char(p.month, 'YYYY-MM-DD') AS month, r.text,
           seat_on(r.sent_by_id, r.sent_on) AS "sentBy", r.sent_at AS "sentAt",
           (SELECT count(*)::int FROM reminders e WHERE e.assignment_id = r.assignment_id
               AND e.period_id = r.period_id AND e.id <= r.id) AS ordinal,
           (SELECT count(*)::int FROM reminders e WHERE e.assignment_id = r.assignment_id
               AND e.period_id = r.period_id) AS times,
           r.answer, r.answered_at AS "answeredAt",
           post_on(r.answered_by_id, (r.answered_at AT TIME ZONE 'Asia/Shanghai')::date) AS "answeredBy"
      FROM reminders r
      JOIN assignments a ON a.id = r.assignment_id
      JOIN work_points wp ON wp.id = a.point_id
      JOIN units u ON u.id = a.unit_id
      JOIN periods p ON p.id = r.period_id
     WHERE ${nudgesReadSql(actor)}
       AND (${only}::int IS NULL OR (r.assignment_id, r.period_id) =
             (SELECT assignment_id, period_id FROM reminders WHERE id = ${only}::int))
       AND (NOT ${open} OR r.answer IS NULL)
       AND (${before}::int IS NULL OR r.id < ${before}::int)
     ORDER BY r.id DESC LIMIT ${size + 1}`;
  const reminders = rows.slice(0, size);
  return { reminders, next: rows.length > size ? (reminders.at(-1)?.id ?? null) : null };
}

/**
 * Which 催办 the actor reads, those for the unit `u` on the assignment `a`: who sends them those of
 * their city, a unit its own, both of the plans they may open. Nothing for anybody else.
 */
export function nudgesReadSql(actor: Actor): Prisma.Sql {
  const sends = mayEver(actor, "reminder.send");
  return Prisma.sql`CASE WHEN ${sends} THEN ${actor.cityId}::int IS NULL OR u.city_id = ${actor.cityId}::int
                         ELSE u.id = ANY (${actor.unitIds}::int[]) END
    AND (${actor.planIds}::int[] IS NULL OR a.plan_id = ANY (${actor.planIds}::int[]))`;
}

/** A report that may be nudged for, and how often it was. */
export type NudgeTarget = OwedReport & { times: number; lastOn: IsoDate | null };

export type NudgeDesk = {
  cities: { id: number; name: string; shortName: string }[];
  /** the units of the chosen city and state, by id as the list is, with how much each owes */
  units: { id: number; name: string; count: number }[];
  /** what the actor may nudge for, of the chosen city and state; of one report when one is named */
  targets: NudgeTarget[];
  /** those chosen, with who will be told; one nobody answers for has no recipient */
  chosen: (NudgeTarget & { recipients: string[] })[];
};

/** The page that sends nudges: what is owed today in the actor's city, the longest overdue first. */
export async function getNudgeDesk(
  actor: Actor,
  filter: NudgePageInput,
  today: IsoDate,
): Promise<NudgeDesk> {
  if (!mayEver(actor, "reminder.send")) throw notFound();
  const board = await getBoard(actor, today);
  const own = owedReports(board).filter(({ unit }) => may(actor, "reminder.send", unit));
  const [extra] = await db().$queryRaw<Extra[]>`
    SELECT
      (SELECT coalesce(json_agg(n), '[]')
         FROM (SELECT assignment_id AS "assignmentId", period_id AS "periodId",
                      count(*)::int AS times, max(sent_on) AS "lastOn"
                 FROM reminders WHERE assignment_id = ANY(${own.map((row) => row.assignmentId)})
                GROUP BY 1, 2) n) AS sent,
      (SELECT coalesce(json_agg(json_build_object('assignmentId', a.id,
                'handler', acc.id IS NOT DISTINCT FROM a.handler_id, 'post', acc.post,
                'name', acc.name) ORDER BY acc.id), '[]')
         FROM assignments a JOIN units u ON u.id = a.unit_id
         JOIN accounts acc ON acc.role = 'STAFF' AND acc.active AND acc.unit_id IN (u.id, u.parent_id)
        WHERE a.id = ANY(${filter.report.map((row) => row.assignmentId)})) AS staff`;
  const targets = own
    .map((report): NudgeTarget => {
      const sent = extra?.sent.find(
        (row) => row.assignmentId === report.assignmentId && row.periodId === report.period.id,
      );
      return { ...report, times: sent?.times ?? 0, lastOn: sent?.lastOn ?? null };
    })
    .sort((a, b) => a.period.month.localeCompare(b.period.month) || a.unit.id - b.unit.id);
  return {
    cities: board.cities.filter(({ id }) => may(actor, "reminder.send", { cityId: id })),
    units: unitsOf(targets.filter((target) => isWanted(target, { ...filter, unit: undefined }))),
    targets: targets.filter((target) => isWanted(target, filter)),
    chosen: targets
      .filter((target) =>
        filter.report.some(
          (choice) =>
            choice.assignmentId === target.assignmentId && choice.month === target.period.month,
        ),
      )
      .map((target) => ({ ...target, recipients: recipientsOf(target, extra?.staff ?? []) })),
  };
}

function unitsOf(targets: NudgeTarget[]): NudgeDesk["units"] {
  const units = new Map<number, NudgeDesk["units"][number]>();
  for (const { unit } of targets) {
    const known = units.get(unit.id) ?? { id: unit.id, name: unit.name, count: 0 };
    units.set(unit.id, { ...known, count: known.count + 1 });
  }
  return [...units.values()].sort((a, b) => a.id - b.id);
}

type Extra = {
  sent: { assignmentId: number; periodId: number; times: number; lastOn: IsoDate }[];
  staff: { assignmentId: number; handler: boolean; post: string; name: string }[];
};

function isWanted(target: NudgeTarget, filter: NudgePageInput): boolean {
  if (filter.assignment !== undefined) {
    const { month = target.period.month } = filter;
    return target.assignmentId === filter.assignment && target.period.month === month;
  }
  const inCity = filter.city === undefined || target.unit.cityId === filter.city;
  if (filter.unit !== undefined && target.unit.id !== filter.unit) return false;
  return inCity && (filter.state === undefined || target.state === filter.state);
}

/** As staffOf() of lib/notifications, by name. */
function recipientsOf(target: NudgeTarget, staff: Extra["staff"]): string[] {
  const own = staff.filter(({ assignmentId }) => assignmentId === target.assignmentId);
  const handler = own.filter((row) => row.handler);
  return (handler.length > 0 ? handler : own).map(({ post, name }) => `${post}（${name}）`);
}
