import { monthDayTime } from "@/lib/format";
import { REPORT_FIELDS, type ReportField } from "@/lib/glossary";
import type { BlockChange } from "@/lib/progress/changes";
import type { HistoryVersion } from "@/lib/progress/history";
import { SubmittedReportView } from "./submitted-report";
import { WordDiff } from "./word-diff";

export type Changes = {
  /** which version it is compared with */
  from: string;
  blocks: BlockChange[];
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
    <article id={`report-${version.id}`} className="grid gap-3 lg:grid-cols-2">
      <div className="min-w-0">
        <h3 className="mb-1 font-semibold">
          第 {version.version} 次 · {version.author}
          {version.signedOffBy && ` · ${version.signedOffBy}审签`}
        </h3>
        <SubmittedReportView report={version} />
        <Fate version={version} />
      </div>
      {changes && (
        <section className="min-w-0 rounded-lg bg-sunken p-3" aria-label={`与${changes.from}相比`}>
          <h4 className="mb-1 text-ink-2 text-sm">与{changes.from}相比</h4>
          {changes.blocks.length === 0 && <p>内容没有改动。</p>}
          <dl className="grid gap-2">
            {changes.blocks.map((change) => (
              <Changed key={change.block} change={change} />
            ))}
          </dl>
        </section>
      )}
    </article>
  );
}

function Changed({ change: { block, parts, values } }: { change: BlockChange }) {
  return (
    <div>
      <dt className="text-ink-2 text-sm">{REPORT_FIELDS[block]}</dt>
      {parts.length > 0 && (
        <dd className="whitespace-pre-line break-words">
          <WordDiff parts={parts} />
        </dd>
      )}
      {values.map(({ name, before, now }) => (
        <dd key={`${name}${before}${now}`} className="break-words">
          {block === "evidence" ? (
            <WordDiff parts={[{ kind: now === null ? "REMOVED" : "ADDED", text: name }]} />
          ) : (
            <>
              {name && <span className="text-ink-2">{name}：</span>}
              {before === null ? "（无）" : before} → {now === null ? "（无）" : now}
            </>
          )}
        </dd>
      ))}
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
