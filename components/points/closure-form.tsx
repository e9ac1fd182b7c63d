"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

/** 销号 or 重新办理 of one city's side: one text and one button. */
export function ClosureForm({
  action,
  hidden,
  name,
  label,
  submit,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  hidden: Record<string, number>;
  name: "outcome" | "reason";
  label: string;
  submit: string;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  return (
    <form action={run} className="mt-2 grid gap-2" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      {Object.entries(hidden).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <Field
        name={name}
        id={`${name}-${Object.values(hidden).join("-")}`}
        label={label}
        error={failed?.fields[name]}
      >
        {(control) => (
          <textarea {...control} rows={2} className="control" defaultValue={failed?.typed[name]} />
        )}
      </Field>
      <SubmitButton>{submit}</SubmitButton>
    </form>
  );
}
