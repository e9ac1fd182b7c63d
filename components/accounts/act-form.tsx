"use client";
import { type ReactNode, useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import type { ButtonLook } from "../ui/button";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";
import { Slips, slipsOf } from "./slips";

/** One thing that is done to an account: what it is given, its button, and what came of it. */
export function ActForm({
  action,
  hidden,
  label,
  look = "plain",
  done,
  children,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  hidden: Record<string, string | number>;
  label: string;
  look?: ButtonLook;
  /** said when it has been done */
  done: string;
  children?: ReactNode;
}) {
  const [state, run] = useActionState(action, IDLE);
  const slips = slipsOf(state);
  return (
    <div className="grid gap-2">
      <form action={run} className="grid gap-2">
        {state.status === "failed" && <ErrorSummary message={state.message} fields={{}} />}
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {children}
        <div>
          <SubmitButton look={look}>{label}</SubmitButton>
        </div>
      </form>
      <div role="status">
        {state.status === "done" && <p className="text-green text-sm">{state.message ?? done}</p>}
      </div>
      {slips && <Slips slips={slips} />}
    </div>
  );
}
