import { shanghaiDate } from "@/lib/dates";
import { dueDay, month, monthDay, monthDayTime, percent } from "@/lib/format";
import { NO_PROGRESS_REASON_NAMES, PROBLEM_LEVEL_NAMES, REPORT_FIELDS } from "@/lib/glossary";
import type { SubmittedReport } from "@/lib/progress/queries";
import { EvidenceList } from "./evidence-list";

/** A submitted version as read: every block with its name, empty ones left out. */
export function SubmittedReportView({ report }: { report: SubmittedReport }) {
  const blocks: [string, string][] = [
    [REPORT_FIELDS.correctionReason, report.correctionReason],
    [REPORT_FIELDS.percent, percent(report.percent)],
    [REPORT_FIELDS.percentReason, report.percentReason],
    [
      REPORT_FIELDS.readings,
      report.readings
        .map(({ name, value, measure, target }) => `${name} ${value} ${measure}（目标 ${target}）`)
        .join("\n"),
    ],
    [
      REPORT_FIELDS.progressText,
      report.noProgressReason
        ? `本期无新进展（${NO_PROGRESS_REASON_NAMES[report.noProgressReason]}）\n${report.progressText}`.trim()
        : report.progressText,
    ],
    [
      REPORT_FIELDS.actions,
      report.actions.map(({ text, doneOn }) => `${monthDay(doneOn)}完成：${text}`).join("\n"),
    ],
    [
      REPORT_FIELDS.problemText,
      report.problemLevel
        ? `${report.problemText}（${PROBLEM_LEVEL_NAMES[report.problemLevel]}${report.problemOwner && `，由${report.problemOwner}解决`}）`
        : "",
    ],
    [
      REPORT_FIELDS.outcomes,
      report.outcomes.map(({ text, outcome }) => `${text}\n→ ${outcome}`).join("\n"),
    ],
    [
      REPORT_FIELDS.nextStepText,
      report.nextStepOn === null
        ? report.nextStepText
        : `${report.nextStepText}（${dueDay(report.nextStepOn, shanghaiDate(new Date(report.submittedAt)))}前）`,
    ],
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
        {report.evidence.length > 0 && (
          <div>
            <dt className="text-ink-2 text-sm">{REPORT_FIELDS.evidence}</dt>
            <dd>
              <EvidenceList files={report.evidence} />
            </dd>
          </div>
        )}
      </dl>
      <p className="mt-2 text-ink-2 text-sm">
        {month(report.month)} · {report.authorPost} · {monthDayTime(new Date(report.submittedAt))}
        提交
        {report.signedOffPost && ` · ${report.signedOffPost}审签`}
        {report.version > 1 && ` · 第 ${report.version} 次报送`}
      </p>
    </>
  );
}
