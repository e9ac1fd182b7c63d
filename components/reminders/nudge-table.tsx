import { dueDay, month } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { NudgeTarget } from "@/lib/reminders/queries";
import { Button } from "../ui/button";
import { Link } from "../ui/link";
import { SelectAll } from "./select-all";

export const NUDGE_STATES: Record<NudgeTarget["state"], { name: string; tone: string }> = {
  OVERDUE: { name: "逾期", tone: "text-red" },
  RETURNED: { name: "被退回", tone: "text-red" },
  DUE: { name: "待报", tone: "text-amber" },
};

/** Reports still owed by month, with a box each; a plain GET form, so that the choice is in the address. */
export function NudgeTable({
  targets,
  path,
  kept,
  today,
}: {
  targets: NudgeTarget[];
  path: string;
  /** the filter, which stays */
  kept: Record<string, string | number | undefined>;
  today: string;
}) {
  const months = [...new Set(targets.map(({ period }) => period.month))];
  return (
    <form action={path} method="get">
      <input type="hidden" name="step" value="recipients" />
      {Object.entries(kept).map(
        ([name, value]) =>
          value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <div className="sticky top-14 z-10 mb-2 flex flex-wrap items-center gap-3 border-line border-b bg-card py-2">
        <SelectAll name="report" />
        <Button type="submit" look="primary">
          下一步：核对收件人
        </Button>
      </div>
      {months.map((each) => {
        const own = targets.filter(({ period }) => period.month === each);
        return (
          <section key={each} aria-label={`${month(each)}进展`} className="mt-3 first-of-type:mt-0">
            <h3 className="border-line border-b pb-1 font-semibold text-ink-2 text-sm">
              {month(each)}进展 {own.length} 份
            </h3>
            <NudgeRows targets={own} today={today} />
          </section>
        );
      })}
    </form>
  );
}

function NudgeRows({ targets, today }: { targets: NudgeTarget[]; today: string }) {
  return (
    <ul className="divide-y divide-line">
      {targets.map((target) => {
        const { assignmentId, period, unit, point, times } = target;
        const id = `report-${assignmentId}-${period.month}`;
        const { name, tone } = NUDGE_STATES[target.state];
        return (
          <li key={id} className="flex items-start gap-3 py-2">
            <input
              id={id}
              type="checkbox"
              name="report"
              value={`${assignmentId}.${period.month}.${times}`}
              className="mt-1 size-4 shrink-0"
            />
            <label htmlFor={id} className="min-w-0 grow">
              <span className="flex flex-wrap gap-x-3">
                <strong>{unit.name}</strong>
                <span className={`font-semibold ${tone}`}>{name}</span>
                <span className="text-ink-2 text-sm">
                  {month(period.month)}进展，{dueDay(period.dueOn, today)}截止
                </span>
                {times > 0 && (
                  <span className="text-sm text-seal">
                    已催 {times} 次{target.lastOn && `，最近${dueDay(target.lastOn, today)}`}
                  </span>
                )}
              </span>
              <span className="block break-words text-ink-2 text-sm">
                {point.number}. {point.title}
              </span>
            </label>
            <Link
              href={paths.point(point.number)}
              aria-label={`打开第 ${point.number} 项要点`}
              className="shrink-0 text-accent text-sm underline underline-offset-2"
            >
              要点
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
