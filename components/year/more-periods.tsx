"use client";
import { useActionState } from "react";
import type { IsoDate } from "@/lib/dates";
import { type FormState, IDLE } from "@/lib/form-state";
import { yearMonth } from "@/lib/format";
import { SubmitButton } from "../ui/submit-button";

type Run = (state: FormState, form: FormData) => Promise<FormState>;

/** Another month, and one day of the month for all that are to come. */
export function MorePeriods({
  months,
  add,
  setDay,
}: {
  /** those that may be added, with their usual due date, and how many periods come with each */
  months: { month: IsoDate; dueOn: IsoDate; count: number }[];
  add: Run;
  setDay: Run;
}) {
  const [added, runAdd] = useActionState(add, IDLE);
  const [set, runSet] = useActionState(setDay, IDLE);
  return (
    <div className="mt-3 grid gap-3 border-line border-t pt-3">
      {months.length > 0 && (
        <form action={runAdd} className="flex flex-wrap items-center gap-2" noValidate>
          <label htmlFor="month">增加填报期</label>
          <select id="month" name="month" className="control w-auto">
            {months.map(({ month, dueOn, count }) => (
              <option key={month} value={month}>
                {count > 1 ? `至 ${yearMonth(month)}，共 ${count} 期` : yearMonth(month)}（{dueOn}{" "}
                截止）
              </option>
            ))}
          </select>
          <SubmitButton>增加</SubmitButton>
          <Outcome state={added} done="已增加，从今天起列入。" />
        </form>
      )}
      <form action={runSet} className="flex flex-wrap items-center gap-2" noValidate>
        <label htmlFor="day">没有到期的各期，都改为当月</label>
        <input
          id="day"
          name="day"
          inputMode="numeric"
          className="control w-16 text-right"
          aria-describedby={set.status === "failed" ? "day-error" : undefined}
          key={set.status === "failed" ? set.typed.day : set.status}
          defaultValue={set.status === "failed" ? set.typed.day : "25"}
        />
        <span>日截止</span>
        <SubmitButton>全部改</SubmitButton>
        <Outcome state={set} done="已改。" id="day-error" />
      </form>
    </div>
  );
}

function Outcome({ state, done, id }: { state: FormState; done: string; id?: string }) {
  if (state.status === "failed") {
    return (
      <p role="alert" id={id} className="text-red text-sm">
        {Object.values(state.fields)[0] ?? state.message}
      </p>
    );
  }
  return (
    <p role="status" className="text-green text-sm">
      {state.status === "done" && done}
    </p>
  );
}
