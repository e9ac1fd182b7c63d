import type { AuditRow } from "@/lib/audit/queries";
import { actionName, contentLines, subjectName } from "@/lib/audit-text";
import { dayTime } from "@/lib/format";
import { ScrollBox } from "../ui/scroll-box";
import { TableHead } from "../ui/table-head";

const HEADS = ["序号", "时间", "业务日期", "操作人", "来源地址", "动作", "对象", "内容"];

/** One row an entry, as it was recorded; what was refused stands out. */
export function AuditTable({
  entries,
  refused,
}: {
  entries: AuditRow[];
  refused: readonly string[];
}) {
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
              <td
                className={`whitespace-nowrap py-2 pr-4 font-semibold ${refused.includes(entry.action) ? "text-red" : ""}`}
              >
                {actionName(entry.action)}
              </td>
              <td className="max-w-56 break-words py-2 pr-4">{subjectName(entry.subject)}</td>
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
        {before !== null && <Content label="之前" value={before} />}
        {after !== null && <Content label="之后" value={after} />}
      </dl>
    </details>
  );
}

function Content({ label, value }: { label: string; value: unknown }) {
  return (
    <div>
      <dt className="text-ink-2 text-xs">{label}</dt>
      <dd className="whitespace-pre-wrap break-all rounded-lg bg-sunken px-2.5 py-1.5 text-xs">
        {contentLines(value).join("\n")}
      </dd>
    </div>
  );
}
