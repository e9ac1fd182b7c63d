import type { AuditRow } from "@/lib/audit/queries";
import { dayTime } from "@/lib/format";
import { ScrollBox } from "../ui/scroll-box";
import { TableHead } from "../ui/table-head";
import { actionName, fieldName, subjectName } from "./action-names";

const HEADS = ["序号", "时间", "业务日期", "操作人", "来源地址", "动作", "对象", "内容"];

/** One row an entry, as it was recorded. */
export function AuditTable({ entries }: { entries: AuditRow[] }) {
  return (
    <ScrollBox label="审计日志表，可左右滚动">
      <table className="w-full min-w-[60rem] text-sm">
        <caption className="sr-only">审计日志，最新的在前</caption>
        <TableHead names={HEADS} />
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.sequence} className="border-line border-b align-top last:border-0">
              <th scope="row" className="py-2 pr-4 text-left font-normal text-ink-2">
                {entry.sequence}
              </th>
              <td className="whitespace-nowrap py-2 pr-4">{dayTime(entry.at)}</td>
              <td className="whitespace-nowrap py-2 pr-4">{entry.businessOn}</td>
              <td className="py-2 pr-4">{entry.accountName}</td>
              <td className="whitespace-nowrap py-2 pr-4">{entry.address || "—"}</td>
              <td className="whitespace-nowrap py-2 pr-4 font-semibold">
                {actionName(entry.action)}
              </td>
              <td className="whitespace-nowrap py-2 pr-4">{subjectName(entry.subject)}</td>
              <td className="w-80 py-2">
                <Change entry={entry} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Change({ entry: { before, after } }: { entry: AuditRow }) {
  if (before === null && after === null) return <span className="text-ink-2">—</span>;
  return (
    <details>
      <summary className="text-accent">{before === null ? "查看内容" : "查看前后"}</summary>
      <dl className="mt-1 grid gap-1.5">
        {before !== null && <Json label="之前" value={before} />}
        {after !== null && <Json label="之后" value={after} />}
      </dl>
    </details>
  );
}

function Json({ label, value }: { label: string; value: unknown }) {
  return (
    <div>
      <dt className="text-ink-2 text-xs">{label}</dt>
      <dd>
        <pre className="whitespace-pre-wrap break-all rounded-lg bg-sunken px-2.5 py-1.5 text-xs">
          {compactJson(value)}
        </pre>
      </dd>
    </div>
  );
}

/** One line a field; what stands inside a field stays on its line. */
function compactJson(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "";
  if (Array.isArray(value)) return value.map((held) => JSON.stringify(held)).join("\n");
  return Object.entries(value)
    .map(([key, held]) => `${fieldName(key)}：${fieldText(held)}`)
    .join("\n");
}

function fieldText(value: unknown): string {
  if (typeof value === "string") return value;
  if (!Array.isArray(value) || value.every((held) => typeof held !== "object")) {
    return JSON.stringify(value) ?? "";
  }
  return value.map((held) => `\n  ${JSON.stringify(held)}`).join("") || "[]";
}
