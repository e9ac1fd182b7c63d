"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import type { SignOffArrangement } from "@/lib/sign-offs/queries";
import { ErrorSummary } from "../ui/error-summary";
import { Notice } from "../ui/notice";
import { SubmitButton } from "../ui/submit-button";

/** 单位审签: whether the unit's reports need it, and which accounts give it. */
export function SignOffForm({
  unitId,
  arrangement,
  action,
}: {
  unitId: number;
  arrangement: SignOffArrangement;
  action: (state: FormState, form: FormData) => Promise<FormState>;
}) {
  const [state, run] = useActionState(action, IDLE);
  return (
    <form action={run} className="grid gap-3" noValidate>
      {state.status === "done" && <Notice>已保存，立即生效。</Notice>}
      {state.status === "failed" && <ErrorSummary message={state.message} fields={state.fields} />}
      <input type="hidden" name="unitId" value={unitId} />
      <label className="flex items-center gap-2.5">
        <input
          type="checkbox"
          name="required"
          defaultChecked={arrangement.required}
          className="size-4 accent-[var(--accent-fill)]"
        />
        本单位的进展须经审签后报送
      </label>
      <fieldset id="signers">
        <legend className="mb-1 text-ink-2 text-sm">审签人</legend>
        {arrangement.accounts.map((account) => (
          <label key={account.id} className="flex items-center gap-2.5 py-1">
            <input
              type="checkbox"
              name="signers"
              value={account.id}
              defaultChecked={account.signsOff}
              className="size-4 accent-[var(--accent-fill)]"
            />
            {account.post}（{account.name}）
          </label>
        ))}
      </fieldset>
      <div>
        <SubmitButton>保存</SubmitButton>
      </div>
    </form>
  );
}
