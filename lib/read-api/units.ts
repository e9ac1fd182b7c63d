import "server-only";
import { oneDecimal, stateOf } from "../dashboards/plan-document";
import { listUnitSummaries } from "../dashboards/queries";
import type { UnitSummary } from "../dashboards/unit-summaries";
import { notFound } from "../platform/refusal";
import { nextLink, resource } from "./resource";
import { cursorOf, keyOf } from "./rules";
import { dayQuery, unitDetail, unitParams, unitsPage, unitsQuery, yearParams } from "./schema";

export const units = resource({
  path: "/api/v1/plans/{year}/units",
  summary: "责任单位清单，按单位名录的次序",
  params: yearParams,
  query: unitsQuery,
  response: unitsPage,
  async read(actor, { params, query }, today) {
    const { cursor, limit, asOf = today, city } = query;
    const [order = -1, id = 0] =
      cursor === undefined ? [] : keyOf("units", cursor, /^\d{1,9}:\d{1,9}$/).map(Number);
    const { board, units } = await listUnitSummaries(actor, asOf, {}, params.year);
    const cities = new Map(board.cities.map((each) => [each.id, each.shortName]));
    const left = units
      .filter(({ unit }) => city === undefined || cities.get(unit.cityId ?? 0) === city)
      .sort((a, b) => a.unit.order - b.unit.order || a.unit.id - b.unit.id)
      .filter(({ unit }) => unit.order > order || (unit.order === order && unit.id > id));
    const shown = left.slice(0, limit);
    const last = left.length > limit ? shown.at(-1) : undefined;
    const path = `/api/v1/plans/${params.year}/units`;
    return {
      asOf,
      items: shown.map((summary) => itemOf(summary, cities)),
      next: last
        ? nextLink(path, { city, asOf, limit }, cursorOf("units", [last.unit.order, last.unit.id]))
        : null,
    };
  },
});

export const unit = resource({
  path: "/api/v1/plans/{year}/units/{id}",
  summary: "一家责任单位：承担的要点和各自进度",
  params: unitParams,
  query: dayQuery,
  response: unitDetail,
  async read(actor, { params, query }, today) {
    const asOf = query.asOf ?? today;
    const { board, units } = await listUnitSummaries(actor, asOf, {}, params.year);
    const summary = units.find(({ unit }) => unit.id === params.id);
    if (!summary) throw notFound();
    const cities = new Map(board.cities.map((each) => [each.id, each.shortName]));
    return {
      asOf,
      unit: itemOf(summary, cities),
      shares: summary.shares.map(({ share, point, part }) => ({
        point: {
          number: point.number,
          title: point.title,
          light: point.light,
          state: stateOf(point),
        },
        light: part.light,
        role: share.role,
        origin: share.origin,
        percent: share.percent,
        reportedOn: share.latest?.submittedOn ?? null,
      })),
    };
  },
});

function itemOf(summary: UnitSummary, cities: Map<number, string>) {
  const { unit, shares, percent, due, reported, counts } = summary;
  return {
    id: unit.id,
    name: unit.name,
    city: cities.get(unit.cityId ?? 0) ?? null,
    kind: unit.kind,
    points: shares.length,
    percent: percent === null ? null : oneDecimal(percent),
    due,
    reported,
    counts,
  };
}
