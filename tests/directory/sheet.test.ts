import { describe, expect, test } from "vitest";
import type { DirectoryUnit } from "@/lib/directory/rules";
import { compareSheet } from "@/lib/directory/sheet";

const CITIES = [
  { id: 1, name: "济南市", shortName: "济南" },
  { id: 2, name: "临沂市", shortName: "临沂" },
];
const HEAD = ["编号", "单位全称", "简称", "别名", "类别", "范围", "城市", "对口单位", "顺序"];

type Known = DirectoryUnit & { assigned: boolean };
const known = (id: number, cityId: number, name: string, more: Partial<Known> = {}): Known => ({
  id,
  name,
  shortName: name.slice(3),
  aliases: [],
  kind: "GOVERNMENT",
  scope: null,
  cityId,
  counterpartId: null,
  order: id,
  assigned: true,
  ...more,
});
const JYJ = [
  known(1, 1, "济南市教育局", { counterpartId: 2 }),
  known(2, 2, "临沂市教育局", { counterpartId: 1 }),
];
const rowOf = (unit: Known, change: Partial<Record<(typeof HEAD)[number], string>> = {}) => {
  const partner = JYJ.find(({ id }) => id === unit.counterpartId)?.name ?? "";
  const city = CITIES.find(({ id }) => id === unit.cityId)?.name ?? "";
  const cells: Record<string, string> = {
    编号: String(unit.id),
    单位全称: unit.name,
    简称: unit.shortName,
    别名: unit.aliases.join("、"),
    类别: "政府部门",
    范围: "",
    城市: city,
    对口单位: partner,
    顺序: String(unit.order),
    ...change,
  };
  return HEAD.map((name) => cells[name] ?? "");
};
const fresh = (cells: Record<string, string>) => HEAD.map((name) => cells[name] ?? "");
const TITLE = [["责任单位名录"], ["说明"]];
const compare = (...rows: string[][]) => compareSheet([...TITLE, HEAD, ...rows], JYJ, CITIES);

describe("a filled-in 名录", () => {
  test("that is the present one changes nothing", () => {
    const reading = compare(...JYJ.map((unit) => rowOf(unit)));
    expect(reading).toEqual({ changes: [], errors: [], read: 2 });
  });

  test("with cells a notice brought and nobody changed is no mistake; changed, they are looked at", () => {
    const long = "有关区县政府和功能区管委会以及沿海各区市政府";
    const [one, other] = [
      known(7, 1, `济南市${long}`, { shortName: long, kind: "GROUP", scope: "CONCERNED" }),
      // Its partner has another partner.
      known(8, 2, "临沂市水利局", { counterpartId: 1, aliases: ["教育局"] }),
    ];
    const all = [...JYJ, one, other];
    const cells = (unit: Known, change: Parameters<typeof rowOf>[1] = {}) =>
      rowOf(unit, unit === one ? { 类别: "集合单位", 范围: "有关", ...change } : change);
    const read = (...rows: string[][]) => compareSheet([HEAD, ...rows], all, CITIES);
    expect(read(...all.map((unit) => cells(unit)))).toEqual({ changes: [], errors: [], read: 4 });
    const renamed = read(cells(one, { 简称: `${long}等` }));
    expect(renamed.errors.map(({ column }) => column)).toEqual(["简称"]);
    const moved = read(...JYJ.map((unit) => cells(unit)), cells(other, { 别名: "教育局、水务局" }));
    expect(moved.errors.map(({ column }) => column)).toContain("别名");
    // A short name that stays does not hide what else is changed.
    const ordered = read(cells(one, { 顺序: "70" }));
    expect(ordered).toMatchObject({ errors: [], changes: [{ what: ["顺序：7 → 70"] }] });
  });

  test("says what each row changes: a new name, aliases, a new unit paired with a new one", () => {
    const [first, second] = JYJ;
    if (!first || !second) throw new Error("no units");
    const { changes, errors } = compare(
      rowOf(first, {
        单位全称: "济南市教育和体育局",
        别名: "教体局，市教育局",
        对口单位: "临沂市教育局",
      }),
      rowOf(second, { 对口单位: "济南市教育和体育局" }),
      fresh({
        单位全称: "济南市数据局",
        简称: "数据局",
        类别: "政府部门",
        城市: "济南",
        对口单位: "临沂市数据局",
      }),
      fresh({
        单位全称: "临沂市数据局",
        简称: "数据局",
        类别: "政府部门",
        城市: "临沂市",
        对口单位: "济南市数据局",
      }),
    );
    expect(errors).toEqual([]);
    expect(changes.map(({ row, kind, name, what }) => [row, kind, name, what])).toEqual([
      [
        4,
        "CHANGED",
        "济南市教育和体育局",
        ["改名：济南市教育局 → 济南市教育和体育局", "别名：无 → 教体局、市教育局"],
      ],
      [6, "NEW", "济南市数据局", []],
      [7, "NEW", "临沂市数据局", []],
    ]);
  });

  test("without a 简称 is called as a notice that names it would have it, new or not", () => {
    const [first] = JYJ;
    if (!first) throw new Error("no units");
    const { changes, errors } = compare(
      rowOf(first, { 简称: "" }),
      fresh({ 单位全称: "济南市数据局", 类别: "政府部门", 城市: "济南市" }),
      fresh({ 单位全称: "临沂市罗庄区人民政府", 类别: "区县政府", 城市: "临沂市" }),
    );
    expect(errors).toEqual([]);
    expect(changes.map(({ wanted }) => wanted.shortName)).toEqual(["数据局", "罗庄区"]);
    const names = compareSheet(
      [
        ["单位全称", "类别"],
        ["临沂市委统战部", "党委部门"],
      ],
      JYJ,
      CITIES,
    );
    expect(names.errors).toEqual([]);
    expect(names.changes.map(({ wanted }) => wanted.shortName)).toEqual(["市委统战部"]);
  });

  test.each<[string, Record<string, string>, string]>([
    ["no name", { 单位全称: "" }, "单位全称"],
    ["a short name that is none", { 简称: "教".repeat(21) }, "简称"],
    ["a kind nobody knows", { 类别: "衙门" }, "类别"],
    ["a city nobody knows", { 城市: "青岛市" }, "城市"],
    ["a reach that is none", { 范围: "所有" }, "范围"],
    ["a reach without a group", { 范围: "各" }, "范围"],
    ["an order that is no number", { 顺序: "一" }, "顺序"],
    ["an id nobody has", { 编号: "77" }, "编号"],
    ["a counterpart nobody knows", { 对口单位: "临沂市教体局" }, "对口单位"],
    ["the other city, though it has work", { 城市: "临沂市" }, "城市"],
  ])("with %s is refused at its row and column, and changes nothing", (_, change, column) => {
    const [first, second] = JYJ;
    if (!first || !second) throw new Error("no units");
    const reading = compare(rowOf(first, change), rowOf(second, { 简称: "教育" }));
    expect(reading.errors.map((error) => [error.row, error.column])).toContainEqual([4, column]);
    expect(reading.changes).toEqual([]);
  });

  test("names a unit once, and pairs both rows alike", () => {
    const [first, second] = JYJ;
    if (!first || !second) throw new Error("no units");
    expect(compare(rowOf(first), rowOf(first)).errors).toEqual([
      { row: 5, column: "单位全称", sentence: "与第 4 行是同一单位，请只留一行。" },
    ]);
    const torn = compare(rowOf(first), rowOf(second, { 对口单位: "" }));
    expect(torn.errors.map(({ row, column }) => [row, column])).toEqual([[4, "对口单位"]]);
  });

  test("without the column of names is none; columns it leaves out change nothing; blank rows are skipped", () => {
    expect(compareSheet([["甲", "乙"]], JYJ, CITIES).errors).toHaveLength(1);
    const short = compareSheet(
      [
        ["单位全称", "简称"],
        ["济南市教育局", "教育局（新）"],
        ["", ""],
      ],
      JYJ,
      CITIES,
    );
    expect(short.errors).toEqual([]);
    expect(short.changes.map(({ what }) => what)).toEqual([["简称：教育局 → 教育局（新）"]]);
    expect(short.read).toBe(1);
  });
});
