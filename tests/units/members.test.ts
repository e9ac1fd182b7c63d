import { describe, expect, test } from "vitest";
import { type Candidate, suggestMembers } from "@/lib/units/members";
import { groupScopeOf, memberKindsOf } from "@/lib/units/rules";

describe("members of a group", () => {
  const place = (name: string, cityName: string, kind: Candidate["kind"], aliases: string[]) => ({
    name,
    cityName,
    kind,
    aliases,
  });
  const candidates = [
    place("市中区政府", "济南市", "COUNTY", ["市中区"]),
    place("济南高新区管委会", "济南市", "ZONE", ["济南高新区"]),
    place("罗庄区政府", "临沂市", "COUNTY", ["罗庄区", "罗庄"]),
    place("罗庄经济开发区管委会", "临沂市", "ZONE", ["罗庄经济开发区"]),
    place("临沂高新区管委会", "临沂市", "ZONE", ["临沂高新区"]),
    place("临沂市教育局", "临沂市", "GOVERNMENT", ["教育局"]),
    place("临沂商城集团", "临沂市", "ENTERPRISE", ["商城集团"]),
    place("莱州市政府", "烟台市", "COUNTY", ["莱州市政府"]),
    place("长岛综试区管委", "烟台市", "ZONE", ["长岛综试区管委"]),
    place("临沂市委", "临沂市", "PARTY", ["临沂市委"]),
  ];
  const some = (body: string, cityName?: string) =>
    suggestMembers({ scope: "有关", cityName }, body, candidates);

  test("the longest name wins: 罗庄经济开发区 is not 罗庄区", () => {
    expect(some("推动罗庄经济开发区发展")).toEqual(["罗庄经济开发区管委会"]);
  });

  test("one city's zone is not the other's, and 两市高新区 is neither", () => {
    expect(some("临沂高新区", "济南市")).toEqual([]);
    expect(some("两市高新区")).toEqual([]);
  });

  test("市中区 is a place only where its 市 begins a word", () => {
    expect(some("济南市市中区、历下区")).toEqual(["市中区政府"]);
    expect(some("与市中区")).toEqual(["市中区政府"]);
    expect(some("两市中区县，城市中区域")).toEqual([]);
  });

  test("有关 without a city and 各 take counties and zones alone", () => {
    expect(some("临沂市委、临沂高新区")).toEqual(["临沂高新区管委会"]);
    expect(suggestMembers({ scope: "各", cityName: "临沂市" }, "", candidates)).toHaveLength(3);
    expect(suggestMembers({ scope: "各" }, "", candidates)).toHaveLength(7);
    expect(suggestMembers({ scope: null }, "临沂高新区", candidates)).toEqual([]);
  });

  test("names in the group's own brackets count as named, before those of the body", () => {
    const of = (name: string, scope: "有关" | "各" = "有关", body = "推动临沂高新区发展") =>
      suggestMembers({ scope, name }, body, candidates);
    expect(of("有关区市政府（市中区、莱州市、长岛综试区）")).toEqual([
      "市中区政府",
      "莱州市政府",
      "长岛综试区管委",
    ]);
    expect(of("有关县（市、区）政府")).toEqual(["临沂高新区管委会"]);
    const all = of("各区市政府");
    expect(of("各区市政府（不含莱州市）", "各")).toEqual(
      candidates
        .filter(({ kind, name }) => kind === "COUNTY" && name !== "莱州市政府")
        .map(({ name }) => name),
    );
    expect(all).toEqual(["临沂高新区管委会"]);
    // A zone has no government; where the group calls 管委会, or no 政府, it is one of them.
    expect(of("各区县政府、开发区管委会", "各")).toContain("济南高新区管委会");
    expect(of("各区县", "各")).toContain("济南高新区管委会");
  });

  test("a 部门 group suggests departments, not counties", () => {
    const of = (name: string, scope: "有关" | "各", body: string) =>
      suggestMembers({ scope, name, cityName: "临沂市" }, body, candidates);
    expect(of("临沂市各有关部门", "有关", "教育局会同罗庄区")).toEqual(["临沂市教育局"]);
    expect(of("临沂市直各部门", "各", "")).toEqual(["临沂市教育局", "临沂市委"]);
  });

  test("驻济单位 are those stationed there, without the troops; 驻临部队 the troops alone", () => {
    const stationed = [
      ...candidates,
      place("济南海关", "济南市", "STATIONED", []),
      place("临沂海关", "临沂市", "STATIONED", []),
      place("济南警备区", "济南市", "STATIONED", []),
      place("临沂军分区", "临沂市", "STATIONED", []),
    ];
    const of = (name: string, cityName: string | null = null) =>
      suggestMembers({ scope: groupScopeOf(name), name, cityName }, "", stationed);
    expect(of("驻济单位")).toEqual(["济南海关"]);
    expect(of("驻临沂有关部门")).toEqual([]);
    expect(of("驻临部队")).toEqual(["临沂军分区"]);
    expect(of("中央驻鲁单位")).toEqual(["济南海关", "临沂海关"]);
    expect(of("中央驻鲁单位", "临沂市")).toEqual(["临沂海关"]);
  });
});

const DEPARTMENTS = ["PARTY", "GOVERNMENT", "INSTITUTION", "MASS", "STATIONED"];

test.each([
  ["济南市有关区县政府和功能区管委会", ["COUNTY", "ZONE"]],
  ["各县（市、区）政府", ["COUNTY", "ZONE"]],
  ["有关区市政府（崂山区、教育部门）", ["COUNTY", "ZONE"]],
  ["各地", ["COUNTY", "ZONE"]],
  ["青岛市各有关部门", DEPARTMENTS],
  ["市直有关机构", DEPARTMENTS],
  ["各区县和市直有关部门", ["COUNTY", "ZONE", ...DEPARTMENTS]],
  ["市属有关企业", ["ENTERPRISE"]],
  ["驻青高校", ["INSTITUTION"]],
  ["驻济单位", ["STATIONED"]],
  ["驻临部队", ["STATIONED"]],
  ["中央驻鲁单位", ["STATIONED"]],
  ["中央、省驻青各有关单位", ["STATIONED"]],
  ["各区县和驻济机构", ["STATIONED", "COUNTY", "ZONE"]],
  ["各有关单位", [...DEPARTMENTS, "ENTERPRISE", "COUNTY", "ZONE"]],
])("%s calls %j", (name, kinds) => {
  expect(memberKindsOf(name)).toEqual(kinds);
});
