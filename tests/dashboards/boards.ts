import fc from "fast-check";
import { type Board, buildBoard } from "@/lib/dashboards/board";
import type { Snapshot, SnapshotAssignment } from "@/lib/dashboards/snapshot";
import { addDays } from "@/lib/dates";
import { monthsOf } from "@/lib/periods/rules";
import type { PauseFacts } from "@/lib/plan/rules";

const START = "2024-04-24";
const END = "2024-12-31";
const MONTHS = monthsOf(START, END).map((period, index) => ({ ...period, id: index + 1 }));

/** 暂停 and 取消 a point may have had, as it stands in `day`. */
const RESTS = {
  NONE: [],
  PAUSED: [["2024-07-10", null, false]],
  WAS_PAUSED: [["2024-05-20", "2024-08-02", false]],
  CANCELLED: [["2024-08-01", null, true]],
  RESTORED: [["2024-05-05", "2024-07-01", true]],
  BOTH: [
    ["2024-05-20", null, false],
    ["2024-08-20", null, true],
  ],
} as const;
type Rest = keyof typeof RESTS;

/** What stands of a report: CORRECTING: approved, and a correction of it came back. */
const SENT = ["NONE", "APPROVED", "PENDING", "RETURNED", "CORRECTING"] as const;

/** What differs from one day to another: a percent, an open problem, a 销号, a due date, what rests. */
type Day = {
  asOf: string;
  percents: (number | null)[];
  problems: Life[];
  closed: boolean[];
  /** those closed were taken up again in July */
  reopened: boolean[];
  dues: string[];
  rests: Rest[];
  sent: (typeof SENT)[number][];
  /** how many of the first periods are locked three days after they were due */
  locked: number;
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
          {
            role: "RESPONSIBLE",
            origin: "DOCUMENT",
            groupId: null,
            // Every fifth unit came to the point later.
            startsOn: id % 5 === 0 && day.asOf > "2024-06-26" ? "2024-06-26" : START,
            endsOn: null,
          },
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
        cells: MONTHS.filter(({ month }) => month <= day.asOf).map(({ month }, place) => {
          const sent = day.sent[(id + place) % day.sent.length] ?? "NONE";
          return {
            month,
            state: sent === "CORRECTING" ? ("RETURNED" as const) : sent,
            updateId: sent === "NONE" ? null : id * 100 + place,
            submittedOn: null,
            approvedOn: sent === "APPROVED" || sent === "CORRECTING" ? START : null,
            percent,
          };
        }),
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
      absences: [],
      formerPlaces: [],
      time: {
        milestones: [],
        extensions: [],
        pauses: pausesOf(day.rests[index % day.rests.length] ?? "NONE", day.asOf),
        adjustments: [],
        notices: [],
        confidences: [],
      },
    })),
    periods: MONTHS.map((period, index) => {
      const lockedOn = addDays(period.dueOn, 3);
      return { ...period, lockedOn: index < day.locked && lockedOn <= day.asOf ? lockedOn : null };
    }),
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
                reopenedOn: day.reopened[(index + cityId) % day.reopened.length]
                  ? "2024-07-10"
                  : null,
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

function pausesOf(rest: Rest, asOf: string): PauseFacts[] {
  return RESTS[rest]
    .filter(([startsOn]) => startsOn <= asOf)
    .map(([startsOn, endsOn, cancelled], index) => ({
      id: cancelled ? -1 - index : index + 1,
      pointId: 0,
      reason: "上级调整",
      basis: "会议纪要〔2024〕3号",
      startsOn,
      endsOn: endsOn !== null && endsOn <= asOf ? endsOn : null,
      startedBy: "管理员",
      cancelled,
    }));
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
  reopened: several(fc.boolean()),
  dues: several(fc.constantFrom("2024-06-30", "2024-09-30", END)),
  rests: several(fc.constantFrom(...(Object.keys(RESTS) as Rest[]))),
  sent: several(fc.constantFrom(...SENT)),
  locked: fc.integer({ min: 0, max: 4 }),
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

/** The same with what it is made of. */
export const anySnapshot: fc.Arbitrary<Snapshot> = fc
  .tuple(anyShape, anyDay)
  .map(([shape, day]) => snapshotOf(shape, day));

/** The same plan on two days; a problem is the same on both. */
export const anyTwoBoards: fc.Arbitrary<[Board, Board]> = fc
  .tuple(anyShape, anyDay, anyDay)
  .map(([shape, one, other]) => [
    buildBoard(snapshotOf(shape, one)),
    buildBoard(snapshotOf(shape, { ...other, problems: one.problems })),
  ]);
