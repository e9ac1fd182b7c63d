import { beforeAll, describe, expect, test } from "vitest";
import { forgetBoards } from "@/lib/dashboards/board-cache";
import { getBoard, getOverview } from "@/lib/dashboards/queries";
import { addDays, fromDbDate, lastOfMonth } from "@/lib/dates";
import { db } from "@/lib/platform/db";
import { getPointRecord } from "@/lib/progress/point-record";
import { LIGHTS } from "@/lib/status/rules";
import { withDatabase } from "../support/database";
import { actorNamed } from "../support/people";

withDatabase({ template: "demonstration" });

const DAYS = [
  "2024-04-24",
  "2024-05-15",
  "2024-05-31",
  "2024-07-28",
  "2024-09-06",
  "2024-09-20",
  "2024-11-30",
  "2024-12-31",
];

type Rows = Awaited<ReturnType<typeof readRows>>;
let rows: Rows;

beforeAll(async () => {
  rows = await readRows();
});

/** Everything the figures rest on, as plain as the tables hold it. */
async function readRows() {
  const [points, assignments, reviews] = await Promise.all([
    db().workPoint.findMany({ orderBy: { number: "asc" }, include: { chapter: true } }),
    db().assignment.findMany({ include: { unit: true, terms: true } }),
    db().review.findMany({ include: { update: true } }),
  ]);
  return { points, assignments, reviews };
}

const average = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const before = (date: Date, day: string) => fromDbDate(date) <= day;

/** The newest approval of an assignment as of a day, by hand. */
function percentOf(assignmentId: number, day: string): number {
  const approvals = rows.reviews
    .filter((review) => review.assignmentId === assignmentId && review.decision === "APPROVED")
    .filter((review) => review.counts && before(review.decidedOn, day))
    .sort((a, b) => a.decidedOn.getTime() - b.decidedOn.getTime() || a.id - b.id);
  return approvals.at(-1)?.update.percent ?? 0;
}

/** The sides of a point as of a day: city → mean over its units. Nobody leads and no group is resolved here. */
function sidesOf(pointId: number, day: string): Map<number, number> {
  const held = rows.assignments.filter((each) => each.pointId === pointId);
  const cities = [...new Set(held.map(({ unit }) => unit.cityId ?? 0))];
  return new Map(
    cities.map((city) => [
      city,
      average(held.filter(({ unit }) => unit.cityId === city).map(({ id }) => percentOf(id, day))),
    ]),
  );
}

async function boardOn(day: string) {
  forgetBoards();
  return getBoard(await actorNamed("leader"), day);
}

describe.each(DAYS)("the dashboards on %s", (day) => {
  test("show percents that anybody can work out from the reports approved by then", async () => {
    expect(
      rows.assignments.every(({ terms }) => terms.length === 1 && terms[0]?.role === "RESPONSIBLE"),
    ).toBe(true);
    const board = await boardOn(day);
    const byHand = rows.points.map(({ id }) => sidesOf(id, day));
    for (const [index, point] of board.points.entries()) {
      const sides = byHand[index] ?? new Map();
      expect(point.sides.map(({ city, percent }) => [city.id, percent])).toEqual(
        board.cities.flatMap(({ id }) =>
          sides.has(id) ? [[id, expect.closeTo(sides.get(id) ?? 0, 9)]] : [],
        ),
      );
      expect(point.percent).toBeCloseTo(average([...sides.values()]), 9);
    }
    const points = byHand.map((sides) => average([...sides.values()]));
    expect(board.percent).toBeCloseTo(average(points), 9);
    for (const chapter of board.chapters) {
      const own = points.filter(
        (_, index) => rows.points[index]?.chapter.number === chapter.number,
      );
      expect(chapter.percent).toBeCloseTo(average(own), 9);
    }
  });

  test("show lights that add up: 31 points, the worse side, the worst of a chapter, the sentence of the light", async () => {
    const board = await boardOn(day);
    const worst = (lights: string[]) => LIGHTS.find((light) => lights.includes(light));
    expect(Object.values(board.counts).reduce((a, b) => a + b)).toBe(31);
    for (const light of LIGHTS) {
      expect(board.counts[light]).toBe(
        board.points.filter((point) => point.light === light).length,
      );
    }
    for (const point of board.points) {
      expect(point.light).toBe(worst(point.sides.map(({ light }) => light)));
      expect(point.units.map(({ id }) => id).sort()).toEqual(
        point.sides.flatMap(({ units }) => units.map(({ id }) => id)).sort(),
      );
    }
    for (const chapter of board.chapters) {
      expect(chapter.light).toBe(worst(chapter.points.map(({ light }) => light)));
    }
    expect(board.chapters.flatMap(({ points }) => points)).toEqual(board.points);
    expect(board.assignments).toHaveLength(161);
  });

  test("know nothing that was handed in, decided or closed later", async () => {
    const leader = await actorNamed("leader");
    const { board, trend } = await getOverview(leader, day);
    const later: string[] = [];
    const check = (date: string | null | undefined) => {
      if (date && date > day) later.push(date);
    };
    for (const share of board.assignments) {
      check(share.latest?.approvedOn);
      check(share.latest?.submittedOn);
      check(share.since);
      for (const cell of share.cells)
        [cell.month, cell.submittedOn, cell.approvedOn].forEach(check);
    }
    for (const { date } of trend) check(date);
    for (const { id } of board.points.slice(0, 8)) {
      const { timeline } = await getPointRecord(leader, id, day);
      for (const entry of timeline) [entry.approvedOn, entry.month].forEach(check);
    }
    expect(later).toEqual([]);
    const closed = await db().closure.findMany({ where: { closedOn: { lte: new Date(day) } } });
    expect(
      board.points.flatMap(({ sides }) => sides).filter(({ light }) => light === "COMPLETED"),
    ).toHaveLength(closed.length);
  });
});

test("the curve shows each month's end as the dashboard of that day showed it", async () => {
  const { trend } = await getOverview(await actorNamed("leader"), "2024-12-31");
  expect(trend).toHaveLength(9);
  for (const { date, month, mean, expected, cities } of trend) {
    expect(date).toBe(lastOfMonth(month));
    const board = await boardOn(date);
    expect(mean).toBeCloseTo(board.percent, 9);
    expect(expected).toBeCloseTo(board.expected, 9);
    const sides = board.points.flatMap((point) => point.sides);
    expect(cities).toEqual(
      board.cities.map((city) =>
        expect.closeTo(
          average(sides.filter((side) => side.city.id === city.id).map(({ percent }) => percent)),
          9,
        ),
      ),
    );
  }
});

test("the overview lists what needs somebody to act, the most severe and furthest behind first", async () => {
  const { board, attention, reporting } = await getOverview(
    await actorNamed("leader"),
    "2024-09-20",
  );
  const needy = board.points.filter(({ light }) =>
    ["SEVERE", "LAGGING", "UNREPORTED"].includes(light),
  );
  expect(attention.map(({ number }) => number).sort()).toEqual(
    needy.map(({ number }) => number).sort(),
  );
  const ranks = attention.map(({ light, percent, expected }) => [
    LIGHTS.indexOf(light),
    percent - expected,
  ]);
  expect(ranks).toEqual([...ranks].sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d));
  const squares = Object.values(reporting?.counts ?? {}).reduce((a, b) => a + b, 0);
  // Nothing is asked of a paused point, or of a side that is 销号, but what was handed in stands.
  const handedIn = ({ cells }: { cells: { state: string; approvedOn: string | null }[] }) =>
    cells.at(-1)?.state === "PENDING" || cells.at(-1)?.approvedOn != null;
  const asked = board.points.flatMap(({ halted, sides }) =>
    sides.flatMap(({ closureId, units }) =>
      units.filter(
        (share) => share.group === "NONE" && ((!halted && closureId === null) || handedIn(share)),
      ),
    ),
  );
  expect(squares).toBe(asked.length);
  expect(squares).toBeLessThan(board.assignments.filter(({ group }) => group === "NONE").length);
});

test("from one day to the next a percent moves only if something was approved on it", async () => {
  for (let day = "2024-09-01"; day < "2024-09-20"; day = addDays(day, 1)) {
    const [one, other] = [await boardOn(day), await boardOn(addDays(day, 1))];
    const moved = other.points.filter(
      (point, index) => point.percent !== one.points[index]?.percent,
    );
    const approved = rows.reviews.filter(
      ({ decidedOn, decision }) =>
        decision === "APPROVED" && fromDbDate(decidedOn) === addDays(day, 1),
    );
    const touched = new Set(
      approved.map(
        ({ assignmentId }) => rows.assignments.find(({ id }) => id === assignmentId)?.pointId,
      ),
    );
    expect(moved.filter(({ id }) => !touched.has(id))).toEqual([]);
  }
});
