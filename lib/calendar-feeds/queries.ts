import "server-only";
import type { Board, Point } from "../dashboards/board";
import { readBoard } from "../dashboards/board-cache";
import { type DirectiveView, directivesFor } from "../dashboards/directives";
import { milestonesOf } from "../dashboards/milestones";
import { ordersFor } from "../dashboards/orders";
import { listPlansUnderWay } from "../dashboards/plans";
import { isAsked, reportStateOf, STATES_OF } from "../dashboards/reporting";
import type { IsoDate } from "../dates";
import { month, percent } from "../format";
import { DIRECTED_STATE_NAMES, MILESTONE_STATE_NAMES } from "../glossary";
import { haltText, standingText } from "../glossary-states";
import { paths } from "../paths";
import { planLink } from "../plan-link";
import { db } from "../platform/db";
import { env } from "../platform/env";
import { notFound } from "../platform/refusal";
import { type Actor, may, reaches } from "../policy";
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

/**
 * The due dates a person may see, as an iCalendar file: of reports, points, 节点, 批示, 督办单 and 议定事项,
 * their own unit's or their city's, of every plan under way that is theirs.
 */
export async function getCalendarText(actor: Actor, today: IsoDate): Promise<string> {
  if (!may(actor, "calendar-feed.make") || !may(actor, "plan.read")) throw notFound();
  const plans = (await listPlansUnderWay(today)).filter(({ id }) => reaches(actor, id));
  const boards = await Promise.all(plans.map(async (plan) => (await readBoard(plan, today)).board));
  const events = boards
    .flatMap((board) =>
      eventsOf(actor, board).map((event) => ({
        ...event,
        path: planLink(event.path, board.plan.id),
      })),
    )
    .sort((a, b) => (a.on === b.on ? (a.uid < b.uid ? -1 : 1) : a.on < b.on ? -1 : 1));
  const place =
    actor.unitName ??
    boards.flatMap(({ cities }) => cities).find(({ id }) => id === actor.cityId)?.name ??
    "两市";
  const note = actor.plan?.demonstration ? "（演示数据）" : "";
  return calendarText(`对口合作督办·${place}${note}`, events, today, env().PUBLIC_URL);
}

/** Those of one plan. */
function eventsOf(actor: Actor, board: Board): CalendarEvent[] {
  const own = actor.role === "STAFF";
  const concerns = (unit: Concerned) =>
    own ? actor.unitIds.includes(unit.id) : actor.cityId === null || unit.cityId === actor.cityId;
  const both = !own && actor.cityId === null;
  const points = board.points.filter(
    (point) => both || point.units.some(({ unit }) => concerns(unit)),
  );
  return [
    ...(own ? ownReports(actor, board, points) : cityReports(actor, board)),
    ...points.map((point) => pointEvent(board, point)),
    ...points.flatMap((point) => milestoneEvents(board, point, concerns)),
    ...directiveEvents(actor, board, concerns),
    ...resolutionEvents(board, concerns),
  ];
}

function pointEvent({ plan }: Board, point: Point): CalendarEvent {
  return {
    uid: `point-${point.number}-plan-${plan.id}@duban`,
    on: point.dueOn,
    summary: `第${point.number}项办理时限：${point.title}${haltText(point.halted)}`,
    description: `${standingText(point)}，进度${percent(point.percent)}`,
    path: paths.point(point.number),
  };
}

/** One event a report of the actor's units, reported or not. */
function ownReports(actor: Actor, board: Board, points: Point[]): CalendarEvent[] {
  const shares = points.flatMap((point) =>
    point.units
      .filter(({ unit }) => actor.unitIds.includes(unit.id))
      .map((share) => ({ point, share })),
  );
  return shares.flatMap(({ point, share }) =>
    board.periods.flatMap((period, index) => {
      const state = reportStateOf(board, point, share, index);
      if (!state && !isAsked(board, point, share, period)) return [];
      const reported = state !== null && STATES_OF.REPORTED.includes(state);
      return {
        uid: `report-${share.assignmentId}-${period.month}@duban`,
        on: period.dueOn,
        summary: `${month(period.month)}填报截止：第${point.number}项${reported ? "（已报）" : ""}`,
        description: `${share.unit.name}：${point.title}`,
        path: paths.point(point.number),
      };
    }),
  );
}

/** One event a period and city, with how many reports are in. */
function cityReports(actor: Actor, board: Board): CalendarEvent[] {
  const cities = board.cities.filter(({ id }) => actor.cityId === null || id === actor.cityId);
  return board.periods.flatMap((period, index) =>
    cities.map((city) => {
      const shares = board.points.flatMap((point) =>
        point.units
          .filter(({ unit }) => unit.cityId === city.id)
          .map((share) => ({ point, share, state: reportStateOf(board, point, share, index) })),
      );
      const reported = shares.filter(({ state }) => state && STATES_OF.REPORTED.includes(state));
      const due = shares.filter(
        ({ point, share, state }) => state !== null || isAsked(board, point, share, period),
      );
      return {
        uid: `period-${period.month}-city-${city.id}-plan-${board.plan.id}@duban`,
        on: period.dueOn,
        summary: `${month(period.month)}填报截止：${city.name}`,
        description: `应报${due.length}份，已报${reported.length}份`,
        path: paths.reporting({ month: period.month.slice(0, 7), city: city.id }),
      };
    }),
  );
}

type Concerned = { id: number; cityId: number | null };

/** 节点 of the sides that the person's units stand on. */
function milestoneEvents(
  board: Board,
  point: Point,
  concerns: (unit: Concerned) => boolean,
): CalendarEvent[] {
  const cities = new Set(
    point.units.flatMap(({ unit }) => (concerns(unit) && unit.cityId ? [unit.cityId] : [])),
  );
  return milestonesOf(point, board.asOf).flatMap(({ rootId, title, dueOn, sides }) => {
    const shown = sides.filter(({ city }) => cities.has(city.id));
    if (shown.length === 0) return [];
    const states = shown.map(
      (side) => `${side.city.shortName}${MILESTONE_STATE_NAMES[side.state]}`,
    );
    return {
      uid: `milestone-${rootId}@duban`,
      on: dueOn,
      summary: `第${point.number}项节点：${title}${haltText(point.halted)}`,
      description: states.join("，"),
      path: paths.point(point.number),
    };
  });
}

/** Answers to 批示 and 督办单, a unit that was asked again on its own day. */
function directiveEvents(
  actor: Actor,
  board: Board,
  concerns: (unit: Concerned) => boolean,
): CalendarEvent[] {
  const all: DirectiveView[] = [...directivesFor(actor, board), ...ordersFor(actor, board)];
  return all
    .filter(({ withdrawnOn }) => withdrawnOn === null)
    .flatMap(({ id, text, units, order }) => {
      const shown = units.filter(concerns);
      return [...new Set(shown.map(({ dueOn }) => dueOn))].map((on) => ({
        uid: `${order ? "order" : "directive"}-${id}-${on}@duban`,
        on,
        summary: `${order?.name ?? "批示"}答复时限：${firstWords(text)}`,
        description: shown
          .filter(({ dueOn }) => dueOn === on)
          .map(({ name, state }) => `${name}${DIRECTED_STATE_NAMES[state]}`)
          .join("，"),
        path: (order ? paths.order : paths.directive)(id),
      }));
    });
}

/** 议定事项 of the 联席会议 held so far. */
function resolutionEvents(board: Board, concerns: (unit: Concerned) => boolean): CalendarEvent[] {
  return board.meetings.flatMap(({ id: meetingId, title, resolutions }) =>
    resolutions.flatMap(({ id, pointId, text, dueOn, units }) => {
      const shown = units.filter(concerns);
      if (shown.length === 0) return [];
      const halted = board.points.find((point) => point.id === pointId)?.halted ?? null;
      return {
        uid: `resolution-${id}@duban`,
        on: dueOn,
        summary: `议定事项时限：${firstWords(text)}${haltText(halted)}`,
        description: [
          title,
          ...shown.map(({ name, doneOn }) => `${name}${doneOn ? "已完成" : "未完成"}`),
        ].join("，"),
        path: paths.meeting(meetingId),
      };
    }),
  );
}

// A calendar shows one line; the whole text stands behind the link of the portal.
const MOST_WORDS = 40;

function firstWords(text: string): string {
  const line = [...text.replace(/\s+/gu, " ").trim()];
  return line.length > MOST_WORDS ? `${line.slice(0, MOST_WORDS).join("")}…` : line.join("");
}
