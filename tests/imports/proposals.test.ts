import { describe, expect, test } from "vitest";
import { numbersOf } from "@/lib/documents/commands";
import { readNotice } from "@/lib/documents/notice";
import { cityOfHead } from "@/lib/imports/bare-names";
import { contentOf, importedPoints, type UnitDecision } from "@/lib/imports/content";
import type { KnownUnit } from "@/lib/imports/known-units";
import { nearestFirst } from "@/lib/imports/nearest";
import { isAnyones, matchUnits } from "@/lib/imports/unit-matches";
import { NOTICE } from "./notices";

/** The names of the notice, as its first clause would list them. */
function matches(
  names: string[],
  known: KnownUnit[] = [],
  decisions: Record<string, UnitDecision> = {},
) {
  const content = contentOf(readNotice(NOTICE), numbersOf);
  const [point] = importedPoints(content);
  if (!point) throw new Error("the notice has no point");
  const unit = { role: "RESPONSIBLE", scope: null, origin: "CLAUSE", line: 1 } as const;
  point.units = names.map((written) => {
    const cityName = content.cities.find(({ name }) => written.startsWith(name))?.name ?? null;
    return { ...unit, name: written, written, cityName };
  });
  const chapters = content.chapters.map((chapter) => ({ ...chapter, points: [point] }));
  const read = { ...content, chapters: chapters.slice(0, 1), units: decisions };
  return new Map(matchUnits(read, known).map((match) => [match.name, match]));
}

const held = (id: number, name: string): KnownUnit => ({
  ...{ id, name, aliases: [], pinyinInitials: name, kind: "COUNTY", cityName: "青河市" },
});

describe("two names of one notice", () => {
  test("a district and its government are one, and so is an office with its plate: asked, and filled in", () => {
    const found = matches([
      "番禺区",
      "番禺区人民政府",
      "番禺区政府",
      "市市场监管局（市知识产权局）",
      "市市场监管局",
      "青河市财政局",
    ]);
    const proposed = [...found.values()].map(({ name, state, proposal }) => [
      ...[name, state, proposal?.why, proposal?.sure, proposal?.decision],
    ]);
    const twin = (name: string, sameAs: string) => [name, "ASKED", "TWIN", true, { sameAs }];
    const open = (name: string, state = "ASKED") => [name, state, ...Array(3).fill(undefined)];
    expect(proposed).toEqual([
      twin("番禺区", "番禺区人民政府"),
      open("番禺区人民政府"),
      twin("番禺区政府", "番禺区人民政府"),
      twin("市市场监管局（市知识产权局）", "市市场监管局"),
      open("市市场监管局"),
      open("青河市财政局", "NEW"),
    ]);
  });

  test("the unit of the directory comes first, and an abbreviation is only asked about", () => {
    const found = matches(
      ["番禺区", "青河市发改委", "青河市发展改革委"],
      [held(7, "番禺区人民政府")],
    );
    expect(found.get("番禺区")?.proposal).toMatchObject({ sure: true, decision: { unitId: 7 } });
    expect(found.get("青河市发改委")).toMatchObject({
      state: "ASKED",
      proposal: { sure: false, name: "青河市发展改革委" },
    });
    expect(found.get("青河市发展改革委")).toMatchObject({ state: "NEW" });
  });

  test("a district of one city is not that of the other, nor a city its own government", () => {
    const found = matches(["青河市城关区", "白山口市城关区政府", "青河市政府"]);
    expect([...found.values()].map(({ proposal }) => proposal)).toEqual([null, null, null]);
  });
});

test("两地, 双方 mean one of each city; a 部门 is no unit's name and is asked about", () => {
  const names = ["两地教育局", "青河市工业和信息化部门", "青河市工业和信息化局"];
  const found = matches(names);
  expect(found.get("两地教育局")).toMatchObject({
    state: "ASKED",
    proposal: { why: "EACH", sure: true, decision: { cityName: null, inEach: true } },
  });
  const each = { kind: "GOVERNMENT" as const, cityName: null, inEach: true as const };
  const decided = matches(names, [], { 两地教育局: each }).get("两地教育局");
  expect(decided?.standsFor.map(({ name }) => name)).toEqual(["青河市教育局", "白山口市教育局"]);
  expect(found.get("青河市工业和信息化部门")).toMatchObject({
    state: "ASKED",
    proposal: { why: "CALLED", decision: { sameAs: "青河市工业和信息化局" } },
  });
  expect(matches(["青河市商务部门"]).get("青河市商务部门")).toMatchObject({
    state: "ASKED",
    proposal: { why: "CALLED", decision: { kind: "GOVERNMENT", cityName: "青河市" } },
  });
});

test("names without a city are all asked about alike, but those that ask for more", () => {
  const names = ["市教育局", "市科技局", "市科技局（市外专局）", "青河市财政局", "两地教育局"];
  const asked = [...matches(names).values()].filter(isAnyones).map(({ name }) => name);
  expect(asked).toEqual(["市教育局", "市科技局"]);
});

test("the head proposes a city where its office alone issues the notice, to its own", () => {
  const cities = ["青河", "白山口"].map((shortName) => ({ name: `${shortName}市`, shortName }));
  const own = "各区、县（市）人民政府，市政府有关部门、有关直属单位";
  const of = (issuer: string, recipients: string) => cityOfHead({ issuer, recipients, cities });
  expect(of("青河市人民政府办公室", own)).toBe("青河市");
  expect(of("青河市人民政府办公室 白山口市人民政府办公室", own)).toBeNull();
  expect(of("青河市人民政府办公室", "白山口市各有关部门，各县区人民政府")).toBeNull();
  expect(of("青河市人民政府办公室", "各成员")).toBeNull();
  expect(of("省发展改革委", own)).toBeNull();
});

test("units to choose from: nearest names first, the rest city by city as the directory has them", () => {
  const units = [
    ...["丙乡政府", "白山口市水务局", "青河市林业局", "青河市科学技术局"].map((name) => ({
      ...{ name, cityName: ["青河市", "白山口市"].find((city) => name.startsWith(city)) ?? null },
    })),
  ];
  const sorted = nearestFirst("青河市科技局", units, ["青河市", "白山口市"]);
  expect(sorted.map(({ name }) => name)).toEqual([
    "青河市科学技术局",
    "青河市林业局",
    "白山口市水务局",
    "丙乡政府",
  ]);
});
