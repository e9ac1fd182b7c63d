import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/dates";
import type { DirectedState } from "@/lib/glossary";
import { LIGHTS, type Light } from "@/lib/status/rules";
import {
  daysToLookAt,
  type EarlierOrder,
  issueFault,
  orderReason,
  type SideRecord,
  suggestOrder,
} from "@/lib/supervision-orders/rules";

const TODAY = "2024-09-20";
const GRADES = ["BLUE", "YELLOW", "RED"] as const;
const STATES: DirectedState[] = ["AWAITED", "REPLIED", "ASKED_AGAIN", "SETTLED", "OVERDUE"];
const NAMES = { BLUE: "蓝督〔2024〕1号", YELLOW: "黄督〔2024〕1号", RED: "红督〔2024〕1号" };

/** Lights of today and of each week before, newest first. */
const weeks = (...lights: Light[]): SideRecord["lights"] =>
  lights.map((light, week) => ({ on: addDays(TODAY, -7 * week), light }));
const order = (
  grade: (typeof GRADES)[number],
  states: DirectedState[],
  dueOn = "2024-09-15",
): EarlierOrder => ({
  name: NAMES[grade],
  grade,
  dueOn,
  units: states.map((state) => ({ state, daysLeft: state === "OVERDUE" ? -5 : 3 })),
});
const bad = (light: Light) => light === "SEVERE" || light === "LAGGING" || light === "UNREPORTED";

describe("a first order is suggested, blue,", () => {
  test.each<[string, SideRecord["lights"], string | null]>([
    ["for a side red for a week", weeks("SEVERE", "SEVERE", "ON_TRACK"), "已连续 7 天以上严重滞后"],
    ["not for one red since less", weeks("SEVERE", "LAGGING", "LAGGING"), null],
    [
      "for one not green for four weeks",
      weeks("LAGGING", "SEVERE", "LAGGING", "UNREPORTED", "LAGGING"),
      "已连续 28 天以上没有转绿",
    ],
    [
      "not for one amber for three",
      weeks("LAGGING", "LAGGING", "LAGGING", "LAGGING", "ON_TRACK"),
      null,
    ],
    ["not for one that has only begun", weeks("SEVERE"), null],
    ["not for a green one", weeks("ON_TRACK", "SEVERE", "SEVERE", "SEVERE", "SEVERE"), null],
    ["not for one closed or not begun", weeks("COMPLETED", "SEVERE", "SEVERE"), null],
    ["not where nothing is known", [], null],
  ])("%s", (_, lights, because) => {
    const expected = because === null ? null : { grade: "BLUE", because };
    expect(suggestOrder({ lights, orders: [] })).toEqual(expected);
  });
});

describe("the next grade", () => {
  const red = weeks("SEVERE", "SEVERE", "SEVERE", "SEVERE", "SEVERE");
  const amber = weeks("LAGGING", "LAGGING", "LAGGING", "LAGGING", "LAGGING");

  test("follows an order that is overdue, whatever is accepted of others", () => {
    expect(suggestOrder({ lights: red, orders: [order("BLUE", ["SETTLED", "OVERDUE"])] })).toEqual({
      grade: "YELLOW",
      because: "蓝督〔2024〕1号逾期 5 天未答复",
    });
    expect(suggestOrder({ lights: red, orders: [order("YELLOW", ["OVERDUE"])] })?.grade).toBe(
      "RED",
    );
  });

  test("follows one whose answers are accepted and whose day has passed while the side is red", () => {
    expect(suggestOrder({ lights: red, orders: [order("BLUE", ["SETTLED"])] })).toEqual({
      grade: "YELLOW",
      because: "蓝督〔2024〕1号时限 9月15日已过 5 天，仍为严重滞后",
    });
    expect(suggestOrder({ lights: red, orders: [order("BLUE", ["SETTLED"], TODAY)] })).toBeNull();
    expect(
      suggestOrder({ lights: red, orders: [order("BLUE", ["SETTLED"], "2023-12-29")] }),
    ).toEqual({
      grade: "YELLOW",
      because: "蓝督〔2024〕1号时限 2023年12月29日已过 266 天，仍为严重滞后",
    });
  });

  test("follows one four weeks after its day while the side is not green", () => {
    const orders = (dueOn: string) => [order("YELLOW", ["SETTLED"], dueOn)];
    expect(suggestOrder({ lights: amber, orders: orders(addDays(TODAY, -28)) })).toEqual({
      grade: "RED",
      because: "黄督〔2024〕1号时限 8月23日已过 28 天，仍没有转绿",
    });
    expect(suggestOrder({ lights: amber, orders: orders(addDays(TODAY, -27)) })).toBeNull();
  });

  test("waits for what is not due, awaits the office or was asked about again", () => {
    for (const state of ["AWAITED", "REPLIED", "ASKED_AGAIN"] as const) {
      const orders = [order("BLUE", ["SETTLED", state])];
      expect(suggestOrder({ lights: red, orders })).toBeNull();
    }
  });

  test("does not exist above red", () => {
    for (const state of STATES) {
      expect(suggestOrder({ lights: red, orders: [order("RED", [state])] })).toBeNull();
    }
  });

  test("is forgotten once the side was green after a settled order: it begins anew with blue", () => {
    const lights = weeks("SEVERE", "SEVERE", "ON_TRACK", "SEVERE", "SEVERE");
    const orders = [order("YELLOW", ["SETTLED"], addDays(TODAY, -20))];
    expect(suggestOrder({ lights, orders })?.grade).toBe("BLUE");
    // Green before its day says nothing of what came of it.
    const later = [order("YELLOW", ["SETTLED"], addDays(TODAY, -10))];
    expect(suggestOrder({ lights, orders: later })?.grade).toBe("RED");
  });
});

const light = fc.constantFrom(...LIGHTS);
const record: fc.Arbitrary<SideRecord> = fc.record({
  lights: fc.array(light, { minLength: 1, maxLength: 6 }).map((lights) => weeks(...lights)),
  orders: fc.array(
    fc
      .tuple(
        fc.constantFrom(...GRADES),
        fc.array(fc.constantFrom(...STATES), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: -60, max: 20 }),
      )
      .map(([grade, states, days]) => order(grade, states, addDays(TODAY, days))),
    { maxLength: 3 },
  ),
});

describe("of any record", () => {
  test("what is suggested may be issued, and is one grade above the last order that still counts", () => {
    fc.assert(
      fc.property(record, (each) => {
        const suggestion = suggestOrder(each);
        if (!suggestion) return;
        expect(issueFault(suggestion.grade, each, null)).toBeNull();
        const last = each.orders.at(-1);
        const steps = GRADES.indexOf(suggestion.grade);
        if (!last) expect(suggestion.grade).toBe("BLUE");
        else expect([0, GRADES.indexOf(last.grade) + 1]).toContain(steps);
      }),
      { numRuns: 2_000 },
    );
  });

  test("nothing is suggested or issued on a side that is closed or not begun", () => {
    fc.assert(
      fc.property(record, fc.constantFrom("COMPLETED", "NOT_STARTED"), (each, end) => {
        const ended = { ...each, lights: [{ on: TODAY, light: end as Light }, ...each.lights] };
        expect(suggestOrder(ended)).toBeNull();
        for (const grade of GRADES) expect(issueFault(grade, ended, null)).not.toBeNull();
      }),
    );
  });

  test("a higher grade is never refused where a lower one may be issued", () => {
    fc.assert(
      fc.property(record, (each) => {
        const faults = GRADES.map((grade) => issueFault(grade, each, null) !== null);
        expect(faults).toEqual([...faults].sort((a, b) => Number(b) - Number(a)));
      }),
    );
  });
});

describe("a person may issue", () => {
  test.each(LIGHTS)("on a side without an order exactly where it is behind: %s", (now) => {
    const fault = issueFault("BLUE", { lights: weeks(now), orders: [] }, null);
    expect(fault === null).toBe(bad(now));
  });

  test("while one is under way only a higher grade, and red again once red is overdue", () => {
    const lights = weeks("SEVERE");
    const open = (grade: (typeof GRADES)[number], state: DirectedState) => ({
      lights,
      orders: [order(grade, [state])],
    });
    expect(issueFault("BLUE", open("BLUE", "AWAITED"), null)).toContain("请选更高的等级");
    expect(issueFault("YELLOW", open("BLUE", "AWAITED"), null)).toBeNull();
    expect(issueFault("YELLOW", open("YELLOW", "OVERDUE"), null)).toContain("请选更高的等级");
    expect(issueFault("RED", open("RED", "AWAITED"), null)).toContain("不能重复督办");
    expect(issueFault("RED", open("RED", "OVERDUE"), null)).toBeNull();
    expect(issueFault("BLUE", open("RED", "SETTLED"), null)).toBeNull();
  });

  test("on a green side only for an order that is overdue", () => {
    const lights = weeks("ON_TRACK");
    expect(issueFault("YELLOW", { lights, orders: [order("BLUE", ["OVERDUE"])] }, null)).toBeNull();
    expect(issueFault("YELLOW", { lights, orders: [order("BLUE", ["SETTLED"])] }, null)).toContain(
      "批示",
    );
  });
});

describe("the days looked at", () => {
  test("are today and four weeks, and the ends of months since an answered order was due", () => {
    const four = ["2024-09-20", "2024-09-13", "2024-09-06", "2024-08-30", "2024-08-23"];
    expect(daysToLookAt(TODAY, "2024-04-24", null)).toEqual(four);
    expect(daysToLookAt(TODAY, "2024-04-24", "2024-06-10")).toEqual([
      ...four,
      "2024-07-31",
      "2024-06-30",
    ]);
  });

  test("do not reach before the plan, but hold today in any case", () => {
    expect(daysToLookAt(TODAY, "2024-09-10", "2024-05-01")).toEqual(["2024-09-20", "2024-09-13"]);
    expect(daysToLookAt(TODAY, "2024-10-01", null)).toEqual([TODAY]);
  });
});

test("the reason is the light's sentence, and what the rule adds", () => {
  expect(orderReason("严重滞后：差 30 个百分点", null)).toBe("严重滞后：差 30 个百分点。");
  expect(orderReason("严重滞后：差 30 个百分点", { grade: "BLUE", because: "已满七天" })).toBe(
    "严重滞后：差 30 个百分点。已满七天。",
  );
});
