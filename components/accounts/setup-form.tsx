"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

/** The token from the server's console, and who the first administrator is. */
export function SetupForm({
  action,
  hint,
  plan,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  hint: string;
  /** title of the plan the portal came with; null where it has none */
  plan: string | null;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const fields = [
    ["token", "启动口令", "服务器启动时打印在控制台，每次启动都换新的。", "off", "text"],
    ["name", "账号", "登录用，小写字母、数字、点、横线和下划线。", "username", "text"],
    ["post", "岗位", "例如：管理员。", "off", "text"],
    ["password", "密码", hint, "new-password", "password"],
    ["again", "再输一次密码", undefined, "new-password", "password"],
  ] as const;
  return (
    <form action={run} className="grid gap-4" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      {fields.map(([name, label, said, complete, type]) => (
        <Field key={name} name={name} label={label} hint={said} error={failed?.fields[name]}>
          {(control) => (
            <input
              {...control}
              type={type}
              className="control"
              autoComplete={complete}
              autoCapitalize="none"
              spellCheck={false}
              defaultValue={failed?.typed[name] ?? (name === "post" ? "管理员" : undefined)}
            />
          )}
        </Field>
      ))}
      {plan !== null && (
        <fieldset className="grid gap-1.5">
          <legend className="mb-1.5 font-semibold">从哪份工作要点开始</legend>
          {[
            ["keep", `用已载入的《${plan}》`],
            ["none", "从空白开始，登录后导入本单位的通知"],
          ].map(([value, label]) => (
            <label key={value} className="flex items-start gap-2.5">
              <input
                type="radio"
                name="plan"
                value={value}
                defaultChecked={(failed?.typed.plan ?? "keep") === value}
                className="mt-1.5"
              />
              <span>{label}</span>
            </label>
          ))}
        </fieldset>
      )}
      <SubmitButton look="primary">建立管理员</SubmitButton>
    </form>
  );
}
