import type { IsoDate } from "../dates";
import { dueDay, type Extended } from "../format";
import { type PeriodFacts, periodAt } from "../periods/rules";
import { stoodOn } from "../plan/places";
import { dueInForce, extendedTo, redatings } from "../plan/redating";
import { type ConfidenceFacts, type Halt, haltOn, type Span } from "../plan/rules";
import { reasonOf } from "../status/reason";
import { mean } from "../status/roll-up";
import {
  DEFAULT_THRESHOLDS,
  LIGHTS,
  type Light,
  sideStatus,
  type Thresholds,
  worstLight,
} from "../status/rules";
import { buildDirectives, type DirectiveView } from "./directives";
import { isOrder, type OrderView } from "./orders";
import type { Tag } from "./schema";
import { sharesOn, type UnitShare } from "./shares";
import { closureOf, restsOf, sideFacts, tagsOf } from "./side-facts";
import type { Snapshot, SnapshotPoint } from "./snapshot";
import { pointExpected } from "./trend";

export type City = { id: number; name: string; shortName: string };

export type Side = {
  city: City;
  percent: number;
  expected: number;
  light: Light;
  reason: string;
  units: UnitShare[];
  closureId: number | null;
  /** 暂停, 取消, 销号: when nothing is asked of its units */
  rests: Span[];
  /** closed periods in a row it has not reported; 0 once it is closed, and while it is paused */
  missed: number;
  /** 交付信心 that stands */
  confidence: ConfidenceFacts | null;
};

/** A problem with the unit that met it: also one that has left the point since. */
export type BoardProblem = UnitShare["problems"][number] & {
  assignmentId: number;
  pointId: number;
  unit: UnitShare["unit"];
};

/** `dueOn` is the due date in force; of a point that was extended `extension` says from what. */
export type Point = SnapshotPoint & {
  extension: Extended | null;
  /** 暂停 or 取消 on the day */
  halted: Halt | null;
  chapterNumber: number;
  percent: number;
  expected: number;
  light: Light;
  reason: string;
  tags: Tag[];
  sides: Side[];
  units: UnitShare[];
};

export type Chapter = {
  id: number;
  number: number;
  title: string;
  percent: number;
  expected: number;
  light: Light;
  /** one a city that has a side in the chapter; on one scale */
  cities: { city: City; percent: number }[];
  points: Point[];
};

export type Board = {
  asOf: IsoDate;
  plan: Snapshot["plan"];
  cities: City[];
  periods: PeriodFacts[];
  /** the period asOf falls in */
  period: PeriodFacts | null;
  thresholds: Thresholds;
  percent: number;
  expected: number;
  counts: Record<Light, number>;
  chapters: Chapter[];
  points: Point[];
  assignments: UnitShare[];
  /** open on the day, in the order of the notice and the directory */
  problems: BoardProblem[];
  /** closed by the end of the day, likewise */
  solved: BoardProblem[];
  /** 批示, the newest first */
  directives: DirectiveView[];
  /** 督办单, the newest first */
  orders: OrderView[];
  meetings: Snapshot["meetings"];
  readMarks: Snapshot["readMarks"];
  watches: Snapshot["watches"];
};

/** Lights and percents of a whole plan as of the snapshot's day, by the rules of lib/status. */
export function buildBoard(snapshot: Snapshot): Board {
  const { asOf, cities, periods } = snapshot;
  const thresholds =
    snapshot.thresholds.findLast((row) => row.effectiveOn <= asOf) ?? DEFAULT_THRESHOLDS;
  const standing = snapshot.points.filter((point) => stoodOn(point, asOf));
  const ids = new Set(standing.map(({ id }) => id));
  const assignments = snapshot.assignments.filter(({ pointId }) => ids.has(pointId));
  const shares = sharesOn({ assignments }, asOf);
  const chapterNumbers = new Map(snapshot.chapters.map((chapter) => [chapter.id, chapter.number]));
  const points = standing.map((point) =>
    buildPoint(
      snapshot,
      point,
      chapterNumbers.get(point.chapterId) ?? 0,
      shares.get(point.id) ?? [],
      thresholds,
    ),
  );
  const directives = buildDirectives(snapshot, points);
  const raised = assignments.flatMap(({ id: assignmentId, pointId, unit, problems }) =>
    problems.map((problem) => ({ ...problem, assignmentId, pointId, unit })),
  );
  return {
    asOf,
    plan: snapshot.plan,
    cities,
    periods,
    period: periodAt(periods, asOf),
    thresholds,
    percent: mean(points.map((point) => point.percent)),
    expected: mean(points.map((point) => point.expected)),
    counts: countLights(points),
    chapters: snapshot.chapters.map((chapter) => buildChapter(chapter, points, cities)),
    points,
    assignments: [...shares.values()].flat(),
    problems: raised.filter(({ closedOn }) => closedOn === null),
    solved: raised.filter(({ closedOn }) => closedOn !== null),
    directives: directives.filter((each) => !isOrder(each)),
    orders: directives.filter(isOrder),
    meetings: snapshot.meetings,
    readMarks: snapshot.readMarks,
    watches: snapshot.watches,
  };
}

function buildPoint(
  snapshot: Snapshot,
  point: SnapshotPoint,
  chapterNumber: number,
  units: UnitShare[],
  thresholds: Thresholds,
): Point {
  const present = snapshot.cities.filter((city) =>
    units.some((unit) => unit.unit.cityId === city.id),
  );
  const built = present.map((city) => {
    const own = units.filter((unit) => unit.unit.cityId === city.id);
    const facts = sideFacts(snapshot, point, city, own, thresholds);
    const status = sideStatus(facts, thresholds);
    const closureId = closureOf(snapshot, point, city)?.id ?? null;
    const reason = reasonOf(facts, status, thresholds);
    const side: Side = {
      city,
      percent: facts.percent,
      expected: status.expected,
      light: status.light,
      reason,
      units: own,
      closureId,
      rests: restsOf(snapshot, point, city),
      missed: facts.paused || status.light === "COMPLETED" ? 0 : (facts.missed?.count ?? 0),
      confidence: point.time.confidences.findLast(({ cityId }) => cityId === city.id) ?? null,
    };
    return { facts, status, side };
  });
  const sides = built.map(({ side }) => side);
  const percent = mean(sides.map((side) => side.percent));
  const expected = pointExpected(snapshot, point, present, snapshot.asOf);
  const halted = haltOn(point.time.pauses, snapshot.asOf);
  const given = redatings(point.time);
  const { dueOn } = dueInForce(point.dueOn, given, snapshot.asOf);
  const light = worstLight(sides.map((side) => side.light));
  // The sentence of the worse side; of two alike, the one further behind.
  const worst = built
    .filter(({ side }) => side.light === light)
    .sort((a, b) => a.side.percent - b.side.percent)[0];
  const alike = sides.every((side) => side.light === light);
  const whole = alike && (light === "ON_TRACK" || light === "COMPLETED");
  const both = alike && light === "NOT_STARTED" && new Set(sides.map((s) => s.reason)).size === 1;
  const reason = worst
    ? reasonOf(
        whole ? { ...worst.facts, percent } : worst.facts,
        whole ? { ...worst.status, expected } : worst.status,
        thresholds,
        whole || both || sides.length < 2 ? "" : `${worst.side.city.shortName}侧`,
      )
    : snapshot.asOf < point.startsOn
      ? `未启动：自 ${dueDay(point.startsOn, snapshot.asOf)}起推进`
      : "未启动：尚未明确责任单位";
  return {
    ...point,
    dueOn,
    extension: extendedTo(point.dueOn, given, snapshot.asOf),
    halted,
    chapterNumber,
    percent,
    expected,
    light,
    reason,
    tags: tagsOf(
      halted,
      built.map(({ facts, side }) => ({ ...side, awaited: facts.awaitsFirst !== null })),
      thresholds,
    ),
    sides,
    units,
  };
}

function buildChapter(
  chapter: Snapshot["chapters"][number],
  all: Point[],
  cities: City[],
): Chapter {
  const points = all.filter((point) => point.chapterId === chapter.id);
  const sides = points.flatMap((point) => point.sides);
  return {
    ...chapter,
    percent: mean(points.map((point) => point.percent)),
    expected: mean(points.map((point) => point.expected)),
    light: worstLight(points.map((point) => point.light)),
    cities: cities.flatMap((city) => {
      const own = sides.filter((side) => side.city.id === city.id);
      return own.length > 0 ? [{ city, percent: mean(own.map((side) => side.percent)) }] : [];
    }),
    points,
  };
}

export function countLights(points: { light: Light }[]): Record<Light, number> {
  const counts = Object.fromEntries(LIGHTS.map((light) => [light, 0])) as Record<Light, number>;
  for (const point of points) counts[point.light] += 1;
  return counts;
}
