import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type DirectoryUnit,
  directorySeal,
  fixedMistakes,
  movedOrder,
  unitMistakes,
  unitSeal,
  type Wanted,
} from "@/lib/directory/rules";

const unit = (id: number, more: Partial<DirectoryUnit> = {}): DirectoryUnit => ({
  id,
  name: `济南市第${id}局`,
  shortName: `第${id}局`,
  aliases: [],
  kind: "GOVERNMENT",
  scope: null,
  cityId: 1,
  counterpartId: null,
  order: id,
  ...more,
});
const fieldsOf = (wanted: Wanted, others: DirectoryUnit[]) =>
  unitMistakes(wanted, others).map(({ field }) => field);

describe("a unit beside the others", () => {
  test("stands when nobody has its name and its aliases lead to it alone", () => {
    const wanted = unit(1, { aliases: ["文旅局"] });
    expect(unitMistakes(wanted, [unit(2), unit(3, { cityId: 2, aliases: ["文旅局"] })])).toEqual(
      [],
    );
  });

  test.each<[string, Partial<DirectoryUnit>, Partial<DirectoryUnit>, string]>([
    ["another's name", { name: "济南市第2局" }, {}, "name"],
    ["an alias of its city", { aliases: ["文旅局"] }, { aliases: ["文旅局"] }, "aliases"],
    ["an alias that is a short name", { aliases: ["第2局"] }, {}, "aliases"],
    [
      "a short name that is an alias",
      { shortName: "文旅局" },
      { aliases: ["文旅局"] },
      "shortName",
    ],
    ["a group without a reach", { kind: "GROUP" }, {}, "scope"],
    ["a reach without a group", { scope: "EVERY" }, {}, "scope"],
    ["a counterpart in its own city", { counterpartId: 2 }, {}, "counterpartId"],
    ["a counterpart nobody knows", { counterpartId: 9 }, {}, "counterpartId"],
    [
      "a group as counterpart",
      { counterpartId: 2 },
      { cityId: 2, kind: "GROUP", scope: "EVERY" },
      "counterpartId",
    ],
  ])("is refused with %s", (_, own, other, field) => {
    expect(fieldsOf(unit(1, own), [unit(2, other)])).toContain(field);
  });

  test("keeps its city and stays what it is once work hangs on it", () => {
    const before = unit(1);
    const fields = (wanted: DirectoryUnit, assigned: boolean, from = before) =>
      fixedMistakes(wanted, from, assigned).map(({ field }) => field);
    expect(fields(unit(1, { cityId: 2 }), true)).toEqual(["cityId"]);
    expect(fields(unit(1, { cityId: 2 }), false)).toEqual([]);
    expect(fields(unit(1, { kind: "GROUP", scope: "EVERY" }), true)).toEqual(["kind"]);
    // A city nobody knew yet may be said at any time.
    expect(fields(unit(1), true, unit(1, { cityId: null }))).toEqual([]);
  });
});

describe("the seal", () => {
  test("changes with each field and with the order", () => {
    const base = unit(1);
    const changes: Partial<DirectoryUnit>[] = [
      { name: "x" },
      { shortName: "x" },
      { aliases: ["x"] },
      { kind: "PARTY" },
      { scope: "EVERY" },
      { cityId: 2 },
      { counterpartId: 5 },
    ];
    const seals = [base, ...changes.map((change) => ({ ...base, ...change }))].map(unitSeal);
    expect(new Set(seals).size).toBe(seals.length);
    expect(directorySeal([base])).not.toBe(directorySeal([{ ...base, order: 7 }]));
  });
});

describe("moving", () => {
  test("goes one place among the units of the city and back again, whatever the numbers", () => {
    const orders = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(orders, fc.nat(), (numbers, pick) => {
        const units = numbers.map((order, index) => unit(index + 1, { order }));
        const before = sorted(units);
        const place = pick % (units.length - 1);
        const id = before[place] ?? 0;
        const down = rearranged(units, movedOrder(units, id, "DOWN"));
        const expected = [...before];
        expected.splice(place + 1, 0, ...expected.splice(place, 1));
        expect(sorted(down)).toEqual(expected);
        expect(sorted(rearranged(down, movedOrder(down, id, "UP")))).toEqual(before);
      }),
    );
  });

  test("leaves the other city alone, and stops at the ends", () => {
    const units = [unit(1), unit(2, { cityId: 2 }), unit(3)];
    expect(
      movedOrder(units, 1, "DOWN")
        ?.map(({ id }) => id)
        .sort(),
    ).toEqual([1, 3]);
    expect(movedOrder(units, 1, "UP")).toBeNull();
    expect(movedOrder(units, 3, "DOWN")).toBeNull();
    expect(movedOrder(units, 9, "DOWN")).toBeNull();
  });
});

function sorted(units: DirectoryUnit[]): number[] {
  return [...units].sort((a, b) => a.order - b.order || a.id - b.id).map(({ id }) => id);
}

function rearranged(units: DirectoryUnit[], moved: { id: number; order: number }[] | null) {
  return units.map((each) => ({ ...each, ...moved?.find(({ id }) => id === each.id) }));
}
