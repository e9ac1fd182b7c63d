import type { City } from "@/lib/dashboards/board";
import { month, monthDay, monthDayTime, percent } from "@/lib/format";
import { NO_PROGRESS_REASON_NAMES, PROBLEM_LEVEL_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import type { TimelineEntry } from "@/lib/progress/point-record";
import { cityText } from "../status/city";
import { TagMark } from "../status/light";
import { Empty } from "../ui/card";
import { Link } from "../ui/link";
import { EvidenceList } from "../updates/evidence-list";

const DOTS = ["bg-city-1", "bg-city-2", "bg-city-3"] as const;

/** Both cities' approved reports on one line of time, newest first. */
export function Timeline({ entries, cities }: { entries: TimelineEntry[]; cities: City[] }) {
  if (entries.length === 0) return <Empty>尚无审核通过的进展。</Empty>;
  return (
    <ol className="relative grid gap-5 border-line border-l-2 pl-5 sm:ml-28">
      {entries.map((entry) => {
        const place = cities.findIndex((city) => city.id === entry.cityId);
        return (
          <li key={entry.id} className="relative">
            <span
              aria-hidden="true"
              className={`absolute top-1.5 -left-[1.6875rem] size-3 rounded-full border-2 border-card ${DOTS[place] ?? "bg-accent-fill"}`}
            />
            <time
              dateTime={entry.submittedAt}
              className="text-ink-2 text-sm sm:absolute sm:right-full sm:mr-8 sm:w-24 sm:text-right"
            >
              {monthDayTime(new Date(entry.submittedAt))}
            </time>
            <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
              <strong className={cityText(cities, entry.cityId)}>{entry.unitName}</strong>
              <span className="text-ink-2 text-sm">
                {entry.authorPost} · {month(entry.month)}
                {entry.version > 1 && ` · 第 ${entry.version} 次报送`}
              </span>
              <TagMark>
                {isCorrected(entry, entries)
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
            {entry.percentReason && (
              <p className="text-ink-2 text-sm">进度说明：{entry.percentReason}</p>
            )}
            {entry.problemLevel && (
              <p className="mt-1.5 rounded-r border-amber-fill border-l-[3px] bg-sunken px-3 py-1.5 text-sm">
                <strong>存在问题</strong>（{PROBLEM_LEVEL_NAMES[entry.problemLevel]}）　
                {entry.problemText}
              </p>
            )}
            {entry.nextStepText && (
              <p className="mt-1 text-ink-2 text-sm">
                下步打算：{entry.nextStepText}
                {entry.nextStepOn && `（${monthDay(entry.nextStepOn)}前）`}
              </p>
            )}
            {entry.evidence.length > 0 && <EvidenceList files={entry.evidence} />}
            <Link
              href={paths.history(entry.assignmentId)}
              className="text-accent text-sm hover:underline"
            >
              历次报送
            </Link>
          </li>
        );
      })}
    </ol>
  );
}

/** A newer version of the same month was approved: this one counts no more. */
function isCorrected(entry: TimelineEntry, entries: TimelineEntry[]): boolean {
  return entries.some(
    ({ assignmentId, month: of, version }) =>
      assignmentId === entry.assignmentId && of === entry.month && version > entry.version,
  );
}
