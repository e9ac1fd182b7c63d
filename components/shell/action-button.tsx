"use client";
import { type ReactNode, useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import type { ButtonLook } from "../ui/button";
import { SubmitButton } from "../ui/submit-button";

/** One thing done to one row, undone by doing it again: no question asked. */
export function ActionButton({
  action,
  name,
  value,
  about = "",
  look = "quiet",
  children,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  name: string;
  value: string | number;
  /** which row, for who does not see it */
  about?: string;
  look?: ButtonLook;
  children: ReactNode;
}) {
  const [state, run] = useActionState(action, IDLE);
  return (
    <form action={run}>
      <input type="hidden" name={name} value={value} />
      <SubmitButton look={look} className={look === "quiet" ? "min-h-8 px-2 text-sm" : ""}>
        {children}
        <span className="sr-only">{about}</span>
      </SubmitButton>
      {state.status === "failed" && (
        <p role="alert" className="text-red text-sm">
          {state.message}
        </p>
      )}
    </form>
  );
}
