"use client";
import { useActionState, useState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { Button } from "../ui/button";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

/** Makes a token and shows its text, this once. */
export function CreateTokenForm({
  action,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const result = state.status === "done" ? state.result : undefined;
  return (
    <div className="grid gap-4">
      <form action={run} className="grid gap-3" noValidate>
        {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
        <Field
          name="label"
          label="用途"
          hint="写明给哪个系统、由谁保管，便于日后停用。"
          error={failed?.fields.label}
        >
          {(control) => (
            <input
              {...control}
              className="control"
              autoComplete="off"
              defaultValue={failed?.typed.label}
            />
          )}
        </Field>
        <div>
          <SubmitButton look="primary">创建令牌</SubmitButton>
        </div>
      </form>
      <div role="status">{result && <NewToken label={result.label} token={result.token} />}</div>
    </div>
  );
}

/** Copies where the page was opened over TLS or on this machine; elsewhere browsers forbid it. */
function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      document.querySelector<HTMLInputElement>("#new-token")?.select();
    }
  };
  return <Button onClick={copy}>{copied ? "已复制" : "复制"}</Button>;
}

function NewToken({
  label,
  token,
}: {
  label: string | number | undefined;
  token: string | number | undefined;
}) {
  return (
    <div className="grid gap-1.5 rounded-lg bg-mark px-4 py-3">
      <label htmlFor="new-token" className="font-semibold">
        「{label}」的令牌
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          id="new-token"
          className="control min-w-72 grow font-mono text-sm"
          readOnly
          value={token}
          aria-describedby="new-token-hint"
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton text={String(token)} />
      </div>
      <p id="new-token-hint" className="text-sm">
        令牌只显示这一次，请立即复制并妥善保管；离开本页后无法再次查看，遗失请停用后重新创建。
      </p>
    </div>
  );
}
