import type { IsoDate } from "@/lib/dates";
import { dueDay, month, monthDayTime } from "@/lib/format";
import { REPORT_STATE_NAMES, type ReportState } from "@/lib/glossary";
import type { MyReport } from "@/lib/inbox/queries";
import { paths } from "@/lib/paths";
import { Link } from "../ui/link";

const TONES: Record<ReportState, string> = {
  DUE: "text-amber",
  DRAFT: "text-ink-2",
  SIGN_OFF: "text-amber",
  PENDING: "text-blue",
  RETURNED: "text-red",
  APPROVED: "text-green",
  OVERDUE: "text-red",
  MISSED: "text-ink-2",
  NONE: "text-ink-2",
};

/** Everything due, with its state; the one being written is marked. */
export function MyReportList({
  reports,
  current,
  several,
  today,
}: {
  reports: MyReport[];
  current?: { assignmentId: number; month: string };
  /** the actor answers for several units: say which */
  several: boolean;
  today: IsoDate;
}) {
  return (
    <ol className="grid divide-y divide-line">
      {reports.map((report) => (
        <li key={`${report.assignmentId}-${report.month}`}>
          <Link
            href={paths.newUpdate(report.assignmentId, report.month)}
            aria-current={
              report.assignmentId === current?.assignmentId && report.month === current.month
                ? "page"
                : undefined
            }
            className="block rounded-lg px-3 py-2.5 hover:bg-sunken aria-[current]:bg-chosen"
          >
            <span className="block font-semibold">
              {report.pointNumber}. {report.pointTitle}
            </span>
            {several && <span className="block text-ink-2 text-sm">{report.unitName}</span>}
            <span className="flex max-w-md flex-wrap justify-between gap-x-3 text-sm">
              <span className={`font-semibold ${TONES[report.state]}`}>{stateText(report)}</span>
              {report.withdrawn && !isHandedIn(report) && (
                <span className="order-last w-full text-ink-2">
                  已撤回：{report.withdrawn.by} {monthDayTime(new Date(report.withdrawn.at))}
                </span>
              )}
              <span className="text-ink-2">
                {month(report.month)}报送，{dueDay(report.dueOn, today)}截止
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
}

function isHandedIn({ state }: MyReport): boolean {
  return state === "PENDING" || state === "APPROVED";
}

function stateText(report: MyReport): string {
  const name = REPORT_STATE_NAMES[report.state];
  if (report.state === "RETURNED" && report.returnReason) return `${name}：${report.returnReason}`;
  if (report.savedAt && (report.state === "DRAFT" || report.state === "OVERDUE")) {
    const saved = `存于 ${monthDayTime(new Date(report.savedAt))}`;
    return report.state === "DRAFT" ? `${name}，${saved}` : `${name} · 草稿${saved}`;
  }
  return name;
}
