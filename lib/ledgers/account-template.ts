import "server-only";
import { TEMPLATE_HEADS } from "../accounts/rules";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { text } from "./rules";
import type { Ledger } from "./taking";
import { workbookPieces, XLSX } from "./xlsx";

const NOTE =
  "从第 5 行起逐行填写，一行一个账号。账号用小写字母和数字；角色填填报员、审核员、领导、管理员、审计员；填报员填单位全称；审核员、领导只管一市的填城市全称；岗位、邮箱可空；只管某几个城市的工作要点时，所涉城市填全称、用顿号隔开，不填为不限。";

/** The sheet that accounts are filled into; it holds nothing but its heads. */
export async function accountTemplate(actor: Actor): Promise<Ledger> {
  if (!may(actor, "account.manage")) throw notFound();
  const columns = Object.values(TEMPLATE_HEADS).map((name) => ({
    group: name,
    name,
    width: 24,
    cell: () => text(""),
  }));
  const sheet = { name: "账号", title: "账号导入模板", note: NOTE, columns, rows: [] };
  return { name: "账号导入模板.xlsx", type: XLSX, pieces: workbookPieces([sheet]) };
}
