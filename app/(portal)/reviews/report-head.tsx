import { Key } from "@/components/reviews/key";
import { TagMark } from "@/components/status/light";
import { ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { shanghaiDate } from "@/lib/dates";
import { monthDay, monthDayTime } from "@/lib/format";
import { ASSIGNMENT_ROLE_NAMES, REPORT_FIELDS, type ReportField } from "@/lib/glossary";
import type { PendingReview } from "@/lib/inbox/queries";
import { paths } from "@/lib/paths";

/** Whose report it is, what is odd about it, what it was returned for before, and the way to its neighbours. */
export function ReportHead({
  chosen: { report, returned, ...chosen },
  tone,
  position,
  previous,
  next,
}: {
  chosen: PendingReview;
  tone: string;
  position: string;
  previous: string | undefined;
  next: string | undefined;
}) {
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-2">
        <h2 className="font-bold text-lg">
          <Link href={paths.point(chosen.pointNumber)} className="hover:underline">
            {chosen.pointNumber}. {chosen.pointTitle}
          </Link>
        </h2>
        <nav aria-label="队列" className="flex items-center gap-1.5">
          <span aria-live="polite" className="text-ink-2 text-sm">
            {position}
          </span>
          {previous && (
            <ButtonLink id="previous-report" href={previous} aria-keyshortcuts="K">
              上一条 <Key>K</Key>
            </ButtonLink>
          )}
          {next && (
            <ButtonLink id="next-report" href={next} aria-keyshortcuts="J">
              下一条 <Key>J</Key>
            </ButtonLink>
          )}
        </nav>
      </div>
      <p className="flex flex-wrap items-center gap-x-2">
        <strong className={tone}>{chosen.unit.name}</strong>
        <TagMark>{ASSIGNMENT_ROLE_NAMES[chosen.role]}</TagMark>
        <span className="text-ink-2 text-sm">
          {report.authorPost} {monthDayTime(new Date(report.submittedAt))}提交
          {report.signedOffPost && ` · ${report.signedOffPost}审签`}
          {report.version > 1 && ` · 第 ${report.version} 次报送`}
        </span>
      </p>
      {chosen.anomalies.length > 0 && (
        <p className="mt-2 rounded-r border-amber-fill border-l-[3px] bg-sunken px-3 py-1.5">
          请留意：{chosen.anomalies.map((mark) => mark.text).join("、")}
        </p>
      )}
      {report.correctionReason && (
        <p className="mt-2 rounded-r border-seal border-l-[3px] bg-sunken px-3 py-1.5">
          更正原因：{report.correctionReason}
        </p>
      )}
      {returned && (
        <div className="mt-2 rounded-r border-edge border-l-[3px] bg-sunken px-3 py-1.5">
          <p>
            {monthDay(shanghaiDate(new Date(returned.decidedAt)))}退回：{returned.reason}
          </p>
          {Object.entries(returned.notes).map(([field, text]) => (
            <p key={field} className="text-ink-2 text-sm">
              {REPORT_FIELDS[field as ReportField]}：{text}
            </p>
          ))}
        </div>
      )}
    </>
  );
}
