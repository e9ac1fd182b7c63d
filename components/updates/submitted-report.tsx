import { month, monthDayTime, percent } from "@/lib/format";
import { NO_PROGRESS_REASON_NAMES, PROBLEM_LEVEL_NAMES, REPORT_FIELDS } from "@/lib/glossary";
import type { SubmittedReport } from "@/lib/progress/queries";

/** A submitted version as read: every block with its name, empty ones left out. */
export function SubmittedReportView({ report }: { report: SubmittedReport }) {
  const blocks: [string, string][] = [
    [REPORT_FIELDS.percent, percent(report.percent)],
    [REPORT_FIELDS.percentReason, report.percentReason],
    [
      REPORT_FIELDS.progressText,
      report.noProgressReason
        ? `本期无新进展（${NO_PROGRESS_REASON_NAMES[report.noProgressReason]}）\n${report.progressText}`.trim()
        : report.progressText,
    ],
    [
      REPORT_FIELDS.problemText,
      report.problemLevel
        ? `${report.problemText}（${PROBLEM_LEVEL_NAMES[report.problemLevel]}）`
        : "",
    ],
    [REPORT_FIELDS.nextStepText, report.nextStepText],
  ];
  return (
    <>
      <dl className="grid gap-2">
        {blocks
          .filter(([, text]) => text !== "")
          .map(([name, text]) => (
            <div key={name}>
              <dt className="text-ink-2 text-sm">{name}</dt>
              <dd className="whitespace-pre-line break-words">{text}</dd>
            </div>
          ))}
      </dl>
      <p className="mt-2 text-ink-2 text-sm">
        {month(report.month)} · {report.authorPost} · {monthDayTime(new Date(report.submittedAt))}
        提交
        {report.version > 1 && ` · 第 ${report.version} 次报送`}
      </p>
    </>
  );
}
