"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

/** 撤回 by the author, with a reason; it cannot be undone. */
export function WithdrawalForm({
  action,
  directiveId,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  directiveId: number;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  return (
    <details className="screen-only mt-3" open={failed !== null}>
      <summary className="text-accent">撤回这份批示</summary>
      <form action={run} className="mt-2 grid max-w-2xl gap-3" noValidate>
        {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
        <input type="hidden" name="directiveId" value={directiveId} />
        <Field
          name="reason"
          label="撤回原因"
          hint="承办单位会看到；批示和已有的答复留存，不能恢复。"
          error={failed?.fields.reason}
        >
          {(control) => (
            <textarea
              {...control}
              key={failed?.typed.reason}
              rows={2}
              maxLength={500}
              className="control"
              defaultValue={failed?.typed.reason}
            />
          )}
        </Field>
        <div>
          <SubmitButton look="danger">撤回批示</SubmitButton>
        </div>
      </form>
    </details>
  );
}
