import fc from "fast-check";
import { addDays } from "@/lib/dates";
import {
  DEFAULT_THRESHOLDS,
  type Milestone,
  type SideFacts,
  sideStatus,
  type Thresholds,
} from "@/lib/status/rules";

/** A side of a point of the 2024 notice on 6 September, exactly on schedule and nothing wrong with it. */
export const FACTS: SideFacts = {
  issuedOn: "2024-04-24",
  startsOn: "2024-04-24",
  dueOn: "2024-12-31",
  milestones: [],
  asOf: "2024-09-06",
  percent: 54,
  closedOn: null,
  paused: false,
  cancelled: false,
  awaitsFirst: null,
  missed: null,
  problemSince: null,
  unresolvedGroups: 0,
  extension: null,
  eased: null,
};

export const MISSED_ONCE = { count: 1, month: "2024-08-01", dueOn: "2024-08-25", locked: false };
export const MISSED_TWICE = { ...MISSED_ONCE, count: 2 };
export const EXTENDED = { fromOn: "2024-09-30", toOn: "2024-10-31", count: 1 };

export const EASED = {
  kind: "REDATED" as const,
  title: "开工",
  redated: { fromOn: "2024-06-30", toOn: "2024-09-30", count: 1 },
};

export function milestone(dueOn: string, doneOn: string | null = null, weight = 1): Milestone {
  return { title: `${dueOn} 的节点`, dueOn, doneOn, weight };
}

export function lightOf(changes: Partial<SideFacts>, thresholds = DEFAULT_THRESHOLDS) {
  return sideStatus({ ...FACTS, ...changes }, thresholds).light;
}

export function rulesOf(changes: Partial<SideFacts>, thresholds = DEFAULT_THRESHOLDS) {
  return sideStatus({ ...FACTS, ...changes }, thresholds).findings.map(({ rule }) => rule);
}

const day = fc.integer({ min: -40, max: 330 }).map((days) => addDays("2024-04-24", days));
const dayOrNull = fc.option(day, { nil: null });

const milestones = fc.array(
  fc.record({
    title: fc.constantFrom("签约", "开工", "验收"),
    dueOn: day,
    weight: fc.integer({ min: 0, max: 60 }),
    doneOn: dayOrNull,
  }),
  { maxLength: 4 },
);

/** Any side there can be, odd ones included: paused and closed and late and silent all at once. */
export const anyFacts: fc.Arbitrary<SideFacts> = fc.record({
  issuedOn: fc.constant("2024-04-24"),
  startsOn: day,
  dueOn: day,
  milestones,
  asOf: day,
  percent: fc.double({ min: 0, max: 100, noNaN: true }),
  closedOn: dayOrNull,
  paused: fc.boolean(),
  cancelled: fc.constant(false),
  awaitsFirst: fc.constantFrom(null, null, { month: "2024-05-01", dueOn: "2024-05-25" }),
  missed: fc.option(
    fc.record({
      count: fc.integer({ min: 1, max: 8 }),
      month: fc.constantFrom("2024-05-01", "2024-08-01"),
      dueOn: fc.constantFrom("2024-05-25", "2024-08-25"),
      locked: fc.boolean(),
    }),
    { nil: null },
  ),
  problemSince: dayOrNull,
  unresolvedGroups: fc.integer({ min: 0, max: 2 }),
  extension: fc.option(
    fc.record({ fromOn: day, toOn: day, count: fc.integer({ min: 1, max: 3 }) }),
    {
      nil: null,
    },
  ),
  eased: fc.constantFrom(null, EASED, { kind: "REWEIGHTED" as const }),
});

/** Any side whose light depends on its figures: begun, not paused, not 销号. */
export const anyOpenFacts = anyFacts.map(
  (facts): SideFacts => ({
    ...facts,
    startsOn: facts.startsOn <= facts.asOf ? facts.startsOn : facts.asOf,
    paused: false,
    awaitsFirst: null,
    closedOn: null,
  }),
);

export const anyThresholds: fc.Arbitrary<Thresholds> = fc
  .tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }))
  .chain(([lagging, more]) =>
    fc.record({
      laggingGap: fc.constant(lagging),
      severeGap: fc.constant(lagging + more),
      milestoneSevereDays: fc.integer({ min: 0, max: 60 }),
      unreportedGraceDays: fc.integer({ min: 0, max: 10 }),
      dueSoonDays: fc.integer({ min: 0, max: 90 }),
      dueSoonPercent: fc.integer({ min: 1, max: 100 }),
      problemDays: fc.integer({ min: 0, max: 60 }),
      outOfStepGap: fc.integer({ min: 1, max: 60 }),
    }),
  );
