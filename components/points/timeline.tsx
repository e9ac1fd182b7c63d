import type { ReactNode } from "react";
import type { City } from "@/lib/dashboards/board";
import { shanghaiDate } from "@/lib/dates";
import { dueDay, month, monthDayTime, percent } from "@/lib/format";
import { NO_PROGRESS_REASON_NAMES, PROBLEM_LEVEL_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import type { TimelineEntry } from "@/lib/progress/point-record";
import { cityText } from "../status/city";
import { TagMark } from "../status/light";
import { Empty } from "../ui/card";
import { Link } from "../ui/link";
import { EvidenceList } from "../updates/evidence-list";

const DOTS = ["bg-city-1", "bg-city-2", "bg-city-3"] as const;

/** Something else of the point that has its place on the line of time: a directive, an answer. */
export type TimelineMark = {
  /** unlike any other of the point; also where an address leads */
  key: string;
  /** an instant */
  at: string;
  /** class of the dot's colour */
  dot: string;
  node: ReactNode;
};

/** Both cities' approved reports, and what was said about them, on one line of time, newest first. */
export function Timeline({
  entries,
  marks,
  cities,
}: {
  entries: TimelineEntry[];
  marks: TimelineMark[];
  cities: City[];
}) {
  if (entries.length + marks.length === 0) return <Empty>尚无审核通过的进展。</Empty>;
  const reports = entries.map(
    (entry): TimelineMark => ({
      key: `report-${entry.id}`,
      at: entry.submittedAt,
      dot: DOTS[cities.findIndex((city) => city.id === entry.cityId)] ?? "bg-accent-fill",
      node: <Report entry={entry} cities={cities} corrected={isCorrected(entry, entries)} />,
    }),
  );
  const all = [...reports, ...marks].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const earlier = all.slice(SHOWN);
  return (
    <>
      <Line marks={all.slice(0, SHOWN)} />
      {earlier.length > 0 && (
        <>
          <details className="mt-4">
            <summary className="inline-flex min-h-9 items-center rounded-lg px-2 text-accent hover:bg-sunken">
              更早的 {earlier.length} 条
            </summary>
            <div className="mt-4">
              <Line marks={earlier} />
            </div>
          </details>
          <p className="mt-3 hidden text-ink-2 text-sm print:[details:not([open])+&]:block">
            更早的 {earlier.length} 条没有列出；在门户里展开以后再打印，就在其中。
          </p>
        </>
      )}
    </>
  );
}

/** As many as a reader looks at before the rest is unfolded. */
const SHOWN = 10;

function Line({ marks }: { marks: TimelineMark[] }) {
  return (
    <ol className="relative grid gap-5 border-line border-l-2 pl-5 sm:ml-28">
      {marks.map(({ key, at, dot, node }) => (
        <li key={key} id={key} className="relative">
          <span
            aria-hidden="true"
            className={`absolute top-1.5 -left-[1.6875rem] size-3 rounded-full border-2 border-card ${dot}`}
          />
          <time
            dateTime={at}
            className="text-ink-2 text-sm sm:absolute sm:right-full sm:mr-8 sm:w-24 sm:text-right"
          >
            {monthDayTime(new Date(at))}
          </time>
          {node}
        </li>
      ))}
    </ol>
  );
}

function Report({
  entry,
  cities,
  corrected,
}: {
  entry: TimelineEntry;
  cities: City[];
  /** a newer version of the same month was approved: this one counts no more */
  corrected: boolean;
}) {
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
        <strong className={cityText(cities, entry.cityId)}>{entry.unitName}</strong>
        <span className="text-ink-2 text-sm">
          {entry.authorPost} · {month(entry.month)}
          {entry.version > 1 && ` · 第 ${entry.version} 次报送`}
        </span>
        <TagMark>
          {corrected
            ? "已被更正"
            : entry.counts || entry.correctionReason !== ""
              ? "已审核"
              : "补报，已审核"}
        </TagMark>
        <strong className="ml-auto">{percent(entry.percent)}</strong>
      </div>
      <p className="whitespace-pre-line">
        {entry.noProgressReason
          ? `本期无新进展（${NO_PROGRESS_REASON_NAMES[entry.noProgressReason]}）${entry.progressText && `：${entry.progressText}`}`
          : entry.progressText}
      </p>
      {entry.percentReason && <p className="text-ink-2 text-sm">进度说明：{entry.percentReason}</p>}
      {entry.problemLevel && (
        <p className="mt-1.5 rounded-r border-amber-fill border-l-[3px] bg-sunken px-3 py-1.5 text-sm">
          <strong>存在问题</strong>（{PROBLEM_LEVEL_NAMES[entry.problemLevel]}）　
          {entry.problemText}
        </p>
      )}
      {entry.nextStepText && (
        <p className="mt-1 text-ink-2 text-sm">
          下步打算：{entry.nextStepText}
          {entry.nextStepOn &&
            `（${dueDay(entry.nextStepOn, shanghaiDate(new Date(entry.submittedAt)))}前）`}
        </p>
      )}
      {entry.evidence.length > 0 && <EvidenceList files={entry.evidence} />}
      <Link
        href={`${paths.history(entry.assignmentId)}#report-${entry.id}`}
        className="text-accent text-sm hover:underline"
      >
        历次报送
      </Link>
    </>
  );
}

function isCorrected(entry: TimelineEntry, entries: TimelineEntry[]): boolean {
  return entries.some(
    ({ assignmentId, month: of, version }) =>
      assignmentId === entry.assignmentId && of === entry.month && version > entry.version,
  );
}
