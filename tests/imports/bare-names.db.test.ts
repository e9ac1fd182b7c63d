import { beforeAll, describe, expect, test } from "vitest";
import { isBare, nameIn } from "@/lib/imports/bare-names";
import { getImport, type ImportView } from "@/lib/imports/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";
import { answering, notice, stateOf } from "./bare-notices";
import { begin, publish, settle } from "./notices";

withDatabase({ template: "plan" });

const NOW = at("2026-09-20");
let admin: Actor;

beforeAll(async () => {
  admin = await hire("danming", "ADMIN");
});

const answer = answering(() => admin, NOW);

const unitsOf = async (planId: number, number: number) => {
  const rows = await db().assignment.findMany({
    where: { planId, point: { number } },
    select: { unit: { select: { name: true, city: { select: { name: true } } } } },
  });
  return rows.map(({ unit }) => `${unit.name} ${unit.city?.name}`).sort();
};

test("a bare name is told from one that says whose it is, and takes the city it is given", () => {
  const cities = ["青岛", "烟台"].map((short) => ({ name: `${short}市`, shortName: short }));
  const called = (name: string) => cities.slice(0, 1).map((city) => nameIn(city, name, cities))[0];
  const bare = "市科技局 卫健委 市市场监管局 市场监管局 各区市政府 市直有关部门 宣传部 文物局";
  const full = "科技局 卫健委 市场监管局 市场监管局 各区市政府 直有关部门 委宣传部 文物局".split(
    " ",
  );
  expect(bare.split(" ").map(called)).toEqual(full.map((each) => `青岛市${each}`));
  for (const name of [
    "青岛海关",
    "崂山区政府",
    "崂山区委",
    "省直有关部门",
    "沂蒙干部学院",
    "崂山区有关部门",
    "中国人民银行山东省分行",
  ]) {
    expect([name, isBare(name, cities), called(name)]).toEqual([name, false, name]);
  }
});

describe("names without a city in a notice of two", () => {
  let first: ImportView;

  test("are asked; a city makes them that city's, each city has one of its own, nothing doubles", async () => {
    first = await begin(admin, notice("青岛", "烟台", 27), NOW);
    const bare = ["市地方金融监管局", "市科技局", "卫健委", "各区市政府", "市直有关部门"];
    expect(bare.map((name) => stateOf(first, name)?.state)).toEqual(bare.map(() => "ASKED"));
    await answer(first, {
      市地方金融监管局: ["NEW", "烟台市"],
      市科技局: ["NEW", "青岛市"],
      卫健委: ["=青岛市卫健委"],
      各区市政府: ["NEW", "*"],
      // The city alone is an answer.
      市直有关部门: ["", "*"],
    });
    const settled = await settle(admin, first.id);
    expect(stateOf(settled, "卫健委")?.standsFor.map(({ name }) => name)).toEqual(["青岛市卫健委"]);
    const { planId } = await publish(admin, settled, NOW);
    expect(await unitsOf(planId, 1)).toEqual(
      ["烟台市地方金融监管局 烟台市", "烟台市财政局 烟台市", "青岛市财政局 青岛市"].sort(),
    );
    // 市科技局 and 青岛市科技局 are one, and so are the two of 卫健委.
    expect(await unitsOf(planId, 2)).toEqual(["青岛市卫健委 青岛市", "青岛市科技局 青岛市"].sort());
    expect(await unitsOf(planId, 3)).toEqual(
      [
        "烟台市各区市政府 烟台市",
        "烟台市直有关部门 烟台市",
        "烟台市财政局 烟台市",
        "青岛市各区市政府 青岛市",
        "青岛市直有关部门 青岛市",
      ].sort(),
    );
    const groups = await db().unit.findMany({ where: { name: { contains: "各区市政府" } } });
    expect(groups.map(({ kind, groupScope }) => `${kind} ${groupScope}`)).toEqual([
      "GROUP EVERY",
      "GROUP EVERY",
    ]);
  });

  test("read again and answered alike, are the same units and no difference", async () => {
    const before = await db().unit.count();
    const again = await begin(admin, notice("青岛", "烟台", 27), NOW);
    await answer(again, {
      市地方金融监管局: ["NEW", "烟台市"],
      市科技局: ["NEW", "青岛市"],
      卫健委: ["NEW", "青岛市"],
      各区市政府: ["NEW", "*"],
      市直有关部门: ["NEW", "*"],
    });
    const settled = await settle(admin, again.id);
    expect(settled.questions).toEqual([]);
    expect(settled.differences?.list).toEqual([]);
    expect(await db().unit.count()).toBe(before);
  });

  test("what stands for nobody is refused in a sentence, and keeps the question", async () => {
    const view = await begin(admin, notice("青岛", "烟台", 28), NOW);
    const refused = (answers: Parameters<typeof answer>[1]) =>
      expect(answer(view, answers)).rejects;
    await refused({ 卫健委: ["=青岛市没有的局"] }).toMatchObject({
      fields: { "choice.卫健委": expect.stringContaining("文中已没有") },
    });
    await refused({ 卫健委: ["=市科技局"], 市科技局: ["=卫健委"] }).toMatchObject({
      code: "INVALID",
    });
    await refused({ 卫健委: ["NEW", ""] }).toMatchObject({
      fields: { "choice.卫健委": expect.stringContaining("哪个城市") },
    });
    expect(stateOf(await getImport(admin, view.id), "卫健委")?.state).toBe("ASKED");
  });

  test("of another pair of cities are never the first pair's units, bare or by alias", async () => {
    // As an older import left them: bare names filed under a city, and under none.
    const city = await db().city.findUniqueOrThrow({ where: { name: "青岛市" } });
    const unit = (name: string, cityId: number | null, order: number, aliases: string[] = []) =>
      db().unit.create({
        data: {
          ...{ name, shortName: name, pinyinInitials: "x", aliases, cityId },
          ...(name.includes("有关")
            ? { kind: "GROUP", groupScope: "CONCERNED" }
            : { kind: "GOVERNMENT" }),
          officialOrder: order,
        },
      });
    await unit("卫健委", city.id, 901);
    await unit("市直有关部门", null, 902);
    await unit("青岛市科学技术局", city.id, 903, ["市科技局"]);
    const other = await begin(admin, notice("测岛", "试台", 5), NOW);
    const asked = ["卫健委", "市直有关部门", "市科技局"].map((name) => stateOf(other, name));
    expect(asked.map((match) => [match?.state, match?.foreign?.cityName])).toEqual([
      ["ASKED", "青岛市"],
      ["ASKED", null],
      ["ASKED", "青岛市"],
    ]);
    expect(asked[0]?.suggestions[0]?.name).toBe("卫健委");
    // Nobody of the first pair is proposed for a name that is only like theirs.
    const foreign = other.matches
      .filter(({ foreign }) => !foreign)
      .flatMap(({ suggestions }) => suggestions.map(({ name }) => name));
    expect(foreign.filter((name) => /青岛|烟台/.test(name))).toEqual([]);
    // As no city's there can be no second one of the name.
    await expect(answer(other, { 卫健委: ["NEW", "-"] })).rejects.toMatchObject({
      fields: { "choice.卫健委": expect.stringContaining("名录里已有卫健委") },
    });
    await answer(other, {
      卫健委: ["NEW", "*"],
      市直有关部门: ["NEW", "*"],
      市科技局: ["NEW", "试台市"],
      各区市政府: ["NEW", "试台市"],
      市地方金融监管局: ["NEW", "测岛市"],
    });
    const { planId } = await publish(admin, await settle(admin, other.id), NOW);
    const all = [
      ...(await unitsOf(planId, 1)),
      ...(await unitsOf(planId, 2)),
      ...(await unitsOf(planId, 3)),
    ];
    expect(all.filter((name) => /青岛|烟台|undefined/.test(name))).toEqual([]);
    expect(all).toContain("试台市卫健委 试台市");
    // Of the first pair itself the unit that is filed under its city is known, and the one of no city asked about.
    const own = await begin(admin, notice("青岛", "烟台", 28), NOW);
    expect(stateOf(own, "卫健委")).toMatchObject({ state: "KNOWN", unit: { cityName: "青岛市" } });
    expect(stateOf(own, "市直有关部门")).toMatchObject({ state: "ASKED" });
  });

  test("a unit of no city that works for these cities already is known, one named in full too", async () => {
    const text = notice("东屿", "西屿", 9).replace("市地方金融监管局", "中国人民银行山东省分行");
    const view = await begin(admin, text, NOW);
    await answer(view, {
      市直有关部门: ["NEW", "*"],
      市科技局: ["NEW", "*"],
      卫健委: ["NEW", "*"],
    });
    const settled = await settle(admin, view.id);
    // settle() files the rest under no city.
    await publish(admin, settled, NOW);
    const again = await begin(admin, text, NOW);
    expect(stateOf(again, "各区市政府")).toMatchObject({
      state: "KNOWN",
      unit: { cityName: null },
    });
    const third = await begin(
      admin,
      text.replaceAll("东屿", "南屿").replaceAll("西屿", "北屿"),
      NOW,
    );
    expect(stateOf(third, "各区市政府")).toMatchObject({
      state: "ASKED",
      foreign: { cityName: null },
    });
    expect(stateOf(third, "中国人民银行山东省分行")).toMatchObject({ state: "KNOWN" });
  });
});
