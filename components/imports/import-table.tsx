import { dayTime } from "@/lib/format";
import { IMPORT_STATE_NAMES } from "@/lib/glossary";
import type { ImportRow } from "@/lib/imports/queries";
import { paths } from "@/lib/paths";
import { Link } from "../ui/link";
import { StackedCell, StackedRow, StackedTable } from "../ui/stacked-table";
import { StateChip } from "./state-chip";

/** Every import so far, the newest first. */
export function ImportTable({ imports }: { imports: ImportRow[] }) {
  return (
    <StackedTable caption="导入过的通知" names={["通知", "状态", "时间"]}>
      {imports.map((row) => (
        <StackedRow
          key={row.id}
          head={
            <>
              <Link href={paths.import(row.id)} className="font-semibold hover:underline">
                {row.title || "（没有读到标题）"}
              </Link>
              <p className="text-ink-2 text-sm">
                {[row.documentNumber, row.fileName || "粘贴的文字"].filter(Boolean).join(" · ")}
              </p>
            </>
          }
        >
          <StackedCell className="whitespace-nowrap">
            <StateChip state={row.state}>{IMPORT_STATE_NAMES[row.state]}</StateChip>
            {row.updated && <span className="ml-1.5 text-ink-2 text-sm">更新</span>}
          </StackedCell>
          <StackedCell className="whitespace-nowrap text-ink-2 text-sm">
            {dayTime(row.endedAt ?? row.publishedAt ?? row.createdAt)}
            {row.createdBy && ` · ${row.createdBy}`}
          </StackedCell>
        </StackedRow>
      ))}
    </StackedTable>
  );
}
