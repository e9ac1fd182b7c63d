"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

/** The present password, and the new one twice; nothing of it is ever sent back. */
export function PasswordForm({
  action,
  hint,
  name,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  hint: string;
  name: string;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const fields = [
    ["current", "现在的密码", "current-password", undefined],
    ["next", "新密码", "new-password", hint],
    ["again", "再输一次新密码", "new-password", undefined],
  ] as const;
  return (
    <form action={run} className="grid gap-4" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      {/* Tells a password manager whose password it is. */}
      <input type="text" autoComplete="username" defaultValue={name} readOnly hidden />
      {fields.map(([field, label, complete, said]) => (
        <Field key={field} name={field} label={label} hint={said} error={failed?.fields[field]}>
          {(control) => (
            <input {...control} type="password" className="control" autoComplete={complete} />
          )}
        </Field>
      ))}
      <SubmitButton look="primary">更换密码</SubmitButton>
    </form>
  );
}
