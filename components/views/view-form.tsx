"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

/** Names a view, and says who finds it. */
export function ViewForm({
  action,
  id,
  hidden,
  name,
  sharing,
  choices,
  submit,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  /** tells the fields of several such forms on a page apart */
  id: string;
  hidden: Record<string, string | number>;
  name: string;
  sharing: string;
  /** whom the person may share with; only oneself, and nothing is asked */
  choices: { value: string; label: string }[];
  submit: string;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const typed = failed?.typed.name ?? name;
  const chosen = failed?.typed.sharing ?? sharing;
  return (
    <form action={run} className="grid max-w-md gap-3" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      {Object.entries(hidden).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <Field name="name" id={`${id}-name`} label="名称" error={failed?.fields.name}>
        {(control) => <input {...control} key={typed} className="control" defaultValue={typed} />}
      </Field>
      {choices.length > 1 && (
        <Field name="sharing" id={`${id}-sharing`} label="谁能看到" error={failed?.fields.sharing}>
          {(control) => (
            <select {...control} key={chosen} className="control" defaultValue={chosen}>
              {choices.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <div>
        <SubmitButton look="primary">{submit}</SubmitButton>
      </div>
    </form>
  );
}
