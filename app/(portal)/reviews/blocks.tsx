import type { ReactNode } from "react";
import { MarkedText } from "@/components/reviews/marked-text";
import type { ReviewBlock } from "@/components/reviews/review-desk";
import { EvidenceList } from "@/components/updates/evidence-list";
import { shanghaiDate } from "@/lib/dates";
import { dueDay, monthDay, percent } from "@/lib/format";
import {
  NO_PROGRESS_REASON_NAMES,
  PROBLEM_LEVEL_NAMES,
  REPORT_FIELDS,
  type ReportField,
} from "@/lib/glossary";
import type { SubmittedReport } from "@/lib/progress/queries";
import { wordDiff } from "@/lib/progress/text-diff";

type Report = SubmittedReport | null;

/** Every block of a report beside the same block of the one it is compared with, differences marked. */
export function reviewBlocks(now: SubmittedReport, before: Report): ReviewBlock[] {
  const blocks: [ReportField, ReactNode, ReactNode][] = [
    [
      "percent",
      <Figure key="before" value={before?.percent} />,
      <Figure
        key="now"
        value={now.percent}
        before={before?.percent}
        than={before?.month === now.month ? "更正前" : "上期"}
      />,
    ],
    texts("percentReason", before, now, (report) => report.percentReason),
    texts("progressText", before, now, progressOf),
  ];
  if (now.readings.length > 0 || (before?.readings.length ?? 0) > 0) {
    blocks.push([
      "readings",
      <Readings key="before" report={before} />,
      <Readings key="now" report={now} before={before} />,
    ]);
  }
  if (now.actions.length > 0 || (before?.actions.length ?? 0) > 0) {
    blocks.push([
      "actions",
      <Actions key="before" report={before} />,
      <Actions key="now" report={now} />,
    ]);
  }
  blocks.push(texts("problemText", before, now, problemOf));
  if (now.outcomes.length > 0) {
    blocks.push(["outcomes", <None key="before" />, <Outcomes key="now" report={now} />]);
  }
  blocks.push(texts("nextStepText", before, now, nextStepOf), [
    "evidence",
    <Files key="before" report={before} />,
    <Files key="now" report={now} />,
  ]);
  return blocks.map(([field, left, right]) => ({
    field,
    name: REPORT_FIELDS[field],
    before: left,
    now: right,
  }));
}

function texts(
  field: ReportField,
  before: Report,
  now: SubmittedReport,
  read: (report: SubmittedReport) => string,
): [ReportField, ReactNode, ReactNode] {
  if (!before) {
    const parts = [{ kind: "SAME" as const, text: read(now) }];
    return [field, <None key="before" />, <MarkedText key="now" parts={parts} side="NOW" />];
  }
  const parts = wordDiff(read(before), read(now));
  return [
    field,
    <MarkedText key="before" parts={parts} side="BEFORE" />,
    <MarkedText key="now" parts={parts} side="NOW" />,
  ];
}

function progressOf({ noProgressReason, progressText }: SubmittedReport): string {
  if (!noProgressReason) return progressText;
  return `本期无新进展（${NO_PROGRESS_REASON_NAMES[noProgressReason]}）\n${progressText}`.trim();
}

function problemOf({ problemText, problemLevel, problemOwner }: SubmittedReport): string {
  if (!problemLevel) return "";
  const owner = problemOwner ? `，由${problemOwner}解决` : "";
  return `${problemText}（${PROBLEM_LEVEL_NAMES[problemLevel]}${owner}）`;
}

function nextStepOf({ nextStepText, nextStepOn, submittedAt }: SubmittedReport): string {
  if (!nextStepOn) return nextStepText;
  return `${nextStepText}（${dueDay(nextStepOn, shanghaiDate(new Date(submittedAt)))}前）`;
}

function None() {
  return <p className="text-ink-2">无</p>;
}

function Figure({
  value,
  before,
  than = "",
}: {
  value: number | undefined;
  before?: number | undefined;
  /** what it is compared with */
  than?: string;
}) {
  if (value === undefined) return <None />;
  const gain = before === undefined ? 0 : value - before;
  return (
    <p>
      <strong className="text-lg">{percent(value)}</strong>
      {gain !== 0 && (
        <span className={gain < 0 ? "ml-2 text-red" : "ml-2 text-ink-2"}>
          比{than}
          {gain > 0 ? "增加" : "下降"} {Math.abs(gain)} 个百分点
        </span>
      )}
    </p>
  );
}

function Readings({ report, before }: { report: Report; before?: Report }) {
  if (!report || report.readings.length === 0) return <None />;
  return (
    <ul>
      {report.readings.map(({ indicatorId, name, value, target, measure }) => {
        const last = before?.readings.find((reading) => reading.indicatorId === indicatorId);
        const gap = value - target;
        return (
          <li key={indicatorId}>
            {name} <strong>{value}</strong> / {target} {measure}
            <span className="text-ink-2 text-sm">
              {gap > 0 ? ` 超出 ${gap}` : gap < 0 ? ` 还差 ${-gap}` : " 达到目标"}
              {last && value !== last.value && `，上期 ${last.value}`}
              {last && value < last.value && "（减少）"}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Actions({ report }: { report: Report }) {
  if (!report || report.actions.length === 0) return <None />;
  return (
    <ul>
      {report.actions.map(({ actionItemId, position, text, doneOn }) => (
        <li key={actionItemId} className="line-clamp-2">
          举措 {position}（{monthDay(doneOn)}完成）：{text}
        </li>
      ))}
    </ul>
  );
}

function Outcomes({ report }: { report: SubmittedReport }) {
  return (
    <ul>
      {report.outcomes.map(({ problemId, text, outcome }) => (
        <li key={problemId}>
          <span className="text-ink-2">{text}</span> → {outcome}
        </li>
      ))}
    </ul>
  );
}

function Files({ report }: { report: Report }) {
  if (!report || report.evidence.length === 0) return <None />;
  return <EvidenceList files={report.evidence} />;
}
