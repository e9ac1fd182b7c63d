"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";

/** Names who has to solve a problem, or closes it: one text and one button. */
export function ProblemForm({
  action,
  hidden,
  name,
  label,
  hint,
  text = "",
  submit,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  /** the problem, and the list to come back to */
  hidden: Record<string, string | number | undefined>;
  name: "owner" | "outcome";
  label: string;
  hint: string;
  text?: string;
  submit: string;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const value = failed?.typed[name] ?? text;
  return (
    <form action={run} className="grid content-start gap-2" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      {Object.entries(hidden).map(
        ([key, content]) =>
          content !== undefined && <input key={key} type="hidden" name={key} value={content} />,
      )}
      {name === "owner" ? (
        <Field name={name} label={label} hint={hint} error={failed?.fields[name]}>
          {(control) => <input {...control} key={value} className="control" defaultValue={value} />}
        </Field>
      ) : (
        <TextField
          key={value}
          name={name}
          label={label}
          hint={hint}
          rows={2}
          max={300}
          initial={value}
          error={failed?.fields[name]}
        />
      )}
      <div>
        <SubmitButton look={name === "outcome" ? "primary" : "plain"}>{submit}</SubmitButton>
      </div>
    </form>
  );
}
