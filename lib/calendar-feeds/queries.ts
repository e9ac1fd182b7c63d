import "server-only";
import type { Board, Point } from "../dashboards/board";
import { getBoard } from "../dashboards/queries";
import { isReported } from "../dashboards/shares";
import type { IsoDate } from "../dates";
import { month, percent } from "../format";
import { LIGHT_NAMES } from "../glossary";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { type CalendarEvent, calendarText } from "./rules";

export type FeedView = { createdAt: Date; lastUsedAt: Date | null };

/** The person's own feed in force; null when there is none. */
export async function getFeed(actor: Actor): Promise<FeedView | null> {
  if (!may(actor, "calendar-feed.make")) return null;
  return db().calendarFeed.findFirst({
    where: { accountId: actor.accountId, revokedAt: null },
    select: { createdAt: true, lastUsedAt: true },
  });
}

/** The due dates a person may see, as an iCalendar file: own reports and points, or their city's. */
export async function getCalendarText(actor: Actor, today: IsoDate): Promise<string> {
  if (!may(actor, "calendar-feed.make") || !may(actor, "plan.read")) throw notFound();
  const board = await getBoard(actor, today);
  const own = actor.role === "STAFF";
  const mine = (point: Point) =>
    own
      ? point.units.some(({ unit }) => actor.unitIds.includes(unit.id))
      : actor.cityId === null || point.sides.some(({ city }) => city.id === actor.cityId);
  const points = board.points.filter(mine);
  const events = [
    ...(own ? ownReports(actor, board, points) : cityReports(actor, board)),
    ...points.map((point) => pointEvent(board, point)),
  ].sort((a, b) => (a.on === b.on ? (a.uid < b.uid ? -1 : 1) : a.on < b.on ? -1 : 1));
  const place =
    actor.unitName ?? board.cities.find(({ id }) => id === actor.cityId)?.name ?? "两市";
  const note = actor.plan?.demonstration ? "（演示数据）" : "";
  return calendarText(`对口合作督办·${place}${note}`, events, today);
}

function pointEvent({ plan }: Board, point: Point): CalendarEvent {
  return {
    uid: `point-${point.number}-plan-${plan.id}@duban`,
    on: point.dueOn,
    summary: `第${point.number}项办理时限：${point.title}`,
    description: `${LIGHT_NAMES[point.light]}，进度${percent(point.percent)}`,
  };
}

/** One event a report of the actor's units, reported or not. */
function ownReports(actor: Actor, board: Board, points: Point[]): CalendarEvent[] {
  const shares = points.flatMap((point) =>
    point.units
      .filter(({ unit, group }) => actor.unitIds.includes(unit.id) && group === "NONE")
      .map((share) => ({ point, share })),
  );
  return shares.flatMap(({ point, share }) =>
    board.periods
      .filter(({ dueOn }) => dueOn >= share.since)
      .map((period) => {
        const cell = share.cells.find((each) => each.month === period.month);
        const reported = cell !== undefined && isReported(cell);
        return {
          uid: `report-${share.assignmentId}-${period.month}@duban`,
          on: period.dueOn,
          summary: `${month(period.month)}填报截止：第${point.number}项${reported ? "（已报）" : ""}`,
          description: `${share.unit.name}：${point.title}`,
        };
      }),
  );
}

/** One event a period and city, with how many reports are in. */
function cityReports(actor: Actor, board: Board): CalendarEvent[] {
  const cities = board.cities.filter(({ id }) => actor.cityId === null || id === actor.cityId);
  return board.periods.flatMap((period) =>
    cities.map((city) => {
      const due = board.assignments.filter(
        (share) =>
          share.group === "NONE" && share.unit.cityId === city.id && period.dueOn >= share.since,
      );
      const reported = due.filter((share) =>
        share.cells.some((cell) => cell.month === period.month && isReported(cell)),
      );
      return {
        uid: `period-${period.month}-city-${city.id}-plan-${board.plan.id}@duban`,
        on: period.dueOn,
        summary: `${month(period.month)}填报截止：${city.name}`,
        description: `应报${due.length}项，已报${reported.length}项`,
      };
    }),
  );
}
