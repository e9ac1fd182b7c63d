"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { SubmitButton } from "../ui/submit-button";

type Action = (state: FormState, form: FormData) => Promise<FormState>;

/** One thing done to one view. */
export function ViewButton({
  action,
  hidden,
  label,
  about,
  disabled = false,
}: {
  action: Action;
  hidden: Record<string, string | number>;
  label: string;
  /** which view, for who does not see it */
  about: string;
  disabled?: boolean;
}) {
  const [state, run] = useActionState(action, IDLE);
  return (
    <form action={run} className="inline-block">
      {Object.entries(hidden).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <SubmitButton look="quiet" className="min-h-8 px-2 text-sm" disabled={disabled}>
        {label}
        <span className="sr-only">{about}</span>
      </SubmitButton>
      {state.status === "failed" && (
        <span role="alert" className="text-red text-sm">
          {state.message}
        </span>
      )}
    </form>
  );
}
