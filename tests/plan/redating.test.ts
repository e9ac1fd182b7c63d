import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/dates";
import { extensionText } from "@/lib/format";
import { chapterSince, stoodOn } from "@/lib/plan/places";
import { dueInForce, extendedTo, postponedBy, redatings } from "@/lib/plan/redating";

const FIRST = "2024-09-30";
const day = fc.integer({ min: 0, max: 200 }).map((days) => addDays("2024-05-01", days));
const minute = fc.integer({ min: 0, max: 3 });
const decided = fc.record({ toOn: day, decidedOn: day, order: minute });

/** Extensions, adjustments and updates of the notice in any mixture. */
const given = fc.record({
  extensions: fc.array(decided, { maxLength: 4 }),
  adjustments: fc.array(decided, { maxLength: 4 }),
  notices: fc.array(decided, { maxLength: 4 }),
});
type Given = typeof given extends fc.Arbitrary<infer G> ? G : never;

const all = ({ extensions, adjustments, notices }: Given) =>
  redatings({
    extensions: extensions.map((each, id) => ({ ...each, id, decision: "APPROVED" as const })),
    adjustments: adjustments.map((each, id) => ({ ...each, id, decision: "APPROVED" as const })),
    notices: notices.map(({ decidedOn, toOn, order }, id) => ({
      ...{ id, changedOn: decidedOn, order, fromOn: FIRST, toOn },
    })),
  });

describe("the due date in force", () => {
  test("is that of whatever came last by the day, be it an extension, an adjustment or the notice", () => {
    fc.assert(
      fc.property(given, day, (each, on) => {
        const known = Object.values(each)
          .flat()
          .filter(({ decidedOn }) => decidedOn <= on);
        const { dueOn, extended, updated } = dueInForce(FIRST, all(each), on);
        const last = (one: (typeof known)[number]) => `${one.decidedOn} ${one.order}`;
        const newest = known.map(last).sort().at(-1);
        const may = known.filter((one) => last(one) === newest).map(({ toOn }) => toOn);
        expect(known.length === 0 ? [FIRST] : may).toContain(dueOn);
        const asked = [...each.extensions, ...each.adjustments];
        expect(extended).toBe(asked.filter(({ decidedOn }) => decidedOn <= on).length);
        expect(updated).toBe(each.notices.some(({ decidedOn }) => decidedOn <= on));
      }),
    );
  });

  test("does not change on a day by what comes after it", () => {
    fc.assert(
      fc.property(given, day, (each, on) => {
        const then = all(each).filter(({ decidedOn }) => (decidedOn ?? on) <= on);
        expect(dueInForce(FIRST, all(each), on)).toEqual(dueInForce(FIRST, then, on));
      }),
    );
  });

  test("has the first one beside it as soon as it is another, and says by what", () => {
    const notice = { decidedOn: "2024-06-03", toOn: "2025-03-31", order: 1 };
    const later = { decidedOn: "2024-06-03", toOn: "2025-05-31", order: 2 };
    const one = all({ extensions: [], adjustments: [], notices: [notice] });
    const shown = extendedTo(FIRST, one, "2024-06-03");
    expect(extendedTo(FIRST, one, "2024-06-02")).toBeNull();
    expect(shown && extensionText(shown, "2024-06-03")).toBe(
      "原 9月30日 → 现 2025年3月31日（通知更新）",
    );
    const both = all({ extensions: [later], adjustments: [], notices: [notice] });
    const text = extendedTo(FIRST, both, "2024-06-03");
    expect(text && extensionText(text, "2024-06-03")).toBe(
      "原 9月30日 → 现 2025年5月31日（通知更新，第1次延期）",
    );
    const back = all({
      extensions: [],
      adjustments: [],
      notices: [notice, { decidedOn: "2024-06-05", toOn: FIRST, order: 1 }],
    });
    expect(extendedTo(FIRST, back, "2024-06-05")).toBeNull();
  });

  test("is put off by a notice that names a later one than ever, not by one that brings it forward", () => {
    const notice = (decidedOn: string, toOn: string) => ({ decidedOn, toOn, order: 0 });
    const by = (...notices: Given["notices"]) =>
      postponedBy(FIRST, all({ extensions: [], adjustments: [], notices }), "2024-08-31");
    expect(by(notice("2024-07-01", "2024-12-31"))?.toOn).toBe("2024-12-31");
    expect(by(notice("2024-07-01", "2024-08-31"))).toBeNull();
    expect(by(notice("2024-07-01", "2024-08-31"), notice("2024-07-03", FIRST))).toBeNull();
  });
});

test("a point is one of the plan's on the days it was not away", () => {
  const absences = [
    { since: null, until: "2024-05-20" },
    { since: "2024-07-01", until: "2024-07-03" },
    { since: "2024-09-01", until: null },
  ];
  const on = (date: string) => stoodOn({ absences }, date);
  expect(["2024-05-19", "2024-07-01", "2024-07-02", "2024-09-01", "2025-01-01"].some(on)).toBe(
    false,
  );
  expect(["2024-05-20", "2024-06-30", "2024-07-03", "2024-08-31"].every(on)).toBe(true);
});

test("a chapter an update brought is there from the first day one of its points stands in it", () => {
  const point = (chapterId: number, listed: string | null, moved: string[] = []) => ({
    chapterId,
    absences: listed === null ? [] : [{ since: null, until: listed }],
    formerPlaces: moved.map((until) => ({ chapterId: 1, until })),
  });
  const points = [
    point(1, null),
    point(1, "2024-03-01"),
    point(7, "2024-09-01"),
    point(7, null, ["2024-08-01", "2024-10-01"]),
  ];
  expect(chapterSince(7, points, "2024-06-30")).toBe("2024-08-01");
  expect(chapterSince(7, points, "2024-08-01")).toBe("2024-09-01");
  expect(chapterSince(7, points, "2024-10-01")).toBeNull();
  expect(chapterSince(8, points, "2024-06-30")).toBeNull();
});
