import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dueInForce } from "@/lib/plan/redating";
import {
  type ExtensionFacts,
  isPausedOn,
  type MilestoneFacts,
  milestoneState,
  milestonesOn,
  reachedOn,
  sideMilestones,
  weightMistake,
} from "@/lib/plan/rules";
import {
  MILESTONE_TEMPLATES,
  type MilestoneTemplate,
  proposedMilestones,
} from "@/lib/plan/templates";
import { expectedPercent } from "@/lib/status/rules";

const CITIES = [
  { id: 1, shortName: "济南" },
  { id: 2, shortName: "临沂" },
];
const whole = (weight: number) => ({ cityId: null, weight });

describe("the weights of milestones", () => {
  test("of each side sum to 100, those of both sides counted for either", () => {
    expect(weightMistake([whole(60), whole(40)], CITIES)).toBeNull();
    expect(
      weightMistake([whole(50), { cityId: 1, weight: 50 }, { cityId: 2, weight: 50 }], CITIES),
    ).toBeNull();
  });

  test("that miss 100 are named with how much is missing or too much", () => {
    expect(weightMistake([whole(60)], CITIES)).toBe(
      "权重合计 60，还差 40。每一侧的权重须合计 100，请调整。",
    );
    expect(weightMistake([whole(60), whole(55)], CITIES)).toContain("权重合计 115，多出 15");
    expect(weightMistake([whole(60), { cityId: 1, weight: 40 }], CITIES)).toBe(
      "临沂侧权重合计 60，还差 40。每一侧的权重须合计 100，请调整。",
    );
  });

  test("may be none at all for a side, which then goes by days", () => {
    expect(weightMistake([], CITIES)).toBeNull();
    expect(weightMistake([{ cityId: 1, weight: 100 }], CITIES)).toBeNull();
  });
});

describe("a template", () => {
  const templates = Object.keys(MILESTONE_TEMPLATES) as MilestoneTemplate[];

  test.each(templates)("%s proposes weights of 100 in order over the point's time", (template) => {
    const steps = proposedMilestones(template, "2024-04-24", "2024-12-31", "2024-04-20");
    expect(steps.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
    const days = steps.map(({ dueOn }) => dueOn);
    expect([...days].sort()).toEqual(days);
    expect(days.at(-1)).toBe("2024-12-31");
    expect(days.every((day) => day > "2024-04-24")).toBe(true);
  });

  test.each(templates)("%s used late proposes no day that is past", (template) => {
    const late = proposedMilestones(template, "2024-04-24", "2024-12-31", "2024-11-23");
    expect(late.every(({ dueOn }) => dueOn > "2024-11-23")).toBe(true);
    expect(late.at(-1)?.dueOn).toBe("2024-12-31");
    for (const today of ["2024-12-31", "2025-01-05"]) {
      const over = proposedMilestones(template, "2024-04-24", "2024-12-31", today);
      expect(new Set(over.map(({ dueOn }) => dueOn))).toEqual(new Set(["2024-12-31"]));
    }
  });
});

const row = (changes: Partial<MilestoneFacts>): MilestoneFacts => ({
  id: 1,
  rootId: 1,
  pointId: 1,
  cityId: null,
  title: "开工",
  dueOn: "2024-07-31",
  weight: 100,
  addedOn: "2024-05-10",
  removedOn: null,
  reached: [],
  ...changes,
});

describe("milestones on a day", () => {
  test("are those added by then and not yet removed", () => {
    const rows = [row({ removedOn: "2024-06-10" }), row({ id: 2, addedOn: "2024-06-10" })];
    const ids = (day: string) => milestonesOn(rows, day).map(({ id }) => id);
    expect(ids("2024-05-09")).toEqual([]);
    expect(ids("2024-05-10")).toEqual([1]);
    expect(ids("2024-06-09")).toEqual([1]);
    expect(ids("2024-06-10")).toEqual([2]);
  });

  test("of a side are those of every side and its own", () => {
    const rows = [row({}), row({ id: 2, cityId: 1, title: "甲" }), row({ id: 3, cityId: 2 })];
    const titles = sideMilestones(rows, 1, "2024-06-01").map(({ title }) => title);
    expect(titles).toEqual(["开工", "甲"]);
  });

  test("are reached from the day of confirmation until it is revoked, each side on its own", () => {
    const reached = [
      {
        id: 9,
        cityId: 1,
        doneOn: "2024-07-20",
        confirmedOn: "2024-07-25",
        revokedOn: "2024-08-02",
      },
    ];
    const at = (day: string, city = 1) => reachedOn(row({ reached }), city, day)?.id;
    expect(at("2024-07-24")).toBeUndefined();
    expect(at("2024-07-25")).toBe(9);
    expect(at("2024-08-01")).toBe(9);
    expect(at("2024-08-02")).toBeUndefined();
    expect(at("2024-07-25", 2)).toBeUndefined();
  });

  test("are late from the day after they were due", () => {
    const state = (day: string, doneOn: string | null = null) =>
      milestoneState({ dueOn: "2024-07-31", doneOn }, day);
    expect(state("2024-07-31")).toBe("COMING");
    expect(state("2024-08-01")).toBe("LATE");
    expect(state("2024-08-01", "2024-08-01")).toBe("DONE");
  });

  test("make what is expected never fall as days pass, and 100 % at the end", () => {
    fc.assert(
      fc.property(
        fc.constantFrom<MilestoneTemplate>("activity", "project", "agreement", "indicator"),
        fc.integer({ min: 0, max: 250 }),
        (template, days) => {
          const milestones = proposedMilestones(
            template,
            "2024-04-24",
            "2024-12-31",
            "2024-04-24",
          ).map((step) => ({ ...step, doneOn: null }));
          const schedule = {
            issuedOn: "2024-04-24",
            startsOn: "2024-04-24",
            dueOn: "2024-12-31",
            milestones,
          };
          const day = (offset: number) =>
            new Date(Date.UTC(2024, 3, 24 + offset)).toISOString().slice(0, 10);
          expect(expectedPercent(schedule, day(days + 1))).toBeGreaterThanOrEqual(
            expectedPercent(schedule, day(days)),
          );
          expect(expectedPercent(schedule, "2024-12-31")).toBe(100);
        },
      ),
    );
  });
});

describe("the due date in force", () => {
  const extension = (changes: Partial<ExtensionFacts>) => ({
    id: 1,
    decision: "APPROVED" as const,
    decidedOn: "2024-08-14",
    toOn: "2024-10-31",
    ...changes,
  });

  test("is the published one until the day an extension is approved, then the newest", () => {
    const all = [
      extension({}),
      extension({ id: 2, decidedOn: "2024-10-08", toOn: "2024-11-30" }),
      extension({ id: 3, decision: "REFUSED", decidedOn: "2024-11-01", toOn: "2024-12-31" }),
      extension({ id: 4, decision: null, decidedOn: null, toOn: "2024-12-31" }),
    ];
    const on = (day: string) => dueInForce("2024-09-30", all, day);
    expect(on("2024-08-13")).toEqual({ dueOn: "2024-09-30", extended: 0, updated: false });
    expect(on("2024-08-14")).toMatchObject({ dueOn: "2024-10-31", extended: 1 });
    expect(on("2024-10-07")).toMatchObject({ dueOn: "2024-10-31", extended: 1 });
    expect(on("2024-10-08")).toMatchObject({ dueOn: "2024-11-30", extended: 2 });
    expect(on("2024-12-01")).toMatchObject({ dueOn: "2024-11-30", extended: 2, updated: false });
  });
});

test("a pause holds from its first day and no longer on the day it ends", () => {
  const pauses = [{ startsOn: "2024-09-02", endsOn: "2024-11-04" }];
  const on = (day: string) => isPausedOn(pauses, day);
  expect(["2024-09-01", "2024-09-02", "2024-11-03", "2024-11-04"].map(on)).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isPausedOn([{ startsOn: "2024-09-02", endsOn: null }], "2025-09-02")).toBe(true);
});
