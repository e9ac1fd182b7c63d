import "server-only";
import type { Board, Point } from "../dashboards/board";
import { pointDocument, stateOf } from "../dashboards/plan-document";
import { getBoardOfYear } from "../dashboards/queries";
import { pointRows } from "../dashboards/rows";
import { notFound } from "../platform/refusal";
import { getPointRecord } from "../progress/point-record";
import { nextLink, resource } from "./resource";
import { cursorOf, keyOf } from "./rules";
import { dayQuery, pointDetail, pointParams, pointsPage, pointsQuery, yearParams } from "./schema";

export const points = resource({
  path: "/api/v1/plans/{year}/points",
  summary: "要点清单，按序号",
  params: yearParams,
  query: pointsQuery,
  response: pointsPage,
  async read(actor, { params, query }, today) {
    const { cursor, limit, asOf = today, ...filter } = query;
    const after = cursor === undefined ? 0 : Number(keyOf("points", cursor, /^\d{1,9}$/)[0]);
    const board = await getBoardOfYear(actor, params.year, asOf);
    const wanted = new Set(
      pointRows(board, { ...filter, light: filter.light && [filter.light] }).map(
        ({ number }) => number,
      ),
    );
    const left = board.points.filter(({ number }) => number > after && wanted.has(number));
    const shown = left.slice(0, limit);
    const last = left.length > limit ? shown.at(-1) : undefined;
    const path = `/api/v1/plans/${params.year}/points`;
    return {
      asOf,
      items: shown.map((point) => itemOf(board, point)),
      next: last
        ? nextLink(path, { ...filter, asOf, limit }, cursorOf("points", [last.number]))
        : null,
    };
  },
});

export const point = resource({
  path: "/api/v1/plans/{year}/points/{number}",
  summary: "一项要点：原文、进度、举措、指标和未销项的问题",
  params: pointParams,
  query: dayQuery,
  response: pointDetail,
  async read(actor, { params, query }, today) {
    const asOf = query.asOf ?? today;
    const board = await getBoardOfYear(actor, params.year, asOf);
    const point = board.points.find(({ number }) => number === params.number);
    if (!point) throw notFound();
    const { actionItems, indicators } = await getPointRecord(actor, point.id, asOf);
    return {
      asOf,
      point: itemOf(board, point),
      actionItems: actionItems.map(({ position, text, dueOn, units, done }) => ({
        position,
        text,
        dueOn,
        units,
        done: done.map(({ unitName, doneOn }) => ({ unit: unitName, doneOn })),
      })),
      indicators: indicators.map(
        ({ name, target, measure, dueOn, units, confirmed, readings }) => ({
          name,
          target,
          measure,
          dueOn,
          units,
          confirmed,
          readings: readings.map(({ unitName, value, month }) => ({
            unit: unitName,
            value,
            month,
          })),
        }),
      ),
      problems: board.problems
        .filter(({ pointId }) => pointId === point.id)
        .map(({ unit, text, level, owner, raisedOn }) => ({
          unit: unit.name,
          text,
          level,
          owner,
          raisedOn,
        })),
    };
  },
});

function itemOf(board: Board, point: Point) {
  const title = board.chapters.find(({ number }) => number === point.chapterNumber)?.title ?? "";
  return {
    ...pointDocument(board, point),
    chapter: { number: point.chapterNumber, title },
    startsOn: point.startsOn,
    state: stateOf(point),
    tags: point.tags,
  };
}
