import "server-only";
import { recordEntry } from "../audit/commands";
import { type AuditRow, countAuditEntries, listAuditEntries } from "../audit/queries";
import { REFUSED_ACTIONS } from "../audit/rules";
import type { AuditExportInput, AuditFilter } from "../audit/schema";
import { actionName, contentLines, subjectName } from "../audit-text";
import { shanghaiDate, shanghaiTime } from "../dates";
import { transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { csvPieces } from "./csv";
import { type Column, text } from "./rules";
import type { Ledger } from "./taking";
import { workbookPieces, XLSX } from "./xlsx";

/** More than this is no reading matter, and would stand in memory at once. */
const MOST = 50_000;

/**
 * 审计日志 with a filter as a file, the newest entry first, each with its hash for comparing. That it
 * was taken is an entry itself, and not part of it.
 */
export async function exportAuditLog(
  actor: Actor,
  { format, ...filter }: AuditExportInput,
  now: Date,
): Promise<Ledger> {
  if (!may(actor, "audit.read")) throw notFound();
  if ((await countAuditEntries(actor, filter, MOST + 1)) > MOST) {
    throw new Refusal("INVALID", `一次最多导出 ${MOST} 条，请缩小日期范围后分几次导出。`);
  }
  const rows = await listAuditEntries(actor, filter, null, MOST);
  const said = filterSaid(filter);
  const after = { format, filter: said, rows: rows.length };
  const entry = { action: "audit.export", subject: "audit", after };
  await transact((tx) => recordEntry(tx, actor, entry, now));
  const name = `审计日志_${shanghaiDate(now)}.${format}`;
  if (format === "csv") {
    return { name, type: "text/csv; charset=utf-8", pieces: csvPieces(COLUMNS, rows, []) };
  }
  const note = `范围：${said}，共 ${rows.length} 条，时间均为北京时间`;
  const sheet = { name: "审计日志", title: "审计日志", note, columns: COLUMNS, rows };
  return { name, type: XLSX, pieces: workbookPieces([sheet]) };
}

function filterSaid(filter: AuditFilter): string {
  const { who, action, noun, id, from, to, refused, text: words } = filter;
  const parts = [
    who && `操作人“${who}”`,
    action && `动作“${actionName(action)}”`,
    noun && `对象“${subjectName(id ? `${noun}:${id}` : noun)}”`,
    !noun && id && `对象编号 ${id}`,
    from && `从 ${from}`,
    to && `到 ${to}`,
    refused && "只看被拒绝的",
    words && `内容包含“${words}”`,
  ].filter(Boolean);
  return parts.join("，") || "全部";
}

const column = (name: string, width: number, of: (row: AuditRow) => string): Column<AuditRow> => ({
  group: name,
  name,
  width,
  cell: (row) => text(of(row)),
});

const COLUMNS: Column<AuditRow>[] = [
  {
    group: "序号",
    name: "序号",
    width: 8,
    cell: ({ sequence }) => ({ kind: "number", value: sequence }),
  },
  column("时间", 20, ({ at }) => `${shanghaiDate(at)} ${shanghaiTime(at, "second")}`),
  column("业务日期", 12, ({ businessOn }) => businessOn),
  column("操作人", 28, ({ accountName }) => accountName),
  column("来源地址", 16, ({ address }) => address),
  column("动作", 16, ({ action }) => actionName(action)),
  column("结果", 8, ({ action }) => (REFUSED_ACTIONS.includes(action) ? "被拒绝" : "成功")),
  column("对象", 34, ({ subject, called }) => subjectName(subject, called)),
  column("之前", 36, ({ before }) => (before === null ? "" : contentLines(before).join("\n"))),
  column("之后", 46, ({ after }) => (after === null ? "" : contentLines(after).join("\n"))),
  column("校验值", 34, ({ hash }) => hash),
];
