import type { AuditRow } from "@/lib/audit/queries";
import { actionName, contentLines, subjectName } from "@/lib/audit-text";
import { dayTime } from "@/lib/format";
import { ScrollBox } from "../ui/scroll-box";
import { StackedCell, StackedRow, StackedTable } from "../ui/stacked-table";

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
      <div className="text-sm sm:min-w-[60rem]">
        <StackedTable caption="审计日志，最新的在前" names={HEADS}>
          {entries.map((entry) => (
            <StackedRow
              key={entry.sequence}
              className="max-sm:gap-0.5 sm:[&>*]:py-2"
              headClass="text-ink-2"
              head={
                <>
                  <span className="sm:hidden">第 </span>
                  {entry.sequence}
                  <span className="sm:hidden"> 条</span>
                </>
              }
            >
              <StackedCell className="whitespace-nowrap">{dayTime(entry.at)}</StackedCell>
              <StackedCell className="whitespace-nowrap">
                <span className="text-ink-2 sm:hidden">业务日期 </span>
                {entry.businessOn}
              </StackedCell>
              <StackedCell>{entry.accountName}</StackedCell>
              <StackedCell className={`whitespace-nowrap ${entry.address ? "" : "max-sm:hidden"}`}>
                <span className="text-ink-2 sm:hidden">来自 </span>
                {entry.address || "—"}
              </StackedCell>
              <StackedCell
                className={`whitespace-nowrap font-semibold ${refused.includes(entry.action) ? "text-red" : ""}`}
              >
                {actionName(entry.action)}
              </StackedCell>
              <StackedCell className="break-words sm:max-w-56">
                {subjectName(entry.subject, entry.called)}
              </StackedCell>
              <StackedCell className="sm:w-80">
                <Change entry={entry} />
              </StackedCell>
            </StackedRow>
          ))}
        </StackedTable>
      </div>
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
