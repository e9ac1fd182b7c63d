"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { SubmitButton } from "../ui/submit-button";

/** One button that does one thing: 关注, 已阅, a message to the admins. A plain form, so that it works without JavaScript. */
export function TapForm({
  action,
  hidden,
  label,
  pressed,
  small = false,
  children,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  hidden: Record<string, string | number>;
  /** read aloud; begins with what the button shows */
  label?: string;
  /** whether it is on, for what is turned on and off */
  pressed?: boolean;
  small?: boolean;
  children: React.ReactNode;
}) {
  const [state, run] = useActionState(action, IDLE);
  return (
    <form action={run}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton
        aria-label={label}
        aria-pressed={pressed}
        className={small ? "min-h-7! px-2! py-0.5! text-sm!" : undefined}
      >
        {children}
      </SubmitButton>
      {state.status === "done" && state.message && (
        <p role="status" className="text-green text-sm">
          {state.message}
        </p>
      )}
      {state.status === "failed" && (
        <p role="alert" className="text-red text-sm">
          {state.message}
        </p>
      )}
    </form>
  );
}
