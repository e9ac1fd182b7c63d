import { describe, expect, test } from "vitest";
import { easedOn, lateMistake, redatedTo } from "@/lib/plan/milestone-moves";
import { type MilestoneFacts, milestonesOn } from "@/lib/plan/rules";
import { CITIES, reached, row } from "../support/milestones";

/** Rows of a line that was put off to another day on a day. */
const moved = (on: string, dueOn: string, first: Partial<MilestoneFacts> = {}) => [
  row({ ...first, removedOn: on }),
  row({ ...first, id: 2, addedOn: on, dueOn }),
];

describe("a milestone that was put off", () => {
  test("shows from which day to which and how often, from the day it was", () => {
    const rows = [
      row({ removedOn: "2024-06-10" }),
      row({ id: 2, addedOn: "2024-06-10", removedOn: "2024-07-20", dueOn: "2024-07-31" }),
      row({ id: 3, addedOn: "2024-07-20", dueOn: "2024-09-30" }),
    ];
    const on = (day: string) =>
      milestonesOn(rows, day).map((each) => redatedTo(rows, each, day))[0] ?? null;
    expect(on("2024-06-09")).toBeNull();
    expect(on("2024-06-10")).toEqual({ fromOn: "2024-06-30", toOn: "2024-07-31", count: 1 });
    expect(on("2024-07-20")).toEqual({ fromOn: "2024-06-30", toOn: "2024-09-30", count: 2 });
  });

  test("counts once what was tried and put right on one day, and not what was brought forward", () => {
    const tried = [
      row({ removedOn: "2024-06-10" }),
      row({ id: 2, addedOn: "2024-06-10", removedOn: "2024-06-10", dueOn: "2024-12-31" }),
      row({ id: 3, addedOn: "2024-06-10", dueOn: "2024-07-31" }),
    ];
    expect(redatedTo(tried, tried[2] ?? row({}), "2024-06-10")?.count).toBe(1);
    const sooner = moved("2024-06-10", "2024-06-20");
    expect(redatedTo(sooner, sooner[1] ?? row({}), "2024-06-10")).toBeNull();
    expect(easedOn(sooner, 1, "2024-06-10")).toEqual([]);
  });

  test("eases the sides that had not reached it, on that day", () => {
    const rows = moved("2024-06-10", "2024-07-31", { reached: [reached(2, "2024-06-01")] });
    expect(easedOn(rows, 1, "2024-06-09")).toEqual([]);
    expect(easedOn(rows, 1, "2024-06-10")).toEqual([
      {
        kind: "REDATED",
        title: "开工",
        redated: { fromOn: "2024-06-30", toOn: "2024-07-31", count: 1 },
        on: "2024-06-10",
      },
    ]);
    // Of the side that had reached it less is expected by then all the same.
    expect(easedOn(rows, 2, "2024-06-10")).toMatchObject([{ kind: "REWEIGHTED" }]);
  });

  test("or taken out, or given less weight before the end, eases as well; the first plan of milestones does not", () => {
    expect(easedOn([row({})], 1, "2024-12-31")).toEqual([]);
    expect(easedOn([row({ removedOn: "2024-06-10" })], 1, "2024-06-10")).toEqual([
      { kind: "REMOVED", title: "开工", dueOn: "2024-06-30", on: "2024-06-10" },
    ]);
    const last = { rootId: 9, dueOn: "2024-11-30" };
    const lighter = [
      row({ weight: 60, removedOn: "2024-06-10" }),
      row({ id: 2, weight: 10, addedOn: "2024-06-10" }),
      row({ id: 9, ...last, weight: 40, removedOn: "2024-06-10" }),
      row({ id: 10, ...last, weight: 90, addedOn: "2024-06-10" }),
    ];
    expect(easedOn(lighter, 1, "2024-06-10")).toEqual([{ kind: "REWEIGHTED", on: "2024-06-10" }]);
  });
});

describe("a milestone that is late", () => {
  const entry = (changes = {}) => ({
    ...{ title: "开工", dueOn: "2024-06-30", weight: 100, cityId: null, rootId: 1 },
    ...changes,
  });
  const ask = (changes: object | null, day = "2024-07-01", rows = [row({})], cities = CITIES) =>
    lateMistake(rows, changes ? [entry(changes)] : [], cities, day);

  test.each([
    ["put off", { dueOn: "2024-07-31" }],
    ["taken out", null],
    ["taken out for one of another line", { rootId: null }],
    ["given less weight", { weight: 99 }],
    ["made one side's", { cityId: 1 }],
  ])("is not %s", (_, changes) => {
    expect(ask(changes)).toMatch(/应于 2024-06-30 完成，济南侧、临沂侧至今没有完成/);
    expect(ask(changes, "2024-06-30")).toBeNull();
  });

  test("may be renamed, and so may all be that is not late", () => {
    expect(ask({ title: "正式开工" })).toBeNull();
    expect(ask({ dueOn: "2024-06-20" })).toBeNull();
    const both = [row({ reached: CITIES.map(({ id }) => reached(id, "2024-07-01")) })];
    expect(ask(null, "2024-07-01", both)).toBeNull();
    expect(ask(null, "2024-07-01", [row({})], [])).toBeNull();
    const one = [row({ reached: [reached(1, "2024-06-20")] })];
    expect(ask(null, "2024-07-01", one)).toContain("，临沂侧至今");
    expect(ask({ cityId: 2 }, "2024-07-01", one)).toBeNull();
  });

  test("is not put off in two steps of a day, nor after its completion was revoked", () => {
    const renamed = [
      row({ removedOn: "2024-07-05" }),
      row({ id: 2, title: "动工", addedOn: "2024-07-05", removedOn: "2024-07-05" }),
    ];
    expect(ask(null, "2024-07-05", renamed)).toContain("至今没有完成");
    const back = { ...reached(1, "2024-06-20"), revokedOn: "2024-07-05" };
    expect(ask({ cityId: 2 }, "2024-07-05", [row({ reached: [back] })])).toContain("济南侧");
  });

  test("because of a slip when it was entered may be put right, once", () => {
    const slip = row({ addedOn: "2024-09-01" });
    expect(ask({ dueOn: "2024-10-31" }, "2024-09-10", [slip])).toBeNull();
    const right = moved("2024-09-10", "2024-10-31", { addedOn: "2024-09-01" });
    expect(ask({ dueOn: "2024-12-31" }, "2024-11-01", right)).toContain("2024-10-31");
  });
});
