import type { Halt } from "../plan/rules";
import { mean } from "../status/roll-up";
import { type Light, worstLight } from "../status/rules";
import { isDueSoon, newsOf, type WatchedFacts } from "../watches/rules";
import type { Board, Point } from "./board";
import { raisedSince, turnsBetween } from "./changes";
import type { DirectiveView } from "./directives";
import { type Part, partOf } from "./sides";

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
      const { held, ...named } = thing;
      const earlier = thingOf(watch, before)?.held ?? [];
      const facts = factsOf(watch, named.kind, held, earlier, { now, before, directives });
      const halted = named.kind === "point" ? (held[0]?.point.halted ?? null) : null;
      return { watch, ...named, ...facts.now, halted, news: newsOf(facts) };
    });
}

/** A point inside what is followed, and how much of it that is: of a unit its city's side. */
type Held = { point: Point; part: Part };

const wholly = (point: Point): Held => ({ point, part: point });

function thingOf(watch: Watch, board: Board) {
  const point = board.points.find(({ id }) => id === watch.pointId);
  if (point) {
    const { number, title } = point;
    return { kind: "point" as const, number, title, held: [wholly(point)] };
  }
  const chapter = board.chapters.find(({ id }) => id === watch.chapterId);
  if (chapter) {
    const { number, title, points } = chapter;
    return { kind: "chapter" as const, number, title, held: points.map(wholly) };
  }
  const unit = board.assignments.find((share) => share.unit.id === watch.unitId)?.unit;
  if (!unit) return undefined;
  const held = board.points
    .filter(({ units }) => units.some((share) => share.unit.id === unit.id))
    .map((each) => ({ point: each, part: partOf(each, unit) }));
  return { kind: "unit" as const, number: unit.id, title: unit.name, held };
}

function factsOf(
  watch: Watch,
  kind: Watched["kind"],
  held: Held[],
  earlier: Held[],
  { now, before, directives }: { now: Board; before: Board; directives: DirectiveView[] },
): WatchedFacts {
  const today = now.asOf;
  const known = new Map(earlier.map((each) => [each.point.id, each]));
  const numbers = new Map(now.points.map(({ id, number }) => [id, number]));
  const own = raisedSince(now, before.asOf)
    .filter(({ pointId, unit }) =>
      kind === "unit" ? unit.id === watch.unitId : held.some(({ point }) => point.id === pointId),
    )
    .map((problem) => ({ ...problem, number: numbers.get(problem.pointId) ?? 0 }));
  const about = directives.filter(
    (each) =>
      each.withdrawnOn === null &&
      (each.units.some(({ id }) => id === watch.unitId) ||
        each.chapterId === (watch.chapterId ?? -1) ||
        (kind !== "unit" && held.some(({ point }) => point.id === each.pointId))),
  );
  return {
    today,
    now: stateOf(watch, kind, held),
    before: earlier.length > 0 ? stateOf(watch, kind, earlier) : null,
    turned: held.flatMap((each) => {
      const old = known.get(each.point.id);
      return old ? turnedOf(kind, old, each) : [];
    }),
    problems: own,
    directives: about
      .filter(({ issuedOn }) => issuedOn > before.asOf)
      .map(({ text, order }) => ({ text, order: order?.name })),
    due: [
      ...held
        .filter(
          ({ point: { dueOn, halted }, part: { light } }) =>
            light !== "COMPLETED" && !halted && isDueSoon(dueOn, today),
        )
        .map(({ point: { number, dueOn } }) => ({ name: `第 ${number} 项`, dueOn })),
      ...about.flatMap(({ owedOn, order }) =>
        owedOn !== null && isDueSoon(owedOn, today)
          ? [{ name: `${order?.name ?? "批示"}答复`, dueOn: owedOn }]
          : [],
      ),
    ],
  };
}

/** Lights inside the thing that turned: of a unit those of its own side and no other. */
function turnedOf(kind: Watched["kind"], old: Held, { point, part }: Held): WatchedFacts["turned"] {
  const { number } = point;
  if (kind === "unit") {
    const [from, to] = [old.part.light, part.light];
    const city = part.sides.length === 1 ? part.sides[0]?.city.shortName : undefined;
    return from === to ? [] : [{ number, city, from, to }];
  }
  return turnsBetween(old.point, point)
    .filter(({ city }) => kind === "chapter" || city !== null)
    .map(({ city, before, after }) => ({
      number,
      city: city?.shortName,
      from: before.light,
      to: after.light,
    }));
}

/** A unit counts by what it has reported itself; the light is the worst of its sides', or of the points'. */
function stateOf(watch: Watch, kind: Watched["kind"], held: Held[]) {
  const percents =
    kind === "unit"
      ? held.flatMap(({ point: { units } }) =>
          units.filter(({ unit }) => unit.id === watch.unitId).map((share) => share.percent ?? 0),
        )
      : held.map(({ point }) => point.percent);
  return { light: worstLight(held.map(({ part }) => part.light)), percent: mean(percents) };
}
