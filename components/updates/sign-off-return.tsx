"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";

/** 审签退回, beside the form whose buttons let the report leave. */
export function SignOffReturn({
  assignmentId,
  month,
  action,
}: {
  assignmentId: number;
  month: string;
  action: (state: FormState, form: FormData) => Promise<FormState>;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  return (
    <details className="mt-1" open={failed !== null}>
      <summary>核对无误的，请在页末“审签并报送”；需要修改的，在此退回</summary>
      <form action={run} className="mt-2 grid gap-3" noValidate>
        {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
        <input type="hidden" name="assignmentId" value={assignmentId} />
        <input type="hidden" name="month" value={month} />
        <TextField
          key={failed?.typed.note}
          name="note"
          label="审签意见"
          rows={2}
          max={300}
          initial={failed?.typed.note}
          error={failed?.fields.note}
        />
        <div>
          <SubmitButton>退回填报人</SubmitButton>
        </div>
      </form>
    </details>
  );
}
