"use client";
import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { IDLE } from "@/lib/form-state";
import { signInAction } from "./actions";

export function SignInForm({
  next,
  account,
}: {
  next: string | undefined;
  /** a demonstration account, filled in */
  account: { name: string; password: string } | undefined;
}) {
  const [state, action] = useActionState(signInAction, IDLE);
  const failed = state.status === "failed" ? state : null;
  return (
    <form action={action} className="grid gap-4" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      {next && <input type="hidden" name="next" value={next} />}
      <Field name="username" label="账号" error={failed?.fields.username}>
        {(control) => (
          <input
            {...control}
            className="control"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={failed?.typed.username ?? account?.name}
          />
        )}
      </Field>
      <Field name="password" label="密码" error={failed?.fields.password}>
        {(control) => (
          <input
            {...control}
            type="password"
            className="control"
            autoComplete="current-password"
            defaultValue={account?.password}
          />
        )}
      </Field>
      <SubmitButton look="primary">登录</SubmitButton>
    </form>
  );
}
