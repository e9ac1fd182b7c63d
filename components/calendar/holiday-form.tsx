"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

/** Sets a stretch of days off, or worked at a weekend, over whatever stood there. */
export function HolidayForm({
  action,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const date = (name: "from" | "until", label: string, aside?: string) => (
    <Field name={name} label={label} aside={aside} error={failed?.fields[name]}>
      {(control) => (
        <input {...control} type="date" className="control" defaultValue={failed?.typed[name]} />
      )}
    </Field>
  );
  return (
    <form action={run} className="grid gap-3" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      {date("from", "开始日期")}
      {date("until", "结束日期", "只有一天时不填")}
      <Field name="kind" label="这些日子" error={failed?.fields.kind}>
        {(control) => (
          <select {...control} className="control" defaultValue={failed?.typed.kind ?? "OFF"}>
            <option value="OFF">放假</option>
            <option value="WORKED">上班（周末补班）</option>
          </select>
        )}
      </Field>
      <Field name="name" label="节日名称" error={failed?.fields.name}>
        {(control) => (
          <input
            {...control}
            className="control"
            autoComplete="off"
            defaultValue={failed?.typed.name}
          />
        )}
      </Field>
      <div className="flex items-center gap-3">
        <SubmitButton look="primary">保存</SubmitButton>
        <span role="status" className="text-green">
          {state.status === "done" && "已保存"}
        </span>
      </div>
    </form>
  );
}
