import { beforeAll, describe, expect, test } from "vitest";
import { importAccounts } from "@/lib/accounts/new-accounts";
import { TEMPLATE_HEADS } from "@/lib/accounts/rules";
import { signIn } from "@/lib/accounts/sign-in";
import { accountTemplate } from "@/lib/ledgers/account-template";
import { text } from "@/lib/ledgers/rules";
import { workbookPieces } from "@/lib/ledgers/xlsx";
import { systemNow } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import type { Refusal } from "@/lib/platform/refusal";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";
import { refusalOf } from "../support/reports";
import { joined, openWorkbook } from "../support/workbook";

withDatabase({ template: "plan" });

const now = at("2024-09-06");
let admin: Actor;
type Row = Partial<Record<keyof typeof TEMPLATE_HEADS, string>>;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
});

/** The template as somebody fills it in. */
function sheet(rows: Row[]): File {
  const keys = Object.keys(TEMPLATE_HEADS) as (keyof Row)[];
  const columns = keys.map((key) => ({
    group: TEMPLATE_HEADS[key],
    name: TEMPLATE_HEADS[key],
    width: 20,
    cell: (row: Row) => text(row[key] ?? ""),
  }));
  const filled = { name: "账号", title: "账号", note: "x", columns, rows };
  return new File([Buffer.from(joined(workbookPieces([filled])))], "账号.xlsx");
}

const load = (rows: Row[]) => importAccounts(admin, { file: sheet(rows) }, now);
const faultsOf = (rows: Row[]) =>
  load(rows).then(
    () => ({}),
    ({ fields }: Refusal) => fields,
  );
const good: Row = { name: "JN-a", role: "填报员", post: "主任", unit: "济南市教育局" };

describe("accounts from Excel", () => {
  test("may name 所涉城市, in full and one behind the other", async () => {
    await load([{ name: "two", role: "领导", cities: "济南市、临沂市" }]);
    const { cities } = await db().account.findUniqueOrThrow({
      where: { name: "two" },
      include: { cities: true },
    });
    expect(cities).toHaveLength(2);
    expect(await faultsOf([{ name: "none", role: "领导", cities: "济南" }])).toEqual({
      5: "所涉城市里没有“济南”，请写全称，几个城市用顿号隔开。",
    });
  });

  test("are told the administrator's own cities as an example", async () => {
    const wrong = [{ name: "lead-x", role: "领导", city: "临沂" }];
    expect(await faultsOf(wrong)).toEqual({
      5: "没有城市“临沂”，请写全称，如“济南市”。",
    });
    const linyi = await hire("linyi-admin", "ADMIN");
    const { id: cityId } = await db().city.findUniqueOrThrow({ where: { name: "临沂市" } });
    await db().accountCity.create({ data: { accountId: linyi.accountId, cityId } });
    await expect(importAccounts(linyi, { file: sheet(wrong) }, now)).rejects.toMatchObject({
      fields: { 5: "没有城市“临沂”，请写全称，如“临沂市”。" },
    });
  });

  test("are made all at once, each with a password of its own that opens it", async () => {
    const slips = await load([
      good,
      { name: "ly-reviewer", role: "审核员", city: "临沂市", email: "a@example.gov.cn" },
    ]);
    expect(slips).toMatchObject([
      { name: "jn-a", post: "主任", unit: "济南市教育局" },
      { name: "ly-reviewer", post: "审核员", unit: "" },
    ]);
    for (const { name, password } of slips) {
      await signIn({ username: name, password }, "10.0.0.8", systemNow());
    }
    const made = await db().account.findUniqueOrThrow({ where: { name: "ly-reviewer" } });
    expect(made).toMatchObject({ oneTime: true, email: "a@example.gov.cn", unitId: null });
    const entry = await db().auditEntry.findFirstOrThrow({ where: { action: "account.import" } });
    expect(entry.after).toEqual({ file: "账号.xlsx", accounts: 2 });
    expect(JSON.stringify(await db().auditEntry.findMany())).not.toContain(slips[0]?.password);
  });

  test("with anything wrong are told row by row, and none is made", async () => {
    const count = await db().account.count();
    const faults = await faultsOf([
      { ...good, name: "fine" },
      { ...good, name: "jn-a" },
      { ...good, name: "fine" },
      { ...good, name: "中文", unit: "济南市没有局" },
      { name: "no-unit", role: "填报员" },
      { name: "odd", role: "局长", email: "not-mail" },
    ]);
    expect(faults).toEqual({
      6: "账号 jn-a 已存在。",
      7: "账号与第 5 行重复。",
      8: "单位名录里没有“济南市没有局”，请写全称。账号只用小写字母、数字、点、横线和下划线。",
      9: "填报员必须属于一个责任单位，请选择单位。",
      10: "角色应为填报员、审核员、领导、管理员、审计员之一。邮箱地址写错了，例如 bangongshi@example.gov.cn。",
    });
    expect(await db().account.count()).toBe(count);
  });

  test("may name a unit by what is its alone; what several are called, or nearly, is answered with the names", async () => {
    const row = (name: string, unit: string): Row => ({ ...good, name, unit });
    await db().unit.update({
      where: { name: "临沂市水利局" },
      data: { aliases: ["水务局"] },
    });
    const slips = await load([row("alias", "临沂水务局"), row("short", "济南教育局")]);
    expect(slips.map(({ unit }) => unit)).toEqual(["临沂市水利局", "济南市教育局"]);
    expect(
      await faultsOf([
        row("both", "教育局"),
        row("near", "济南口岸办"),
        row("none", "济南市没有局"),
      ]),
    ).toEqual({
      5: "叫“教育局”的单位有几个：“济南市教育局”、“临沂市教育局”，请写全称。",
      6: "单位名录里没有“济南口岸办”，是不是“济南市口岸物流办”？请写全称。",
      7: "单位名录里没有“济南市没有局”，请写全称。",
    });
  });

  test("come from the template that is handed out, in Excel and nothing else", async () => {
    const { sheets } = await openWorkbook(joined((await accountTemplate(admin)).pieces));
    expect(sheets[0]?.rows[2]).toEqual(Object.values(TEMPLATE_HEADS));
    const filled = sheets[0]?.rows.slice(4) ?? [];
    const units = filled.map((row) => row[3]);
    // A row for each unit that has work and nobody to report it, with a name nobody has.
    expect(units).toContain("临沂市教育局");
    expect(units).not.toContain("济南市教育局");
    expect(units.length).toBeGreaterThan(50);
    expect(filled.every(([name, role]) => name !== "" && role === "填报员")).toBe(true);
    expect(filled.find((row) => row[3] === "临沂市教育局")?.[0]).toBe("lysjyj");
    expect(new Set(filled.map(([name]) => name)).size).toBe(filled.length);
    const handed = new File(
      [Buffer.from(joined((await accountTemplate(admin)).pieces))],
      "模板.xlsx",
    );
    const slips = await importAccounts(admin, { file: handed }, now);
    expect(slips.map(({ unit }) => unit)).toEqual(units);
    const again = await openWorkbook(joined((await accountTemplate(admin)).pieces));
    expect(again.sheets[0]?.rows).toHaveLength(3);
    const odd = (bytes: string) =>
      importAccounts(admin, { file: new File([bytes], "x.xlsx") }, now);
    await expect(odd("账号,角色")).rejects.toThrow(/打不开/);
    await expect(load([])).rejects.toThrow(/表里没有账号/);
    const many = Array.from({ length: 501 }, (_, index) => ({ ...good, name: `n${index}` }));
    await expect(load(many)).rejects.toThrow(/最多导入 500/);
  });

  test("wait for a second administrator where the setting asks for it", async () => {
    env().ROLE_CONFIRMATION = true;
    await load([{ name: "new-leader", role: "领导" }]);
    env().ROLE_CONFIRMATION = false;
    const { active } = await db().account.findUniqueOrThrow({ where: { name: "new-leader" } });
    expect(active).toBe(false);
  });

  test("are an administrator's alone", async () => {
    const other = { ...admin, role: "LEADER" as const };
    expect(await refusalOf(importAccounts(other, { file: sheet([good]) }, now))).toBe("NOT_FOUND");
    expect(await refusalOf(accountTemplate(other))).toBe("NOT_FOUND");
  });
});
