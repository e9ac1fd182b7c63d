import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Difference } from "@/lib/imports/differences";
import { toldDifferences } from "@/lib/imports/told";

const text = (before: string, after: string): Difference => ({
  ...{
    key: "point:1:text",
    kind: "TEXT",
    byHand: false,
    pointId: 1,
    number: 5,
    title: "教育",
    before,
    after,
  },
});

describe("what the audit log keeps of a difference", () => {
  test("is the stretch that differs, with a little around it", () => {
    const [told] = toldDifferences([
      text(
        `${"甲".repeat(100)}选派20名教师${"乙".repeat(100)}`,
        `${"甲".repeat(100)}选派25名教师${"乙".repeat(100)}`,
      ),
    ]).differences;
    expect(told).toMatchObject({ of: 5, what: "TEXT" });
    expect(told?.former).toMatch(/^…甲+选派20名教师乙+…$/);
    expect(told?.present).toMatch(/^…甲+选派25名教师乙+…$/);
    expect(told?.former.length).toBeLessThan(40);
  });

  test("tells two texts apart whenever they differ, and never grows beyond its bound", () => {
    const any = fc.string({ unit: fc.constantFrom("甲", "乙", "5", "。"), maxLength: 900 });
    fc.assert(
      fc.property(any, any, (before, after) => {
        const [told] = toldDifferences([text(before, after)]).differences;
        expect(told?.former.length).toBeLessThanOrEqual(302);
        expect(told?.present.length).toBeLessThanOrEqual(302);
        if (before !== after && Math.max(before.length, after.length) < 300) {
          expect(told?.former).not.toBe(told?.present);
        }
      }),
    );
  });

  test("says how many it leaves out", () => {
    const many = Array.from({ length: 400 }, (_, at) => text("甲", `乙${at}`));
    const { differences, more } = toldDifferences(many);
    expect([differences.length, more]).toEqual([150, 250]);
  });
});
