"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";

export function WithdrawForm({
  updateId,
  action,
}: {
  updateId: number;
  action: (state: FormState, form: FormData) => Promise<FormState>;
}) {
  const [state, run] = useActionState(action, IDLE);
  return (
    <form action={run} className="mt-4 grid gap-3">
      {state.status === "failed" && <ErrorSummary message={state.message} fields={state.fields} />}
      <input type="hidden" name="updateId" value={updateId} />
      <div>
        <SubmitButton>撤回修改</SubmitButton>
      </div>
    </form>
  );
}
