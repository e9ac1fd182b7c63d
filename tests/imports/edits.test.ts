import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { numbersOf } from "@/lib/documents/commands";
import { readNotice } from "@/lib/documents/notice";
import { contentOf, type ImportContent, importedPoints, importedText } from "@/lib/imports/content";
import { mergePoint, removePoint, restorePoint, rewritePoint, setPoint } from "@/lib/imports/edits";
import type { KnownUnit } from "@/lib/imports/known-units";
import { openQuestions, targetOf } from "@/lib/imports/rules";
import { matchUnits } from "@/lib/imports/unit-matches";
import { NOTICE } from "./notices";

const content = contentOf(readNotice(NOTICE), numbersOf);
const keys = importedPoints(content).map(({ key }) => key);
const bare = (text: string) => text.replace(/\s/g, "");

/** All text of an import, in its order. */
const whole = (one: ImportContent) =>
  bare(
    one.foreword +
      one.chapters
        .map(
          (chapter) =>
            chapter.marker +
            chapter.title +
            chapter.titleEnd +
            chapter.foreword +
            chapter.points.map((point) => point.before + importedText(point)).join(""),
        )
        .join("") +
      one.afterword,
  );

describe("edits", () => {
  test("lose no character of the text, whatever is merged, taken out and put back", () => {
    const step = fc.tuple(fc.constantFrom("merge", "remove", "restore"), fc.constantFrom(...keys));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        let one = content;
        for (const [what, key] of steps) {
          if (what === "merge") one = mergePoint(one, key);
          else if (what === "remove") one = removePoint(one, key);
          else one = restorePoint(one, key);
        }
        expect([...whole(one)].sort().join("")).toBe([...whole(content)].sort().join(""));
      }),
      { numRuns: 200 },
    );
  });

  test("a point taken out and put back is as it was", () => {
    for (const key of keys) expect(restorePoint(removePoint(content, key), key)).toEqual(content);
  });

  test("a merged point keeps the units of both", () => {
    const merged = mergePoint(content, keys[1] ?? "");
    const [first] = importedPoints(merged);
    const names = importedPoints(content)
      .slice(0, 2)
      .flatMap(({ units }) => units.map(({ name }) => name));
    expect(first?.units.map(({ name }) => name).sort()).toEqual([...new Set(names)].sort());
    expect(importedPoints(merged)).toHaveLength(2);
  });

  test("a text cut by a blank line becomes two points, the units each of its own clause", () => {
    const text =
      "1.共建产业园区。新建园区。（责任单位：青河市发展改革委）\n\n4.引进企业。（责任单位：白山口市商务局）";
    const points = importedPoints(rewritePoint(content, keys[0] ?? "", text));
    const read = points.map(({ number, units }) => `${number} ${units.map(({ name }) => name)}`);
    expect(read.slice(0, 2)).toEqual(["1 青河市发展改革委", "4 白山口市商务局"]);
    expect(new Set(points.map(({ key }) => key)).size).toBe(points.length);
  });

  test("roles, numbers, chapters and days set by hand hold", () => {
    const [point] = importedPoints(content);
    if (!point) throw new Error("no point");
    const set = setPoint(content, point.key, {
      number: 7,
      chapter: "c2",
      dueOn: "2025-06-30",
      units: [{ name: "青河市财政局", role: "LEAD" }],
    });
    expect(set.chapters[0]?.points.map(({ number }) => number)).toEqual([2]);
    const moved = set.chapters[1]?.points.at(-1);
    expect(moved).toMatchObject({ number: 7, dueOn: "2025-06-30", edited: true });
    expect(moved?.units).toMatchObject([
      { name: "青河市财政局", role: "LEAD", cityName: "青河市" },
    ]);
  });
});

describe("names against the directory", () => {
  const unit = (id: number, name: string, more: Partial<KnownUnit> = {}): KnownUnit => ({
    id,
    name,
    aliases: [],
    pinyinInitials: "",
    kind: "GOVERNMENT",
    cityName: "青河市",
    ...more,
  });
  const stateOf = (name: string, known: KnownUnit[], one = content) =>
    matchUnits(one, known).find((match) => match.name === name);

  test("the same name is known, and so is an alias of its city", () => {
    expect(stateOf("青河市财政局", [unit(1, "青河市财政局")])).toMatchObject({
      state: "KNOWN",
      byAlias: false,
    });
    const renamed = unit(2, "青河市文化广电和旅游局", { aliases: ["文化和旅游局"] });
    expect(stateOf("青河市文化和旅游局", [renamed])).toMatchObject({
      state: "KNOWN",
      byAlias: true,
    });
    expect(stateOf("白山口市文化和旅游局", [renamed])).toMatchObject({ state: "NEW" });
  });

  test("something alike is never taken for it, but offered", () => {
    const alike = unit(3, "青河市文化广电和旅游局");
    const match = stateOf("青河市文化和旅游局", [alike, unit(4, "青河市水务局")]);
    expect(match).toMatchObject({ state: "ASKED", unit: null });
    expect(match?.suggestions.map(({ id }) => id)).toEqual([3]);
  });

  test("what looks miswritten is asked about, with the unit it may be where the directory has it", () => {
    const wrong = (name: string) =>
      contentOf(readNotice(NOTICE.replace("青河市财政局", name)), numbersOf);
    const [right, other] = [unit(1, "青河市财政局"), unit(2, "青河市水务局")];
    for (const name of ["青河市财证局", "青河市财攻局", "青河市州财政局"]) {
      const match = stateOf(name, [other, right], wrong(name));
      expect(match, name).toMatchObject({ state: "ASKED", unit: null });
      expect(match?.suggestions.map(({ id }) => id)).toEqual([1]);
    }
    // Nothing like it is there: it is still no new unit by itself.
    expect(stateOf("青河市财证局", [], wrong("青河市财证局"))).toMatchObject({
      ...{ state: "ASKED", suggestions: [], likely: "青河市财政局" },
    });
    // An office of its own is none, though another differs by one character alone.
    expect(stateOf("青河市体育局", [], wrong("青河市体育局"))).toMatchObject({
      ...{ state: "NEW", likely: null },
    });
  });

  test("what a unit was called before is that unit, unless another bears the name now", () => {
    const renamed = unit(5, "青河市财政金融局", { formerNames: ["青河市财政局"] });
    expect(stateOf("青河市财政局", [renamed])).toMatchObject({ state: "KNOWN", unit: renamed });
    const bearer = unit(6, "青河市财政局");
    expect(stateOf("青河市财政局", [renamed, bearer])).toMatchObject({ unit: bearer });
  });

  test("a unit that is no more is asked about, whoever goes on with its work offered first; it is not made anew", () => {
    const gone = unit(7, "青河市财政局", { end: { successorId: 8 } });
    const between = unit(8, "青河市财政金融局", { end: { successorId: 9 } });
    const heir = unit(9, "青河市国资局");
    const alike = unit(10, "青河市财政事务局");
    const known = [gone, between, alike, heir];
    const match = stateOf("青河市财政局", known);
    expect(match).toMatchObject({ state: "ASKED", unit: null, gone: true });
    expect(match?.suggestions.map(({ id }) => id)).toEqual([9, 10]);
    const anew = { kind: "GOVERNMENT" as const, cityName: "青河市" };
    const made = { ...content, units: { 青河市财政局: anew } };
    expect(stateOf("青河市财政局", known, made)).toMatchObject({ state: "ASKED" });
    const passed = { ...content, units: { 青河市财政局: { unitId: 9 } } };
    expect(stateOf("青河市财政局", known, passed)).toMatchObject({ state: "DECIDED", unit: heir });
    const ended = { ...content, units: { 青河市财政局: { unitId: 8 } } };
    expect(stateOf("青河市财政局", known, ended)).toMatchObject({ state: "ASKED" });
    const without = stateOf("青河市财政局", [
      unit(7, "青河市财政局", { end: { successorId: null } }),
    ]);
    expect(without).toMatchObject({ state: "ASKED", suggestions: [] });
  });

  test("a decision holds, unless its unit is gone", () => {
    const decided = { ...content, units: { 青河市财政局: { unitId: 9 } } };
    const there = unit(9, "青河市财政金融局");
    expect(stateOf("青河市财政局", [there], decided)).toMatchObject({
      state: "DECIDED",
      unit: there,
    });
    expect(stateOf("青河市财政局", [], decided)).toMatchObject({ state: "NEW", unit: null });
  });
});

describe("where an import goes", () => {
  const plan = (id: number, more = {}) => ({
    id,
    year: 2025,
    title: "旧",
    documentNumber: "青政办字〔2025〕1号",
    cityNames: ["白山口市", "青河市"],
    ...more,
  });

  test("the same number is the same plan; another of the year is asked about; the rest is new", () => {
    expect(targetOf(content, [])).toMatchObject({ target: "NEW", sure: true });
    expect(targetOf(content, [plan(1, { year: 2024 })])).toMatchObject({ target: "NEW" });
    expect(targetOf(content, [plan(1, { cityNames: ["青河市"] })])).toMatchObject({
      target: "NEW",
    });
    expect(targetOf(content, [plan(1)])).toMatchObject({ target: "ASK", sure: false });
    expect(targetOf({ ...content, target: 1 }, [plan(1)])).toMatchObject({ target: 1 });
    const same = plan(2, { documentNumber: content.documentNumber });
    expect(targetOf({ ...content, target: "NEW" }, [plan(1), same])).toMatchObject({ target: 2 });
  });

  test("each thing that is missing or contradicts itself is one question with its place", () => {
    const places = (one: Partial<ImportContent>) =>
      openQuestions({ ...content, ...one }, [], []).map(({ place, at }) =>
        at ? `${place} ${at}` : place,
      );
    expect(places({})).toEqual([]);
    expect(places({ title: " " })).toEqual(["head title"]);
    expect(places({ documentNumber: "" })).toEqual(["head documentNumber"]);
    expect(places({ issuedOn: "" })).toEqual(["head issuedOn"]);
    expect(places({ year: 0 })).toEqual(["head year"]);
    expect(places({ dueOn: "2025-01-01" })).toEqual(["head dueOn"]);
    expect(places({ cities: [] })).toEqual(["cities"]);
    expect(places({ chapters: [] })).toEqual(["points"]);
    const [first, second] = keys;
    const fields = { chapter: "c1", dueOn: null, units: [] };
    const twice = setPoint(content, second ?? "", { ...fields, number: 1 });
    expect(places({ chapters: twice.chapters })).toEqual([`points ${first}`]);
    const early = setPoint(content, first ?? "", { ...fields, number: 1, dueOn: "2024-01-01" });
    expect(places({ chapters: early.chapters })).toEqual([`points ${first}`]);
  });
});
