import fc from "fast-check";
import { expect, test } from "vitest";
import { callOf, type NamedByMany, unitsCalled } from "@/lib/units/calling";

const city = { name: "济南市", shortName: "济南" };
const unit = (shortName: string, aliases: string[] = []): NamedByMany => ({
  ...{ name: `济南市${shortName}`, shortName, aliases, others: [], city },
});
const units = ["教育局", "科技局", "文化和旅游局", "发展改革委", "卫生健康委", "林业局"].map(
  (name) => unit(name),
);

test.each([
  ["济南市文化和旅游局", "EXACTLY"],
  ["jnswhhlyj", "EXACTLY"],
  ["济南文化和旅游局", "EXACTLY"],
  ["jnswh", "FROM_THE_START"],
  ["旅游", "WITHIN"],
  ["lyj", "WITHIN"],
  ["文旅局", "ABRIDGED"],
  ["文旅", "ABRIDGED"],
  ["wlj", "ABRIDGED"],
  ["济南文旅局", "ABRIDGED"],
] as const)("%s calls 济南市文化和旅游局 %s", (word, how) => {
  expect(callOf(unit("文化和旅游局"), [word])?.how).toBe(how);
});

test.each(["旅文", "化旅局", "济局", "wl", "wlz", "临沂文旅局", "w1"])(
  "%s does not call it",
  (word) => {
    expect(callOf(unit("文化和旅游局"), [word])).toBeNull();
  },
);

test("several words all have to call it, in whatever order", () => {
  expect(callOf(unit("文化和旅游局"), ["济南", "文旅局"])?.how).toBe("ABRIDGED");
  expect(callOf(unit("文化和旅游局"), ["文旅局", "济南"])?.how).toBe("ABRIDGED");
  expect(callOf(unit("文化和旅游局"), ["文旅局", "临沂"])).toBeNull();
  expect(callOf(unit("文化和旅游局"), [])).toBeNull();
});

test("letters that only abridge a name give way to those that stand in one", () => {
  const called = (word: string) => unitsCalled(units, [word]).map((each) => each.unit.shortName);
  expect(called("lyj")).toEqual(["林业局", "文化和旅游局"]);
  expect(called("wlj")).toEqual(["文化和旅游局"]);
});

test("the name itself is always first, and every name calls its unit", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc.string({
          unit: fc.constantFrom(..."教育局科技和发展改革委"),
          minLength: 2,
          maxLength: 6,
        }),
        { minLength: 1, maxLength: 8 },
      ),
      (names) => {
        const some = names.map((name) => unit(name));
        for (const each of some) {
          expect(unitsCalled(some, [each.name])[0]?.unit).toBe(each);
        }
      },
    ),
  );
});
