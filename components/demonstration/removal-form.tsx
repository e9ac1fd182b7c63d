"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

/** Cannot be undone, so the words have to be typed. */
export function RemovalForm({
  action,
  words,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  words: string;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  return (
    <form action={run} className="grid max-w-sm gap-3" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      <Field name="confirmation" label={`请输入“${words}”确认`} error={failed?.fields.confirmation}>
        {(control) => (
          <input
            {...control}
            className="control"
            autoComplete="off"
            defaultValue={failed?.typed.confirmation}
          />
        )}
      </Field>
      <div>
        <SubmitButton look="danger">清除全部演示数据</SubmitButton>
      </div>
    </form>
  );
}
