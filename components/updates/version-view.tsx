import { monthDayTime, percent } from "@/lib/format";
import { REPORT_FIELDS, type ReportField } from "@/lib/glossary";
import type { HistoryVersion } from "@/lib/progress/history";
import type { DiffPart } from "@/lib/progress/text-diff";
import { SubmittedReportView } from "./submitted-report";
import { WordDiff } from "./word-diff";

export type Changes = {
  /** which version it is compared with */
  from: string;
  percent: number;
  progress: DiffPart[];
  problem: DiffPart[];
  nextStep: DiffPart[];
};

/** One version: what became of it, what it says, what it changed. */
export function VersionView({
  version,
  changes,
}: {
  version: HistoryVersion;
  changes: Changes | null;
}) {
  return (
    <article className="grid gap-3 lg:grid-cols-2">
      <div>
        <h3 className="mb-1 font-semibold">
          第 {version.version} 次 · {version.author}
          {version.signedOffBy && ` · ${version.signedOffBy}审签`}
        </h3>
        <SubmittedReportView report={version} />
        <Fate version={version} />
      </div>
      {changes && (
        <section className="rounded-lg bg-sunken p-3" aria-label={`与${changes.from}相比`}>
          <h4 className="mb-1 text-ink-2 text-sm">与{changes.from}相比</h4>
          <dl className="grid gap-2">
            <div>
              <dt className="text-ink-2 text-sm">{REPORT_FIELDS.percent}</dt>
              <dd>
                {percent(changes.percent)} → {percent(version.percent)}
              </dd>
            </div>
            <Changed name={REPORT_FIELDS.progressText} parts={changes.progress} />
            <Changed name={REPORT_FIELDS.problemText} parts={changes.problem} />
            <Changed name={REPORT_FIELDS.nextStepText} parts={changes.nextStep} />
          </dl>
        </section>
      )}
    </article>
  );
}

function Changed({ name, parts }: { name: string; parts: DiffPart[] }) {
  if (parts.every((part) => part.kind === "SAME")) return null;
  return (
    <div>
      <dt className="text-ink-2 text-sm">{name}</dt>
      <dd className="whitespace-pre-line break-words">
        <WordDiff parts={parts} />
      </dd>
    </div>
  );
}

function Fate({ version: { review, withdrawn } }: { version: HistoryVersion }) {
  if (withdrawn) {
    return (
      <p className="mt-2 text-ink-2">
        {withdrawn.by} 于 {monthDayTime(new Date(withdrawn.at))} 撤回
      </p>
    );
  }
  if (!review) return <p className="mt-2 font-semibold text-blue">待审核</p>;
  const returned = review.decision === "RETURNED";
  return (
    <div className="mt-2">
      <p className={`font-semibold ${returned ? "text-red" : "text-green"}`}>
        {review.by} 于 {monthDayTime(new Date(review.decidedAt))}
        {returned ? ` 退回：${review.reason}` : " 审核通过"}
      </p>
      <ul className="list-disc pl-5">
        {Object.entries(review.notes).map(([field, text]) => (
          <li key={field}>
            {REPORT_FIELDS[field as ReportField]}：{text}
          </li>
        ))}
      </ul>
    </div>
  );
}
