"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";

/** 撤回 with a reason; it cannot be undone. */
export function WithdrawalForm({
  action,
  directiveId,
  noun = "批示",
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  directiveId: number;
  noun?: "批示" | "督办单";
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  return (
    <details className="screen-only mt-3" open={failed !== null}>
      <summary className="text-accent">撤回这份{noun}</summary>
      <form action={run} className="mt-2 grid max-w-2xl gap-3" noValidate>
        {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
        <input type="hidden" name="directiveId" value={directiveId} />
        <TextField
          key={failed?.typed.reason}
          name="reason"
          label="撤回原因"
          hint={`承办单位会看到；${noun}和已有的答复留存，不能恢复。`}
          rows={2}
          max={500}
          initial={failed?.typed.reason}
          error={failed?.fields.reason}
        />
        <div>
          <SubmitButton look="danger">撤回{noun}</SubmitButton>
        </div>
      </form>
    </details>
  );
}
