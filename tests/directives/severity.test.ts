import { describe, expect, test } from "vitest";
import { type DirectedFacts, directiveStatus, type ReplyFacts } from "@/lib/directives/rules";
import { accepted, askedFor, directive, order, unit, waiting } from "./facts";

// One unit in each state it can be in on a day, and what it alone makes of the light.
const ON = "2024-09-10";
const ALONE: [name: string, DirectedFacts, dueOn: string, light: string][] = [
  ["accepted", unit(accepted), "2024-09-01", "SETTLED"],
  ["answered", unit(waiting), "2024-09-01", "REPLIED"],
  ["with time", unit(), "2024-09-30", "IN_HAND"],
  ["asked again with time", unit(askedFor("2024-09-30")), "2024-09-01", "ASKED_AGAIN"],
  ["asked again and due in three days", unit(askedFor("2024-09-13")), "2024-09-01", "DUE_SOON"],
  ["asked again and due today", unit(askedFor(ON)), "2024-09-01", "DUE_SOON"],
  ["asked again and late", unit(askedFor("2024-09-08")), "2024-09-01", "OVERDUE"],
  ["asked again and long late", unit(askedFor("2024-09-01")), "2024-08-20", "LONG_OVERDUE"],
];

describe("a directive to several units", () => {
  test.each(ALONE)(
    "has the light of one that is %s where it goes to that one alone",
    (_, each, dueOn, light) => {
      expect(directiveStatus(directive({ dueOn, units: [each] }), ON).light).toBe(light);
    },
  );

  // Two units share the directive's own day, so whoever was never asked again stands by that one.
  const answers = [
    [],
    [waiting],
    [accepted],
    ...["2024-09-30", "2024-09-13", ON, "2024-09-08", "2024-09-01"].map((on) => [askedFor(on)]),
  ];
  const days = ["2024-09-30", "2024-09-12", ON, "2024-09-08", "2024-08-20"];
  const levels = ["NORMAL", "IMPORTANT", "URGENT"] as const;

  test("shows the most severe of what each alone would make of it: every pair and triple, day and level", () => {
    const met = new Set<string>();
    const alone = (level: (typeof levels)[number], dueOn: string, replies: ReplyFacts[]) =>
      directiveStatus(directive({ level, dueOn, units: [unit(...replies)] }), ON).light ?? "";
    for (const level of levels) {
      for (const dueOn of days) {
        for (const a of answers) {
          for (const b of answers) {
            for (const c of [undefined, ...answers]) {
              const given = [a, b, ...(c ? [c] : [])];
              const lights = given.map((each) => alone(level, dueOn, each));
              const worst = Math.max(...lights.map((light) => order.indexOf(light)));
              const units = given.map((each) => unit(...each));
              const { light } = directiveStatus(directive({ level, dueOn, units }), ON);
              expect(light).toBe(order[worst]);
              met.add(lights.sort().join(" "));
            }
          }
        }
      }
    }
    expect(met).toContain("ASKED_AGAIN DUE_SOON");
    expect(met).toContain("ASKED_AGAIN OVERDUE");
  });

  test("does not say 要求补充 while another unit's answer is due in a day", () => {
    const units = [
      { name: "临沂市教育局", replies: [askedFor("2024-09-30")] },
      { name: "济南市教育局", replies: [] },
    ];
    expect(directiveStatus(directive({ dueOn: "2024-09-11", units }), ON)).toMatchObject({
      light: "DUE_SOON",
      reason: "临近到期：距答复时限 9月11日仅剩 1 天，济南市教育局还没有答复；答复后即解除",
    });
    const nearer = units.map((each, index) => ({
      ...each,
      replies: [askedFor(index === 0 ? "2024-09-12" : "2024-09-30")],
    }));
    expect(directiveStatus(directive({ units: nearer }), ON).reason).toBe(
      "临近到期：距补充时限 9月12日仅剩 2 天，临沂市教育局还没有补充；答复后即解除",
    );
  });
});
