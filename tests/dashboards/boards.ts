import fc from "fast-check";
import { type Board, buildBoard } from "@/lib/dashboards/board";
import type { Snapshot, SnapshotAssignment } from "@/lib/dashboards/snapshot";
import { monthsOf } from "@/lib/periods/rules";

const START = "2024-04-24";
const END = "2024-12-31";
const MONTHS = monthsOf(START, END).map((period, index) => ({
  ...period,
  id: index + 1,
  lockedOn: null,
}));

/** What differs from one day to another: a percent, an open problem, a 销号, a due date. */
type Day = {
  asOf: string;
  percents: (number | null)[];
  problems: Life[];
  closed: boolean[];
  dues: string[];
};

/** When a problem was raised and solved; null where there was none. */
type Life = { raisedOn: string; closedOn: string | null } | null;

/** A small plan: for every point its chapter and the cities whose units answer for it. */
type Shape = { cities: number; points: { chapter: number; sides: number[] }[] };

function snapshotOf({ cities, points }: Shape, day: Day): Snapshot {
  const assignments = points.flatMap(({ sides }, index) =>
    sides.map((city, place): SnapshotAssignment => {
      const id = index * 10 + place + 1;
      const percent = day.percents[id % day.percents.length] ?? null;
      const life = day.problems[id % day.problems.length];
      const problem = { id, text: `问题${id}`, level: "CITY" as const, owner: "" };
      return {
        id,
        pointId: index + 1,
        unit: {
          id: city * 100 + (id % 3),
          name: `单位${city}${id % 3}`,
          shortName: `单位${id % 3}`,
          kind: "GOVERNMENT",
          cityId: city,
          order: city * 100 + (id % 3),
          counterpartId: null,
        },
        terms: [
          { role: "RESPONSIBLE", origin: "DOCUMENT", groupId: null, startsOn: START, endsOn: null },
        ],
        latest:
          percent === null
            ? null
            : {
                percent,
                progressText: "推进",
                problemText: "",
                problemLevel: null,
                month: "2024-05-01",
                submittedOn: START,
                approvedOn: START,
              },
        problems: life && life.raisedOn <= day.asOf ? [{ ...problem, ...asKnown(life, day) }] : [],
        cells: MONTHS.filter(({ month }) => month <= day.asOf).map(({ month }) => ({
          month,
          state: percent === null ? ("NONE" as const) : ("APPROVED" as const),
          updateId: null,
          submittedOn: null,
          approvedOn: percent === null ? null : START,
          percent,
        })),
      };
    }),
  );
  return {
    asOf: day.asOf,
    plan: {
      id: 1,
      year: 2024,
      title: "工作要点",
      documentNumber: "13号",
      issuedOn: START,
      startsOn: START,
      dueOn: END,
    },
    cities: Array.from({ length: cities }, (_, index) => ({
      id: index + 1,
      name: `城市${index + 1}`,
      shortName: `市${index + 1}`,
    })),
    chapters: [1, 2, 3].map((number) => ({ id: number, number, title: `第${number}章` })),
    points: points.map(({ chapter }, index) => ({
      id: index + 1,
      chapterId: chapter,
      number: index + 1,
      title: `要点${index + 1}`,
      body: "",
      clause: "",
      startsOn: START,
      dueOn: day.dues[index % day.dues.length] ?? END,
      time: { milestones: [], extensions: [], pauses: [], adjustments: [], confidences: [] },
    })),
    periods: MONTHS,
    thresholds: [],
    directives: [],
    meetings: [],
    readMarks: [],
    watches: [],
    closures: points.flatMap(({ sides }, index) =>
      [...new Set(sides)].flatMap((cityId) =>
        day.closed[(index + cityId) % day.closed.length]
          ? [
              {
                id: index * 10 + cityId,
                pointId: index + 1,
                cityId,
                outcome: "完成",
                closedOn: START,
                reopenedOn: null,
              },
            ]
          : [],
      ),
    ),
    assignments,
  };
}

function asKnown({ raisedOn, closedOn }: NonNullable<Life>, { asOf }: Day) {
  return { raisedOn, closedOn: closedOn !== null && closedOn <= asOf ? closedOn : null };
}

const several = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: 1, maxLength: 7 });

const anyLife: fc.Arbitrary<Life> = fc.constantFrom(
  null,
  { raisedOn: START, closedOn: null },
  { raisedOn: START, closedOn: "2024-08-25" },
  { raisedOn: "2024-05-10", closedOn: "2024-09-12" },
  { raisedOn: "2024-08-26", closedOn: "2024-09-12" },
  { raisedOn: "2024-08-26", closedOn: "2024-09-21" },
  { raisedOn: "2024-09-20", closedOn: null },
);

const anyDay: fc.Arbitrary<Day> = fc.record({
  asOf: fc.constantFrom("2024-05-10", "2024-08-25", "2024-09-20", "2024-12-31"),
  percents: several(fc.option(fc.integer({ min: 0, max: 100 }), { nil: null })),
  problems: several(anyLife),
  closed: several(fc.boolean()),
  dues: several(fc.constantFrom("2024-06-30", "2024-09-30", END)),
});

const anyShape: fc.Arbitrary<Shape> = fc.integer({ min: 1, max: 3 }).chain((cities) =>
  fc.record({
    cities: fc.constant(cities),
    points: fc.array(
      fc.record({
        chapter: fc.integer({ min: 1, max: 3 }),
        sides: fc.array(fc.integer({ min: 1, max: cities }), { minLength: 1, maxLength: 4 }),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  }),
);

/** One plan of one to three cities on a day; the board is made by the very rules the portal uses. */
export const anyBoard: fc.Arbitrary<Board> = fc
  .tuple(anyShape, anyDay)
  .map(([shape, day]) => buildBoard(snapshotOf(shape, day)));

/** The same plan on two days; a problem is the same on both. */
export const anyTwoBoards: fc.Arbitrary<[Board, Board]> = fc
  .tuple(anyShape, anyDay, anyDay)
  .map(([shape, one, other]) => [
    buildBoard(snapshotOf(shape, one)),
    buildBoard(snapshotOf(shape, { ...other, problems: one.problems })),
  ]);
