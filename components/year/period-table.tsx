"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { dueDay, yearMonth } from "@/lib/format";
import type { PeriodFacts } from "@/lib/periods/rules";
import { ActionButton } from "../shell/action-button";
import { StackedCell, StackedRow, StackedTable } from "../ui/stacked-table";
import { SubmitButton } from "../ui/submit-button";

type Run = (state: FormState, form: FormData) => Promise<FormState>;

/** The plan's periods: until when reports are due, and whether they are taken. */
export function PeriodTable({
  periods,
  over,
  today,
  setDue,
  lock,
  lockAll,
  reopen,
  remove,
}: {
  periods: PeriodFacts[];
  /** those whose due date is over and that still take reports */
  over: PeriodFacts[];
  today: string;
  setDue: Run;
  lock: Run;
  /** every period whose due date is over */
  lockAll: Run;
  reopen: Run;
  remove: Run;
}) {
  const last = over.at(-1);
  return (
    <>
      {last && over.length > 1 && (
        <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          {over.length} 期截止日已过，仍在收报：
          <ActionButton
            action={lockAll}
            name="upTo"
            value={last.month}
            about={`${over.length} 个已过截止日的填报期`}
          >
            一并锁定
          </ActionButton>
        </div>
      )}
      <StackedTable caption="填报期，按月" names={["填报期", "截止日", "状态", "操作"]}>
        {periods.map((period) => (
          <StackedRow
            key={period.id}
            head={yearMonth(period.month)}
            headClass="whitespace-nowrap font-semibold"
            className="max-sm:gap-1 sm:[&>*]:py-1.5 sm:[&>*]:align-middle"
          >
            <StackedCell>
              {period.dueOn >= today && period.lockedOn === null ? (
                <DueForm period={period} action={setDue} />
              ) : (
                period.dueOn
              )}
            </StackedCell>
            <StackedCell className="whitespace-nowrap">
              {period.lockedOn !== null
                ? `${period.lockedOn} 起锁定`
                : period.month > today
                  ? "未开始"
                  : "开放"}
            </StackedCell>
            <StackedCell>
              {period.lockedOn === null && isEarly(period, today) && (
                <details>
                  <summary className="whitespace-nowrap text-accent text-sm">
                    锁定<span className="sr-only">{yearMonth(period.month)}</span>
                  </summary>
                  <p className="my-1 text-sm">
                    {yearMonth(period.month)}要到 {dueDay(period.dueOn, today)}
                    才截止，现在锁定，还没有报的单位不能再报，算缺报。
                  </p>
                  <ActionButton
                    action={lock}
                    name="periodId"
                    value={period.id}
                    about={yearMonth(period.month)}
                  >
                    确认提前锁定
                  </ActionButton>
                </details>
              )}
              {period.lockedOn === null && !isEarly(period, today) && (
                <ActionButton
                  action={period.month > today ? remove : lock}
                  name="periodId"
                  value={period.id}
                  about={yearMonth(period.month)}
                >
                  {period.month > today ? "移除" : "锁定"}
                </ActionButton>
              )}
              {period.lockedOn !== null && <ReopenForm period={period} action={reopen} />}
            </StackedCell>
          </StackedRow>
        ))}
      </StackedTable>
    </>
  );
}

/** Under way, and not due yet: nobody is late, so locking it is asked once more. */
function isEarly({ month, dueOn }: PeriodFacts, today: string): boolean {
  return month <= today && dueOn >= today;
}

function DueForm({ period, action }: { period: PeriodFacts; action: Run }) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  return (
    <form action={run} className="flex flex-wrap items-center gap-x-1 sm:min-w-52" noValidate>
      <input type="hidden" name="periodId" value={period.id} />
      <input
        key={period.dueOn}
        type="date"
        name="dueOn"
        aria-label={`${yearMonth(period.month)}的截止日`}
        className="control w-40"
        defaultValue={failed?.typed.dueOn ?? period.dueOn}
      />
      <SubmitButton look="quiet" className="min-h-8 px-2 text-sm">
        改<span className="sr-only">{yearMonth(period.month)}的截止日</span>
      </SubmitButton>
      {failed && (
        <p role="alert" className="text-red text-sm">
          {failed.message}
        </p>
      )}
    </form>
  );
}

function ReopenForm({ period, action }: { period: PeriodFacts; action: Run }) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  return (
    <details>
      <summary className="whitespace-nowrap text-accent text-sm">
        重新开放<span className="sr-only">{yearMonth(period.month)}</span>
      </summary>
      <form action={run} className="mt-2 flex flex-wrap items-center gap-2" noValidate>
        <input type="hidden" name="periodId" value={period.id} />
        <input
          name="reason"
          aria-label={`重新开放${yearMonth(period.month)}的原因`}
          placeholder="原因"
          className="control w-56"
          defaultValue={failed?.typed.reason}
        />
        <SubmitButton>重新开放</SubmitButton>
        {failed && (
          <p role="alert" className="text-red text-sm">
            {failed.fields.reason ?? failed.message}
          </p>
        )}
      </form>
    </details>
  );
}
