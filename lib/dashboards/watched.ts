import type { Halt } from "../plan/rules";
import { mean } from "../status/roll-up";
import { type Light, worstLight } from "../status/rules";
import { isDueSoon, newsOf, type WatchedFacts } from "../watches/rules";
import type { Board, Point } from "./board";
import { raisedSince, turnsBetween } from "./changes";
import type { DirectiveView } from "./directives";

type Watch = Board["watches"][number];

/** One line of 我的关注. */
export type Watched = {
  watch: Watch;
  kind: "point" | "chapter" | "unit";
  /** a point's or chapter's number, a unit's id */
  number: number;
  title: string;
  light: Light;
  percent: number;
  /** of a point */
  halted: Halt | null;
  /** since the board it is compared with */
  news: string[];
};

/** What one person follows, as it stands and against an earlier board; a thing no longer on the plan is left out. */
export function watchedBy(
  accountId: number,
  now: Board,
  before: Board,
  /** which 批示 and 督办单 the person may read */
  directives: DirectiveView[] = [...now.directives, ...now.orders],
): Watched[] {
  return now.watches
    .filter((watch) => watch.accountId === accountId)
    .flatMap((watch) => {
      const thing = thingOf(watch, now);
      if (!thing) return [];
      const { points, ...named } = thing;
      const earlier = thingOf(watch, before)?.points ?? [];
      const facts = factsOf(watch, named.kind, points, earlier, { now, before, directives });
      const halted = named.kind === "point" ? (points[0]?.halted ?? null) : null;
      return { watch, ...named, ...facts.now, halted, news: newsOf(facts) };
    });
}

function thingOf(watch: Watch, board: Board) {
  const point = board.points.find(({ id }) => id === watch.pointId);
  if (point) {
    return { kind: "point" as const, number: point.number, title: point.title, points: [point] };
  }
  const chapter = board.chapters.find(({ id }) => id === watch.chapterId);
  if (chapter) {
    const { number, title, points } = chapter;
    return { kind: "chapter" as const, number, title, points };
  }
  const points = board.points.filter(({ units }) =>
    units.some(({ unit }) => unit.id === watch.unitId),
  );
  const unit = points[0]?.units.find((share) => share.unit.id === watch.unitId)?.unit;
  return unit && { kind: "unit" as const, number: unit.id, title: unit.name, points };
}

function factsOf(
  watch: Watch,
  kind: Watched["kind"],
  points: Point[],
  earlier: Point[],
  { now, before, directives }: { now: Board; before: Board; directives: DirectiveView[] },
): WatchedFacts {
  const today = now.asOf;
  const known = new Map(earlier.map((point) => [point.id, point]));
  const numbers = new Map(now.points.map(({ id, number }) => [id, number]));
  const own = raisedSince(now, before.asOf)
    .filter(({ pointId, unit }) =>
      kind === "unit" ? unit.id === watch.unitId : points.some(({ id }) => id === pointId),
    )
    .map((problem) => ({ ...problem, number: numbers.get(problem.pointId) ?? 0 }));
  const about = directives.filter(
    (each) =>
      each.withdrawnOn === null &&
      (each.units.some(({ id }) => id === watch.unitId) ||
        each.chapterId === (watch.chapterId ?? -1) ||
        (kind !== "unit" && points.some(({ id }) => id === each.pointId))),
  );
  return {
    today,
    now: stateOf(watch, kind, points),
    before: earlier.length > 0 ? stateOf(watch, kind, earlier) : null,
    turned: points.flatMap((point) => {
      const old = known.get(point.id);
      return (old ? turnsBetween(old, point) : [])
        .filter(({ city }) => kind !== "point" || city !== null)
        .map((turn) => ({
          number: point.number,
          city: turn.city?.shortName,
          from: turn.before.light,
          to: turn.after.light,
        }));
    }),
    problems: own,
    directives: about
      .filter(({ issuedOn }) => issuedOn > before.asOf)
      .map(({ text, order }) => ({ text, order: order?.name })),
    due: [
      ...points
        .filter(
          ({ light, dueOn, halted }) => light !== "COMPLETED" && !halted && isDueSoon(dueOn, today),
        )
        .map(({ number, dueOn }) => ({ name: `第 ${number} 项`, dueOn })),
      ...about.flatMap(({ owedOn, order }) =>
        owedOn !== null && isDueSoon(owedOn, today)
          ? [{ name: `${order?.name ?? "批示"}答复`, dueOn: owedOn }]
          : [],
      ),
    ],
  };
}

/** A unit counts by what it has reported itself; the light is the worst of its points'. */
function stateOf(watch: Watch, kind: Watched["kind"], points: Point[]) {
  const percents =
    kind === "unit"
      ? points.flatMap(({ units }) =>
          units.filter(({ unit }) => unit.id === watch.unitId).map((share) => share.percent ?? 0),
        )
      : points.map(({ percent }) => percent);
  return { light: worstLight(points.map(({ light }) => light)), percent: mean(percents) };
}
