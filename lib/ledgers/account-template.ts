import "server-only";
import { adminCities } from "../accounts/reach";
import { MOST_ROWS, suggestNames, TEMPLATE_HEADS } from "../accounts/rules";
import { ROLE_NAMES } from "../glossary";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { text } from "./rules";
import type { Ledger } from "./taking";
import { workbookPieces, XLSX } from "./xlsx";

const NOTE =
  "从第 5 行起逐行填写，一行一个账号。承担分工而没有填报员的单位已经列出，账号按单位全称的拼音首字母，可以改；不要的行删去，同一单位可以加行。账号用小写字母和数字；角色填填报员、审核员、领导、管理员、审计员；填报员填单位全称或名录里的别名；审核员、领导只管一市的填城市全称；岗位、邮箱可空；只管某几个城市的工作要点时，所涉城市填全称、用顿号隔开，不填为不限。";

/** The sheet that accounts are filled into, begun with a 填报员 for every unit that has work and nobody to report it. */
export async function accountTemplate(actor: Actor): Promise<Ledger> {
  if (!may(actor, "account.manage")) throw notFound();
  const columns = (Object.keys(TEMPLATE_HEADS) as (keyof typeof TEMPLATE_HEADS)[]).map((key) => ({
    group: TEMPLATE_HEADS[key],
    name: TEMPLATE_HEADS[key],
    width: 24,
    cell: (row: Row) => text(row[key] ?? ""),
  }));
  const rows = await rowsFor(await adminCities(actor));
  const sheet = { name: "账号", title: "账号导入模板", note: NOTE, columns, rows };
  return { name: "账号导入模板.xlsx", type: XLSX, pieces: workbookPieces([sheet]) };
}

type Row = Partial<Record<keyof typeof TEMPLATE_HEADS, string>>;

async function rowsFor(within: number[] | null): Promise<Row[]> {
  const nobody = { none: { role: "STAFF" as const, active: true } };
  const units = await db().unit.findMany({
    where: {
      ...{ kind: { not: "GROUP" }, abolishedOn: null, accounts: nobody },
      // Whoever reports for a unit reports for those under it.
      OR: [{ parentId: null }, { parent: { accounts: nobody } }],
      assignments: { some: { terms: { some: { endsOn: null } } } },
      ...(within && { cityId: { in: within } }),
    },
    orderBy: { officialOrder: "asc" },
    take: MOST_ROWS,
    select: { id: true, name: true, pinyinInitials: true },
  });
  const taken = await db().account.findMany({ select: { name: true } });
  const names = suggestNames(units, new Set(taken.map(({ name }) => name)));
  return units.map((unit, at) => ({
    ...{ name: names[at], role: ROLE_NAMES.STAFF, unit: unit.name },
  }));
}
