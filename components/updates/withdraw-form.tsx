"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";

/** Takes back what was handed in: one button. */
export function WithdrawForm({
  hidden,
  label,
  action,
}: {
  hidden: Record<string, number>;
  label: string;
  action: (state: FormState, form: FormData) => Promise<FormState>;
}) {
  const [state, run] = useActionState(action, IDLE);
  return (
    <form action={run} className="mt-4 grid gap-3">
      {state.status === "failed" && <ErrorSummary message={state.message} fields={state.fields} />}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div>
        <SubmitButton>{label}</SubmitButton>
      </div>
    </form>
  );
}
