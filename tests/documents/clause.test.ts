import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readClause, readMentions } from "@/lib/documents/clause";
import { cities, point } from "./published";

const names = (number: number) => point(number).units.map((unit) => unit.name);
const read = (clause: string) => readClause(clause, cities).map((unit) => unit.name);
const both = (...short: string[]) => short.flatMap((name) => [`济南市${name}`, `临沂市${name}`]);

describe("clauses of the notice", () => {
  test("两市市委X is 济南市委X and 临沂市委X; a name after ， stands as it is (point 1)", () => {
    expect(names(1)).toEqual(["济南市委党校", "临沂市委党校", "沂蒙干部学院"]);
  });

  test("两市 holds across 、 until ，; after it every name brings its own city (point 8)", () => {
    expect(names(8)).toEqual([
      ...both("农业农村局", "商务局", "机关事务服务中心"),
      "济南市农产品质量安全中心",
      "临沂市检验检测中心",
    ]);
  });

  test("the next city prefix ends the one before (points 9, 10 and 16)", () => {
    expect(names(9)).toEqual([
      ...both("交通运输局", "发展改革委"),
      "济南市口岸物流办",
      "临沂市公路事业发展中心",
      "临沂市铁路民航事业发展中心",
    ]);
    expect(names(10)).toEqual([
      ...both("交通运输局"),
      "济南市口岸物流办",
      "临沂市铁路民航事业发展中心",
      "临沂商城管委会",
    ]);
    expect(names(16)).toEqual([
      ...both("工商联", "国资委"),
      "济南市民营经济局",
      "临沂市工业和信息化局",
    ]);
  });

  test("one city's prefix holds across 、 as well (point 18)", () => {
    expect(names(18)).toEqual([
      ...both("生态环境局", "农业农村局"),
      "济南市园林和林业绿化局",
      "济南市水务局",
      "临沂市林业局",
      "临沂市水利局",
    ]);
  });

  test("points 21, 25, 28 and 31 give the units of both cities and those that stand alone", () => {
    expect(names(21)).toEqual([
      ...both("卫生健康委", "医保局"),
      "济南市食品药品检验检测中心",
      "临沂市检验检测中心",
    ]);
    expect(names(25)).toEqual([
      ...both("委金融办", "发展改革委", "财政局"),
      "中国人民银行山东省分行营业管理部",
      "中国人民银行临沂市分行",
    ]);
    expect(names(28)).toEqual(["蒙阴县政府"]);
    expect(names(31)).toEqual([
      ...both("委党校", "教育局", "文化和旅游局", "卫生健康委"),
      "蒙阴县政府",
    ]);
  });

  test.each([
    [15, "有关"],
    [23, "有关"],
    [24, "各"],
  ])("point %i names a group in each city, of 「%s」 of its places", (number, scope) => {
    expect(point(number).units).toEqual(
      cities.map(({ name }) => ({
        name: `${name}${scope}区县政府和功能区管委会`,
        cityName: name,
        group: true,
        scope,
        role: "RESPONSIBLE",
      })),
    );
  });

  test("the city is the prefix's or the one the name contains, otherwise untold", () => {
    const cityOf = new Map(
      [1, 10, 25, 28].flatMap((n) => point(n).units.map((u) => [u.name, u.cityName])),
    );
    expect(cityOf.get("济南市委党校")).toBe("济南市");
    expect(cityOf.get("临沂商城管委会")).toBe("临沂市");
    expect(cityOf.get("中国人民银行临沂市分行")).toBe("临沂市");
    expect(cityOf.get("沂蒙干部学院")).toBeNull();
    expect(cityOf.get("中国人民银行山东省分行营业管理部")).toBeNull();
    expect(cityOf.get("蒙阴县政府")).toBeNull();
  });
});

describe("clauses of any notice", () => {
  test("a 市 of both words is written once, one of a word of its own stays", () => {
    expect(read("两市市政府办公厅、市场监管局")).toEqual(both("政府办公厅", "市场监管局"));
    expect(read("两市市场监管局")).toEqual(both("市场监管局"));
  });

  test("市委 holds for the 部 after it and for no 局", () => {
    expect(read("两市市委组织部、宣传部、教育局")).toEqual(both("委组织部", "委宣传部", "教育局"));
  });

  test("a county's government takes no city before it, even after 、", () => {
    expect(read("两市农业农村局、蒙阴县政府、财政局")).toEqual([
      ...both("农业农村局"),
      "蒙阴县政府",
      ...both("财政局"),
    ]);
  });

  test("a third city's unit or the state's takes no city before it", () => {
    expect(read("两市财政局、青岛市教育局、国家税务总局甲分局、国家安全局")).toEqual([
      ...both("财政局"),
      "青岛市教育局",
      "国家税务总局甲分局",
      ...both("国家安全局"),
    ]);
    expect(read("两市财政局、城市管理局、农贸市场管理中心")).toEqual(
      both("财政局", "城市管理局", "农贸市场管理中心"),
    );
  });

  test.each([
    "山东大学",
    "齐鲁工业大学（山东省科学院）",
    "山东第一医科大学",
    "沂蒙干部学院",
    "山东省科学院",
    "山东省农业农村厅",
    "团济南市委",
  ])("no city is guessed onto a body of elsewhere or with a name of its own: %s", (name) => {
    expect(read(`济南市工信局、${name}、科技局`)).toEqual(["济南市工信局", name, "济南市科技局"]);
  });

  test("a city's own body of a common name keeps its city, once", () => {
    expect(read("济南市工信局、职业技术学院、行政学院、团市委、市团委")).toEqual([
      "济南市工信局",
      "济南市职业技术学院",
      "济南市行政学院",
      "共青团济南市委",
    ]);
  });

  test("a unit named twice is one unit", () => {
    expect(read("两市财政局，济南市财政局")).toEqual(both("财政局"));
  });

  test("a group without a city is a group all the same", () => {
    expect(readClause("各县区政府", cities)).toMatchObject([
      { cityName: null, group: true, scope: "各" },
    ]);
  });

  test.each([
    ["济南市财政局，各区、县（市）政府等", ["济南市财政局", "各区、县（市）政府"]],
    ["济南市财政局，各区、县（市）政府等按职责分工负责", ["济南市财政局", "各区、县（市）政府"]],
    ["两市各区、县（市）政府等", both("各区、县（市）政府")],
    ["各区、县（市）政府等有关部门", ["各区、县（市）政府"]],
    ["各区、县（市）政府等3个单位", ["各区、县（市）政府"]],
  ])("a group is one although its list is open: %s", (clause, expected) => {
    expect(read(clause)).toEqual(expected);
    expect(readMentions(clause, { cities }).open.length).toBeGreaterThan(0);
  });

  test.each([
    "各区、县（市）政府、管委会",
    "各区县政府、功能区管委会",
    "有关县（市）、区政府",
    "各区、县（市）政府、管委会、街道办事处",
    "各区、县（市）党委、政府",
  ])("a group of several kinds of places is one: %s", (group) => {
    expect(read(`济南市财政局，${group}，临沂市财政局`)).toEqual([
      "济南市财政局",
      group,
      "临沂市财政局",
    ]);
    expect(readClause(group, cities)).toMatchObject([{ group: true }]);
  });

  test.each([
    ["市直有关部门、功能区管委会", ["市直有关部门", "功能区管委会"]],
    ["各县区政府、高新区管委会", ["各县区政府", "高新区管委会"]],
    ["各县区、市政府", ["各县区", "市政府"]],
    ["各乡镇、县政府", ["各乡镇", "县政府"]],
    ["各县（市、区）政府、市直属园区管委会", ["各县（市、区）政府", "市直属园区管委会"]],
  ])("what is beside a group is no part of it: %s", (clause, expected) => {
    expect(read(clause)).toEqual(expected);
  });

  test("without cities every name stays as written", () => {
    expect(readClause("两市财政局、教育局", []).map((unit) => unit.name)).toEqual([
      "两市财政局",
      "教育局",
    ]);
  });

  const part = fc
    .tuple(
      fc.constantFrom("", "两市", "济南市", "临沂市", "两市市委"),
      fc.constantFrom(
        "教育局",
        "宣传部",
        "市场监管局",
        "蒙阴县政府",
        "临沂商城",
        "有关区县",
        "市政府",
        "和",
        "X",
      ),
    )
    .map(([prefix, name]) => prefix + name);
  const clauses = fc
    .array(fc.tuple(part, fc.constantFrom("、", "，", "、、", "，、")), {
      minLength: 1,
      maxLength: 8,
    })
    .map((parts) => parts.flat().join(""));

  test("no name is ever dropped", () => {
    fc.assert(
      fc.property(clauses, (clause) => {
        const found = read(clause);
        for (const written of clause.split(/[，、]/).filter(Boolean)) {
          const bare = written.replace(/^(?:两市|济南市|临沂市)/, "").replace(/^市(?=委|政府)/, "");
          expect(found.some((name) => name.endsWith(bare))).toBe(true);
        }
      }),
    );
  });

  test("a clause of anything at all is read without an error, each name once", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (clause) => {
        const found = read(clause);
        expect(new Set(found).size).toBe(found.length);
      }),
    );
  });
});
