import { describe, expect, test } from "vitest";
import { pinyinInitials } from "@/lib/units/pinyin";
import { cityOfUnit, counterpartOf, groupScopeOf, shortNameOf } from "@/lib/units/rules";

const cities = [
  { name: "济南市", shortName: "济南" },
  { name: "临沂市", shortName: "临沂" },
];

test.each([
  ["济南市教育局", "教育局"],
  ["济南市委党校", "市委党校"],
  ["济南市政府办公厅", "市政府办公厅"],
  ["济南市政务服务局", "政务服务局"],
  ["中国人民银行临沂市分行", "人行临沂市分行"],
  ["蒙阴县政府", "蒙阴县"],
  ["历下区人民政府", "历下区"],
  ["济南高新区管委会", "济南高新区"],
  ["临沂市临港区管委会", "临港区"],
  ["临沂商城管委会", "临沂商城"],
  ["沂蒙干部学院", "沂蒙干部学院"],
  ["济南市", "济南市"],
  ["临沂市管委会", "管委会"],
  ["临沂市各区县政府和功能区管委会", "各区县政府和功能区管委会"],
])("%s is called %s inside its city", (name, short) => {
  expect(shortNameOf(name, cities)).toBe(short);
});

test("a group is told by 有关, 相关 or 各 after its city", () => {
  expect(groupScopeOf("济南市有关区县")).toBe("有关");
  expect(groupScopeOf("相关部门")).toBe("有关");
  expect(groupScopeOf("其他各县区")).toBe("各");
  expect(groupScopeOf("济南市教育局")).toBeNull();
});

describe("counterparts", () => {
  const unit = (name: string) => ({ name, cityName: null });
  const all = [
    "济南市教育局",
    "临沂市教育局",
    "济南高新区管委会",
    "临沂高新区管委会",
    "济南市水务局",
    "临沂市水利局",
    "济南市甲局",
  ].map(unit);

  test("are the units whose names differ in the city alone", () => {
    expect(counterpartOf(unit("济南市教育局"), all, cities)).toBe("临沂市教育局");
    expect(counterpartOf(unit("临沂市教育局"), all, cities)).toBe("济南市教育局");
    expect(counterpartOf(unit("临沂高新区管委会"), all, cities)).toBe("济南高新区管委会");
    expect(counterpartOf(unit("济南市甲局"), all, cities)).toBeNull();
  });

  test("of one function under two names come from the directory, both ways, when they exist", () => {
    const pairs = [
      ["济南市水务局", "临沂市水利局"],
      ["济南市甲局", "临沂市乙局"],
    ] as const;
    expect(counterpartOf(unit("济南市水务局"), all, cities, pairs)).toBe("临沂市水利局");
    expect(counterpartOf(unit("临沂市水利局"), all, cities, pairs)).toBe("济南市水务局");
    expect(counterpartOf(unit("济南市甲局"), all, cities, pairs)).toBeNull();
  });
});

test("a unit's city is the one its name tells, else that of the longest place it contains", () => {
  const places = [
    { name: "罗庄区政府", aliases: ["罗庄"], cityName: "临沂市" },
    { name: "罗庄新城管委会", aliases: ["罗庄新城"], cityName: "济南市" },
    { name: "沂蒙干部学院", cityName: "临沂市" },
  ];
  const city = (name: string) => cityOfUnit(name, cities, places);
  expect(city("济南市教育局")).toBe("济南市");
  expect(city("中国人民银行临沂市分行")).toBe("临沂市");
  expect(city("沂蒙干部学院")).toBe("临沂市");
  expect(city("罗庄新城医院")).toBe("济南市");
  expect(city("罗庄医院")).toBe("临沂市");
  expect(city("甲学院")).toBeNull();
  expect(city("合作区济南临沂办公室")).toBeNull();
  expect(cityOfUnit("吉林省教育厅", [{ name: "吉林市", shortName: "吉林" }], [])).toBeNull();
});

test.each([
  ["济南市教育局", "jnsjyj"],
  ["济南市行政审批服务局", "jnsxzspfwj"],
  ["长清区", "cqq"],
  ["济阳区", "jyq"],
  ["莒南县", "jnx"],
  ["郯城县", "tcx"],
  ["临沭县", "lsx"],
  ["重庆市", "cqs"],
  ["重点项目中心", "zdxmzx"],
  ["中国人民银行临沂市分行", "zgrmyhlysfx"],
  ["5G（一）办、A局", "5gybaj"],
])("%s is found by %s", (name, initials) => {
  expect(pinyinInitials(name)).toBe(initials);
});
