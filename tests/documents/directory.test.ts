import { describe, expect, test } from "vitest";
import { directorySchema, proposeUnits } from "@/lib/documents/directory";
import { pointsOf } from "@/lib/documents/notice";
import { suggestMembers } from "@/lib/units/members";
import { directory, point, reading } from "./published";

const units = proposeUnits(reading, directory);
const unit = (name: string) => units.find((each) => each.name === name);
const members = (number: number, cityName: string) => {
  const group = point(number).units.find((each) => each.cityName === cityName);
  return suggestMembers(group ?? { scope: null }, point(number).body, directory.members);
};

describe("the directory of 济南 and 临沂", () => {
  test("every unit of the notice has a city, a kind and a short name", () => {
    const named = units.filter((each) => each.named);
    expect(named).toHaveLength(74);
    expect(named.filter((each) => each.cityName === null)).toEqual([]);
    expect(named.filter((each) => each.shortName === "")).toEqual([]);
    expect(named.filter((each) => each.kind === "GROUP")).toHaveLength(4);
  });

  test("members of groups wait beside the units the notice names, each unit once", () => {
    expect(units).toHaveLength(74 + 30);
    expect(new Set(units.map((each) => each.name)).size).toBe(units.length);
    expect(unit("蒙阴县政府")).toMatchObject({ named: true, kind: "COUNTY", aliases: ["蒙阴县"] });
  });

  test("counterparts are mutual, of the other city, by name or by the directory's pairs", () => {
    for (const each of units) {
      if (each.counterpart === null) continue;
      expect(unit(each.counterpart)?.counterpart).toBe(each.name);
      expect(unit(each.counterpart)?.cityName).not.toBe(each.cityName);
    }
    expect(unit("济南市投资促进局")?.counterpart).toBe("临沂市投资促进服务中心");
    expect(unit("历下区政府")?.counterpart).toBe("沂水县政府");
    expect(unit("济南市口岸物流办")?.counterpart).toBeNull();
  });

  test("every special pair is of units that exist", () => {
    for (const name of directory.counterparts.flat()) expect(unit(name), name).toBeDefined();
    for (const name of Object.keys(directory.unitCities)) expect(unit(name), name).toBeDefined();
  });

  test("official order goes by city, then kind, then the directory", () => {
    expect(units.map((each) => each.order)).toEqual(units.map((_, index) => index + 1));
    expect(units[0]?.name).toBe("济南市委组织部");
    const order = (name: string) => unit(name)?.order ?? 0;
    expect(order("济南市发展改革委")).toBeLessThan(order("济南市教育局"));
    expect(order("历下区政府")).toBeLessThan(order("市中区政府"));
    expect(order("临沂市委组织部")).toBeGreaterThan(order("济南市各区县政府和功能区管委会"));
  });

  test("a unit the directory does not know is proposed as new, its city untold", () => {
    const [chapter] = reading.chapters;
    const [first] = pointsOf(reading);
    if (!chapter || !first) throw new Error("no point");
    const stranger = {
      name: "黄河研究会",
      cityName: null,
      group: false,
      scope: null,
      role: "RESPONSIBLE",
    } as const;
    const proposed = proposeUnits(
      { chapters: [{ ...chapter, points: [{ ...first, units: [stranger] }] }] },
      directory,
    );
    expect(proposed.find((each) => each.name === "黄河研究会")).toMatchObject({
      cityName: null,
      named: true,
    });
  });
});

describe("members suggested for groups", () => {
  test("point 15: the places its text names, in its order", () => {
    expect(members(15, "济南市")).toEqual([
      "济南新旧动能转换起步区管委会",
      "济南高新区管委会",
      "钢城区政府",
    ]);
    expect(members(15, "临沂市")).toEqual([
      "临沂沂河新区管委会",
      "临沂高新区管委会",
      "临沂市临港区管委会",
      "罗庄经济开发区管委会",
    ]);
  });

  test("point 23: the five of each city, in the order that pairs them", () => {
    const jinan = members(23, "济南市");
    const linyi = members(23, "临沂市");
    expect(jinan).toEqual([
      "历下区政府",
      "市中区政府",
      "天桥区政府",
      "槐荫区政府",
      "济南高新区管委会",
    ]);
    expect(linyi).toEqual([
      "沂水县政府",
      "费县政府",
      "蒙阴县政府",
      "沂南县政府",
      "临沂高新区管委会",
    ]);
    expect(jinan.map((name) => unit(name)?.counterpart)).toEqual(linyi);
  });

  test("point 24: every district, county and zone of the city", () => {
    expect(members(24, "济南市")).toHaveLength(12 + 3);
    expect(members(24, "临沂市")).toHaveLength(12 + 4);
  });
});

describe("a directory that contradicts itself is refused", () => {
  const issues = (change: object) =>
    directorySchema
      .safeParse({ ...directory, ...change })
      .error?.issues.map((issue) => issue.message);
  const [member] = directory.members;

  test.each([
    [{ unitCities: { 甲学院: "某市" } }, "目录中没有城市“某市”。"],
    [{ members: [member, { ...member, aliases: ["别名"] }] }, "单位“历下区政府”重复。"],
    [{ members: [member, { ...member, name: "甲" }] }, "称呼“历下区”对应多个单位。"],
    [
      {
        counterparts: [
          ["甲", "乙"],
          ["丙", "乙"],
        ],
      },
      "“乙”有多个对应单位。",
    ],
  ])("%j", (change, message) => {
    expect(issues(change)).toEqual([message]);
  });
});
