"use client";
import { type ReactNode, useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import type { ButtonLook } from "../ui/button";
import { SubmitButton } from "../ui/submit-button";

/** 签收 of one thing, or of all at once. */
export function AcknowledgeForm({
  action,
  termIds,
  look = "plain",
  children,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  termIds: number[];
  look?: ButtonLook;
  children: ReactNode;
}) {
  const [state, run] = useActionState(action, IDLE);
  return (
    <form action={run}>
      {termIds.map((id) => (
        <input key={id} type="hidden" name="termIds" value={id} />
      ))}
      <SubmitButton look={look}>{children}</SubmitButton>
      {state.status === "failed" && (
        <p role="alert" className="text-red text-sm">
          {state.message}
        </p>
      )}
    </form>
  );
}
