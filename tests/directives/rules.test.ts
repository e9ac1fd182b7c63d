import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/dates";
import {
  type DirectedFacts,
  type DirectiveFacts,
  directedStatus,
  directiveStatus,
  owesReply,
  type ReplyFacts,
} from "@/lib/directives/rules";
import { LIGHT_NAMES } from "@/lib/glossary";

const DUE = "2024-09-20";
const waiting: ReplyFacts = { decision: null };
const accepted: ReplyFacts = { decision: { decision: "ACCEPTED", dueOn: null } };
const askedFor = (dueOn: string): ReplyFacts => ({ decision: { decision: "ASKED_AGAIN", dueOn } });
const unit = (...replies: ReplyFacts[]): DirectedFacts => ({ name: "临沂市教育局", replies });
const directive = (part: Partial<DirectiveFacts>): DirectiveFacts => ({
  level: "NORMAL",
  dueOn: DUE,
  withdrawn: false,
  units: [unit()],
  ...part,
});
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
  test("is green while there is time, amber in the last three days", () => {
    expect(lightOn("2024-09-16", {})).toBe("ON_TRACK");
    expect(lightOn("2024-09-17", {})).toBe("LAGGING");
    expect(lightOn(DUE, {})).toBe("LAGGING");
  });

  test.each([
    ["NORMAL", 7],
    ["IMPORTANT", 3],
    ["URGENT", 0],
  ] as const)("of level %s turns red when an answer is more than %i days late", (level, grace) => {
    expect(lightOn(addDays(DUE, grace + 1), { level })).toBe("SEVERE");
    if (grace > 0) expect(lightOn(addDays(DUE, grace), { level })).toBe("LAGGING");
  });

  test("is amber as long as a unit has to answer again", () => {
    const units = [unit(askedFor("2024-12-31")), unit(accepted)];
    expect(lightOn("2024-09-10", { units })).toBe("LAGGING");
  });

  test("is green, not blue, while answers await the leader", () => {
    expect(lightOn("2024-10-30", { units: [unit(waiting), unit(accepted)] })).toBe("ON_TRACK");
  });

  test("is blue when every answer is accepted", () => {
    expect(lightOn("2024-10-30", { units: [unit(accepted), unit(waiting, accepted)] })).toBe(
      "COMPLETED",
    );
  });

  test("is out once it is withdrawn", () => {
    expect(lightOn("2024-12-30", { withdrawn: true })).toBeNull();
  });

  test("says why in one sentence, with what turns it", () => {
    const say = (day: string, part: Partial<DirectiveFacts>) =>
      directiveStatus(directive(part), day).reason;
    expect(say("2024-09-01", { units: [unit(), unit(accepted)] })).toBe(
      "正常推进：9月20日前答复，已答复 1 家，共 2 家",
    );
    expect(say("2024-09-18", {})).toBe(
      "滞后预警：距答复时限 9月20日仅剩 2 天，临沂市教育局还没有答复；答复后即转绿",
    );
    expect(say(DUE, {})).toContain("今天到期");
    expect(say("2024-09-30", {})).toBe("严重滞后：临沂市教育局逾期 10 天未答复；答复后即转绿");
    expect(say("2024-09-18", { units: [unit(askedFor("2024-09-30"))] })).toBe(
      "滞后预警：临沂市教育局须在 9月30日前补充；答复后即转绿",
    );
    expect(say("2024-09-30", { units: [unit(waiting)] })).toBe(
      "正常推进：1 家单位均已答复，1 家待认可",
    );
    expect(say("2024-09-30", { units: [unit(accepted)] })).toBe("已办结：1 家单位的答复均已认可");
    expect(say("2024-09-30", { withdrawn: true })).toBe("已撤回，不再要求答复");
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
  test("its light follows from its units: red or amber needs one that owes, blue all accepted", () => {
    fc.assert(
      fc.property(facts, day, (given, asOf) => {
        const { light, reason, units } = directiveStatus(given, asOf);
        if (given.withdrawn) {
          expect(light).toBeNull();
          return;
        }
        const owing = units.some(({ state }) => owesReply(state));
        if (light === "LAGGING" || light === "SEVERE") expect(owing).toBe(true);
        expect(light === "COMPLETED").toBe(units.every(({ state }) => state === "SETTLED"));
        if (units.some(({ state }) => state === "OVERDUE" || state === "ASKED_AGAIN")) {
          expect(["LAGGING", "SEVERE"]).toContain(light);
        }
        expect(reason.startsWith(`${LIGHT_NAMES[light ?? "COMPLETED"]}：`)).toBe(true);
      }),
    );
  });

  test("time alone never makes a light better", () => {
    const order = ["ON_TRACK", "LAGGING", "SEVERE"];
    fc.assert(
      fc.property(facts, day, (given, asOf) => {
        const now = directiveStatus(given, asOf).light;
        const then = directiveStatus(given, addDays(asOf, 1)).light;
        if (now === null || now === "COMPLETED") expect(then).toBe(now);
        else expect(order.indexOf(then ?? "")).toBeGreaterThanOrEqual(order.indexOf(now));
      }),
    );
  });

  test("an answer never makes it worse", () => {
    const order = ["COMPLETED", "ON_TRACK", "LAGGING", "SEVERE"];
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
    const order = ["COMPLETED", "ON_TRACK", "LAGGING", "SEVERE"];
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
