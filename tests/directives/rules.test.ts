import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/dates";
import {
  type DirectiveFacts,
  directedStatus,
  directiveStatus,
  owesReply,
} from "@/lib/directives/rules";
import { DIRECTIVE_LIGHT_NAMES } from "@/lib/glossary-states";
import { accepted, askedFor, DUE, directive, order, unit, waiting } from "./facts";

const lightOn = (day: string, part: Partial<DirectiveFacts>) =>
  directiveStatus(directive(part), day).light;

describe("a unit that a directive is addressed to", () => {
  test.each([
    ["owes an answer to the end of the due day", [], DUE, "AWAITED"],
    ["is late from the day after", [], "2024-09-21", "OVERDUE"],
    ["is not late once it has answered, however late", [waiting], "2024-10-20", "REPLIED"],
    ["is done once its answer is accepted", [accepted], "2024-10-20", "SETTLED"],
    ["that is asked again has the new day", [askedFor("2024-09-30")], "2024-09-25", "ASKED_AGAIN"],
    [
      "that is asked again is late after that day",
      [askedFor("2024-09-30")],
      "2024-10-01",
      "OVERDUE",
    ],
    [
      "that answers again awaits the leader",
      [askedFor("2024-09-30"), waiting],
      "2024-10-05",
      "REPLIED",
    ],
    [
      "that is asked twice has the latest day",
      [askedFor("2024-09-22"), askedFor("2024-10-08")],
      "2024-10-08",
      "ASKED_AGAIN",
    ],
  ] as const)("%s", (_, replies, day, state) => {
    expect(directedStatus(directive({}), unit(...replies), day).state).toBe(state);
  });

  test("shows the days left to the day that holds for it", () => {
    expect(directedStatus(directive({}), unit(), "2024-09-18")).toEqual({
      state: "AWAITED",
      dueOn: DUE,
      daysLeft: 2,
    });
    expect(directedStatus(directive({}), unit(askedFor("2024-09-30")), "2024-10-02")).toEqual({
      state: "OVERDUE",
      dueOn: "2024-09-30",
      daysLeft: -2,
    });
  });
});

describe("the light of a directive", () => {
  test("is 办理中 while there is time, 临近到期 in the last three days", () => {
    expect(lightOn("2024-09-16", {})).toBe("IN_HAND");
    expect(lightOn("2024-09-17", {})).toBe("DUE_SOON");
    expect(lightOn(DUE, {})).toBe("DUE_SOON");
  });

  test.each([
    ["NORMAL", 7],
    ["IMPORTANT", 3],
    ["URGENT", 0],
  ] as const)(
    "of level %s is 逾期 from the first day, 严重逾期 when an answer is more than %i days late",
    (level, grace) => {
      expect(lightOn(addDays(DUE, grace + 1), { level })).toBe("LONG_OVERDUE");
      if (grace > 0) expect(lightOn(addDays(DUE, grace), { level })).toBe("OVERDUE");
    },
  );

  test("is 要求补充 as long as a unit has to answer again", () => {
    const units = [unit(askedFor("2024-12-31")), unit(accepted)];
    expect(lightOn("2024-09-10", { units })).toBe("ASKED_AGAIN");
  });

  test("is 待认可, not 已办结, while answers await the leader", () => {
    expect(lightOn("2024-10-30", { units: [unit(waiting), unit(accepted)] })).toBe("REPLIED");
  });

  test("is 已办结 when every answer is accepted", () => {
    expect(lightOn("2024-10-30", { units: [unit(accepted), unit(waiting, accepted)] })).toBe(
      "SETTLED",
    );
  });

  test("is out once it is withdrawn", () => {
    expect(lightOn("2024-12-30", { withdrawn: true })).toBeNull();
  });

  test("says why in one sentence, with what ends it", () => {
    const say = (day: string, part: Partial<DirectiveFacts>) =>
      directiveStatus(directive(part), day).reason;
    expect(say("2024-09-01", { units: [unit(), unit(accepted)] })).toBe(
      "办理中：9月20日前答复，已答复 1 家，共 2 家",
    );
    expect(say("2024-09-18", {})).toBe(
      "临近到期：距答复时限 9月20日仅剩 2 天，临沂市教育局还没有答复；答复后即解除",
    );
    expect(say(DUE, {})).toContain("今天到期");
    expect(say("2024-09-30", {})).toBe("严重逾期：临沂市教育局逾期 10 天未答复；答复后即解除");
    expect(say("2024-09-18", { units: [unit(askedFor("2024-09-30"))] })).toBe(
      "要求补充：临沂市教育局须在 9月30日前补充；答复后即解除",
    );
    expect(say("2024-09-30", { units: [unit(waiting)] })).toBe(
      "待认可：1 家单位均已答复，1 家待认可",
    );
    expect(say("2024-09-30", { units: [unit(accepted)] })).toBe("已办结：1 家单位的答复均已认可");
    expect(say("2024-09-30", { withdrawn: true })).toBe("已撤回，不再要求答复");
    // A day of another year says so.
    expect(say("2024-12-20", { dueOn: "2025-01-15" })).toBe(
      "办理中：2025年1月15日前答复，已答复 0 家，共 1 家",
    );
    expect(say("2024-12-30", { dueOn: "2025-01-01" })).toContain(
      "距答复时限 2025年1月1日仅剩 2 天",
    );
    const asked = [unit(askedFor("2025-01-20"))];
    expect(say("2024-12-20", { units: asked })).toContain("须在 2025年1月20日前补充");
  });
});

const day = fc.integer({ min: -60, max: 60 }).map((days) => addDays(DUE, days));
const again = day.map(askedFor);
// As commands write them: every reply but the last was asked for again.
const replies = fc
  .tuple(fc.array(again, { maxLength: 3 }), fc.constantFrom([], [waiting], [accepted]))
  .map(([before, last]) => [...before, ...last]);
const facts = fc.record({
  level: fc.constantFrom("NORMAL", "IMPORTANT", "URGENT"),
  dueOn: fc.constant(DUE),
  withdrawn: fc.boolean(),
  units: fc.array(fc.record({ name: fc.constant("甲"), replies }), { minLength: 1, maxLength: 5 }),
}) as fc.Arbitrary<DirectiveFacts>;

describe("whatever the directive", () => {
  test("its lights are named in the order of their severity", () => {
    expect(Object.keys(DIRECTIVE_LIGHT_NAMES)).toEqual(order);
  });

  test("its light follows from its units: 逾期 exactly where one is late, 已办结 where all are accepted", () => {
    fc.assert(
      fc.property(facts, day, (given, asOf) => {
        const { light, reason, units } = directiveStatus(given, asOf);
        if (given.withdrawn) {
          expect(light).toBeNull();
          return;
        }
        const owing = units.some(({ state }) => owesReply(state));
        const late = units.some(({ state }) => state === "OVERDUE");
        expect(light === "REPLIED" || light === "SETTLED").toBe(!owing);
        expect(light === "SETTLED").toBe(units.every(({ state }) => state === "SETTLED"));
        expect(light === "OVERDUE" || light === "LONG_OVERDUE").toBe(late);
        expect(reason.startsWith(`${DIRECTIVE_LIGHT_NAMES[light ?? "SETTLED"]}：`)).toBe(true);
      }),
    );
  });

  test("time alone never makes a light better", () => {
    fc.assert(
      fc.property(facts, day, (given, asOf) => {
        const now = directiveStatus(given, asOf).light;
        const then = directiveStatus(given, addDays(asOf, 1)).light;
        if (now === null || now === "SETTLED") expect(then).toBe(now);
        else expect(order.indexOf(then ?? "")).toBeGreaterThanOrEqual(order.indexOf(now));
      }),
    );
  });

  test("an answer never makes it worse", () => {
    fc.assert(
      fc.property(facts, day, (given, asOf) => {
        const before = directiveStatus(given, asOf);
        const index = before.units.findIndex(({ state }) => owesReply(state));
        if (given.withdrawn || index < 0) return;
        const units = given.units.map((each, at) =>
          at === index ? { ...each, replies: [...each.replies, waiting] } : each,
        );
        const after = directiveStatus({ ...given, units }, asOf);
        expect(order.indexOf(after.light ?? "")).toBeLessThanOrEqual(
          order.indexOf(before.light ?? ""),
        );
      }),
    );
  });

  test("a level above another is never the milder", () => {
    fc.assert(
      fc.property(facts, day, (given, asOf) => {
        const [normal, important, urgent] = (["NORMAL", "IMPORTANT", "URGENT"] as const).map(
          (level) => order.indexOf(directiveStatus({ ...given, level }, asOf).light ?? ""),
        );
        expect(normal).toBeLessThanOrEqual(important ?? 0);
        expect(important).toBeLessThanOrEqual(urgent ?? 0);
      }),
    );
  });
});
