"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";

/** Opens a 联席会议 and goes to its first slide. */
export function OpenMeetingForm({
  action,
  today,
  title,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  today: string;
  /** 第二次联席会议, proposed */
  title: string;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  return (
    <form action={run} className="grid gap-3" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      <Field name="title" label="会议名称" error={failed?.fields.title}>
        {(control) => (
          <input {...control} className="control" defaultValue={failed?.typed.title ?? title} />
        )}
      </Field>
      <Field name="heldOn" label="会议日期" error={failed?.fields.heldOn}>
        {(control) => (
          <input
            {...control}
            type="date"
            max={today}
            className="control"
            defaultValue={failed?.typed.heldOn ?? today}
          />
        )}
      </Field>
      <Field name="place" label="会议地点" aside="选填" error={failed?.fields.place}>
        {(control) => <input {...control} className="control" defaultValue={failed?.typed.place} />}
      </Field>
      <TextField
        key={failed?.typed.attendance}
        name="attendance"
        label="出席"
        hint="写单位或职务，会议纪要原样采用。"
        rows={2}
        max={500}
        initial={failed?.typed.attendance}
        error={failed?.fields.attendance}
        optional
      />
      <SubmitButton look="primary">开始会议</SubmitButton>
    </form>
  );
}
