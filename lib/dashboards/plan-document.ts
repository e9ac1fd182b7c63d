import type { UnitKind } from "../../prisma/generated/enums";
import type { Light } from "../status/rules";
import type { Board, Point } from "./board";
import type { UnitShare } from "./shares";

/** What the read API answers for a plan; percents are rounded to one decimal, dates are YYYY-MM-DD. */
export function planDocument(board: Board) {
  const { plan } = board;
  return {
    plan: {
      year: plan.year,
      title: plan.title,
      documentNumber: plan.documentNumber,
      issuedOn: plan.issuedOn,
      dueOn: plan.dueOn,
      asOf: board.asOf,
      percent: oneDecimal(board.percent),
      expectedPercent: oneDecimal(board.expected),
      counts: board.counts satisfies Record<Light, number>,
    },
    chapters: board.chapters.map((chapter) => ({
      number: chapter.number,
      title: chapter.title,
      percent: oneDecimal(chapter.percent),
      light: chapter.light,
      points: chapter.points.map((point) => pointDocument(board, point)),
    })),
  };
}

/** A point within the plan's document, and in the list of points. */
export function pointDocument(board: Board, point: Point) {
  return {
    number: point.number,
    title: point.title,
    body: point.body,
    clause: point.clause,
    dueOn: point.dueOn,
    percent: oneDecimal(point.percent),
    expectedPercent: oneDecimal(point.expected),
    light: point.light,
    reason: point.reason,
    sides: point.sides.map((side) => ({
      city: side.city.shortName,
      percent: oneDecimal(side.percent),
      light: side.light,
    })),
    units: point.units.map((share) => unitDocument(board, share)),
  };
}

/** Whether anything is asked for under a point still. */
export function stateOf({ light, halted }: Point) {
  if (halted) return halted;
  return light === "COMPLETED" ? ("COMPLETED" as const) : ("UNDER_WAY" as const);
}

function unitDocument(board: Board, share: UnitShare) {
  const city = board.cities.find((candidate) => candidate.id === share.unit.cityId);
  return {
    name: share.unit.name,
    city: city?.shortName ?? null,
    kind: share.unit.kind satisfies UnitKind,
    role: share.role,
    origin: share.origin,
    percent: share.percent,
    reportedOn: share.latest?.submittedOn ?? null,
  };
}

export function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}
