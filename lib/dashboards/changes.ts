import { addDays, type IsoDate } from "../dates";
import { chineseNumeral, month, quoted } from "../format";
import type { Light } from "../status/rules";
import type { Board, BoardProblem, City, Point } from "./board";
import type { DirectiveView } from "./directives";
import { type Part, sideOf } from "./sides";

/** One day's light with what goes with it. */
export type Standing = { light: Light; percent: number; reason: string };

/** A light that differs between two days: of a whole point, or of one side of it. */
export type Turn = {
  point: Point;
  /** whose side it is; null for the whole point */
  city: City | null;
  before: Standing;
  after: Standing;
  /** what that side, or the whole point, is marked with now */
  marked: Pick<Part, "tags" | "sides">;
  /** the sides whose light or percent differs; null where the city had no side on that day */
  sides: { city: City; before: Standing | null; after: Standing | null }[];
};

/** 转红, 转黄, 转绿, 新办结, and what turned to 未报送 or 未启动. */
export const TURNS = ["SEVERE", "LAGGING", "ON_TRACK", "COMPLETED", "QUIET"] as const;
export type TurnKind = (typeof TURNS)[number];

export type Movement = { before: number; after: number };
export type ProblemChange = { problem: BoardProblem; point: Point };
export type DueChange = { point: Point; before: IsoDate; after: IsoDate };

/** In what an update of the notice has changed a point's words. */
export type Rewording = "NUMBER" | "CHAPTER" | "TITLE" | "TEXT";
export type Reworded = { point: Point; before: Point; what: Rewording[] };

/** What is said of a point that an update of the notice brought, or took away. */
export const NOTICE_CHANGES = {
  added: "通知更新时列入",
  removed: "通知更新后不再列入，以前的日子照旧",
} as const;

/** In what a point was worded anew, as one line. */
export function rewordingText({ point, before, what }: Reworded): string {
  const words: Record<Rewording, string> = {
    NUMBER: `原第 ${before.number} 项，现第 ${point.number} 项`,
    CHAPTER: `原在第${chineseNumeral(before.chapterNumber)}章，现在第${chineseNumeral(point.chapterNumber)}章`,
    TITLE: `标题原为${quoted(before.title)}`,
    TEXT: "正文有改动",
  };
  return what.map((each) => words[each]).join("；");
}

export type Changes = {
  from: IsoDate;
  to: IsoDate;
  turns: Record<TurnKind, Turn[]>;
  raised: ProblemChange[];
  solved: ProblemChange[];
  due: DueChange[];
  /** points an update of the notice brought, took away, worded anew */
  added: Point[];
  removed: Point[];
  reworded: Reworded[];
  plan: Movement;
  chapters: (Movement & { number: number; title: string })[];
};

/**
 * What differs between two boards of one plan, each list by point number; a point is the same whatever
 * its number. Lights and due dates are compared as they stood at the end of both days; problems raised
 * and solved are what happened after the one and up to the other, so that one raised and solved in
 * between is in both lists. What goes with a point that was taken away is not solved by that.
 */
export function changesBetween(before: Board, after: Board): Changes {
  const earlier = new Map(before.points.map((point) => [point.id, point]));
  const later = new Set(after.points.map(({ id }) => id));
  const turns: Changes["turns"] = {
    SEVERE: [],
    LAGGING: [],
    ON_TRACK: [],
    COMPLETED: [],
    QUIET: [],
  };
  const due: DueChange[] = [];
  const reworded: Reworded[] = [];
  for (const point of after.points) {
    const old = earlier.get(point.id);
    if (!old) continue;
    const what = rewordingOf(old, point);
    if (what.length > 0) reworded.push({ point, before: old, what });
    for (const turn of turnsBetween(old, point)) turns[turnOf(turn.after.light)].push(turn);
    if (old.dueOn !== point.dueOn) due.push({ point, before: old.dueOn, after: point.dueOn });
  }
  return {
    from: before.asOf,
    to: after.asOf,
    turns,
    raised: placed(after, raisedSince(after, before.asOf)),
    solved: placed(
      after,
      after.solved.filter(({ closedOn }) => closedOn !== null && closedOn > before.asOf),
    ),
    due,
    added: after.points.filter(({ id }) => !earlier.has(id)),
    removed: before.points.filter(({ id }) => !later.has(id)),
    reworded,
    plan: { before: before.percent, after: after.percent },
    chapters: after.chapters.map(({ number, title, percent }) => ({
      number,
      title,
      before: before.chapters.find((chapter) => chapter.number === number)?.percent ?? 0,
      after: percent,
    })),
  };
}

/**
 * How one point turned: as a whole, and by each side whose turn that does not tell already, because the
 * point's light stayed or turned to another one.
 */
export function turnsBetween(old: Point, point: Point): Turn[] {
  const cities = new Map(
    [...old.sides, ...point.sides].map(({ city }) => [city.id, city] as const),
  );
  const sides = [...cities.values()]
    .map((city) => ({
      city,
      before: standingOf(old.sides.find((side) => side.city.id === city.id)),
      after: standingOf(point.sides.find((side) => side.city.id === city.id)),
    }))
    .filter(
      ({ before, after }) => before?.light !== after?.light || before?.percent !== after?.percent,
    );
  const told = old.light === point.light ? null : turnOf(point.light);
  return [
    ...(told === null
      ? []
      : [
          {
            point,
            city: null,
            before: standing(old),
            after: standing(point),
            marked: point,
            sides,
          },
        ]),
    ...sides.flatMap((side) => {
      const { city, before, after } = side;
      if (!before || !after || before.light === after.light) return [];
      if (turnOf(after.light) === told) return [];
      return [
        { point, city, before, after, marked: sideOf(point, city.id) ?? point, sides: [side] },
      ];
    }),
  ];
}

/** Problems raised after a day and up to the board's, whatever became of them since. */
export function raisedSince({ problems, solved }: Board, day: IsoDate): BoardProblem[] {
  return [...problems, ...solved].filter(({ raisedOn }) => raisedOn > day);
}

function rewordingOf(old: Point, point: Point): Rewording[] {
  const what: Rewording[] = [];
  if (old.number !== point.number) what.push("NUMBER");
  if (old.chapterNumber !== point.chapterNumber) what.push("CHAPTER");
  if (old.title !== point.title) what.push("TITLE");
  if (old.body !== point.body || old.clause !== point.clause) what.push("TEXT");
  return what;
}

export function turnOf(light: Light): TurnKind {
  return light === "UNREPORTED" || light === "NOT_STARTED" ? "QUIET" : light;
}

/** Those issued after one day and up to another, the newest first as they were. */
export function issuedBetween<D extends Pick<DirectiveView, "issuedOn">>(
  directives: D[],
  from: IsoDate,
  to: IsoDate,
): D[] {
  return directives.filter(({ issuedOn }) => issuedOn > from && issuedOn <= to);
}

/** The newest meeting held before a day, as a day to compare with. */
export function lastMeeting(
  { meetings }: { meetings: Pick<Board["meetings"][number], "heldOn">[] },
  to: IsoDate,
): NamedDate[] {
  const days = meetings.map(({ heldOn }) => heldOn).filter((heldOn) => heldOn < to);
  const last = days.sort().at(-1);
  return last === undefined ? [] : [{ name: "上次联席会议", date: last }];
}

/** A day one may compare with, and what it is called: 8月填报截止. */
export type NamedDate = { name: string; date: IsoDate };

/**
 * The days offered to compare with, newest first: those named elsewhere (a joint meeting), the due
 * dates of the periods that are over, a week and thirty days back, the day of issue. The first due date
 * is what a comparison starts from unless told.
 */
export function datesToCompare(
  board: Pick<Board, "periods" | "plan">,
  to: IsoDate,
  named: NamedDate[] = [],
): { first: IsoDate; choices: NamedDate[] } {
  const { issuedOn } = board.plan;
  const dues = board.periods
    .map(({ dueOn }) => dueOn)
    .filter((dueOn) => dueOn < to && dueOn >= issuedOn)
    .reverse();
  const choices = [
    ...named,
    ...dues.slice(0, 3).map((date) => ({ name: `${month(date)}填报截止`, date })),
    { name: "一周前", date: addDays(to, -7) },
    { name: "三十天前", date: addDays(to, -30) },
    { name: "印发", date: issuedOn },
  ].filter(({ date }) => date < to && date >= issuedOn);
  const held = new Set<IsoDate>();
  const single = choices.filter(({ date }) => !held.has(date) && held.add(date));
  return {
    first: dues[0] ?? (issuedOn < to ? issuedOn : to),
    choices: single.sort((a, b) => (a.date < b.date ? 1 : -1)),
  };
}

function standing({ light, percent, reason }: Standing): Standing {
  return { light, percent, reason };
}

function standingOf(side: Standing | undefined): Standing | null {
  return side ? standing(side) : null;
}

function placed({ points }: Board, problems: BoardProblem[]): ProblemChange[] {
  const known = new Map(points.map((point) => [point.id, point]));
  return problems
    .flatMap((problem) => {
      const point = known.get(problem.pointId);
      return point ? [{ problem, point }] : [];
    })
    .sort((a, b) => a.point.number - b.point.number || a.problem.id - b.problem.id);
}
