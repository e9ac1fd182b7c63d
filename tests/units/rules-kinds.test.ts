import { expect, test } from "vitest";
import { pointsOf, readNotice } from "@/lib/documents/notice";
import { UNIT_KINDS, type UnitKind, unitKindOf } from "@/lib/units/rules";
import { UnitKind as StoredKind } from "@/prisma/generated/enums";
import { text } from "../documents/published";

/** Short names are of both cities; the rest are full names. */
const KINDS: Record<UnitKind, { both?: string[]; full?: string[] }> = {
  PARTY: { both: ["委宣传部", "委组织部", "委金融办"] },
  GOVERNMENT: {
    both: [
      "文化和旅游局",
      "退役军人局",
      "教育局",
      "发展改革委",
      "人力资源社会保障局",
      "财政局",
      "农业农村局",
      "商务局",
      "交通运输局",
      "住房城乡建设局",
      "工业和信息化局",
      "大数据局",
      "科技局",
      "国资委",
      "自然资源和规划局",
      "生态环境局",
      "卫生健康委",
      "医保局",
      "行政审批服务局",
    ],
    full: [
      "济南市口岸物流办",
      "济南市投资促进局",
      "济南市民营经济局",
      "济南市园林和林业绿化局",
      "济南市水务局",
      "临沂市林业局",
      "临沂市水利局",
    ],
  },
  INSTITUTION: {
    both: ["委党校", "机关事务服务中心"],
    full: [
      "沂蒙干部学院",
      "济南市农产品质量安全中心",
      "济南市食品药品检验检测中心",
      "临沂市检验检测中心",
      "临沂市公路事业发展中心",
      "临沂市铁路民航事业发展中心",
      "临沂市投资促进服务中心",
    ],
  },
  COUNTY: { full: ["蒙阴县政府"] },
  ZONE: { full: ["临沂商城管委会"] },
  ENTERPRISE: { both: ["城市建设投融资平台"] },
  MASS: { both: ["工商联"] },
  STATIONED: { full: ["中国人民银行山东省分行营业管理部", "中国人民银行临沂市分行"] },
  GROUP: { both: ["有关区县政府和功能区管委会", "各区县政府和功能区管委会"] },
};

const table = Object.entries(KINDS).flatMap(([kind, { both = [], full = [] }]) =>
  [...both.flatMap((name) => [`济南市${name}`, `临沂市${name}`]), ...full].map((name) => [
    name,
    kind,
  ]),
);

test.each(table)("%s is filed under %s", (name, kind) => {
  expect(unitKindOf(name ?? "")).toBe(kind);
});

test("the table holds the 74 units of the notice and no other", () => {
  const named = pointsOf(readNotice(text)).flatMap((point) => point.units.map((unit) => unit.name));
  expect(table.map(([name]) => name).sort()).toEqual([...new Set(named)].sort());
});

test.each([
  ["浦东新区政府", "COUNTY"],
  ["临沂沂河新区管委会", "ZONE"],
  ["济南高新区", "ZONE"],
  ["莒南县", "COUNTY"],
  ["蒙阴县委", "COUNTY"],
  ["启东市政府", "COUNTY"],
  ["蒙阴县教育局", "GOVERNMENT"],
  ["济南市委", "PARTY"],
  ["济南市总工会", "MASS"],
  ["济南海关", "STATIONED"],
  ["齐鲁银行", "ENTERPRISE"],
  ["济南市税务局", "STATIONED"],
  ["山东大学", "INSTITUTION"],
  ["有关部门", "GROUP"],
  ["不知其名", "GOVERNMENT"],
])("%s is filed under %s, whichever the notice", (name, kind) => {
  expect(unitKindOf(name)).toBe(kind);
});

test("the government of a plan's own city is a government, a county-level city's a county's", () => {
  expect(unitKindOf("南通市人民政府", [{ name: "南通市", shortName: "南通" }])).toBe("GOVERNMENT");
});

test("the database stores the same kinds", () => {
  expect(new Set(Object.values(StoredKind))).toEqual(new Set(UNIT_KINDS));
});
