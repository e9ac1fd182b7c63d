"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import type { UnitAccount } from "@/lib/hand-overs/queries";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { Notice } from "../ui/notice";
import { SubmitButton } from "../ui/submit-button";

/** 交接: who gives, who takes; everything open moves in one step. */
export function HandOverForm({
  accounts,
  from,
  action,
}: {
  accounts: UnitAccount[];
  /** fixed where a person hands over the own work; chosen by an administrator */
  from: number | null;
  action: (state: FormState, form: FormData) => Promise<FormState>;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const givers = accounts.filter((account) => from === null || account.id === from);
  const takers = accounts.filter((account) => account.active && account.id !== from);
  return (
    <form action={run} className="grid gap-3 sm:grid-cols-[1fr_1fr_auto] sm:items-end" noValidate>
      {state.status === "done" && (
        <div className="sm:col-span-3">
          <Notice>{state.message}</Notice>
        </div>
      )}
      {failed && (
        <div className="sm:col-span-3">
          <ErrorSummary message={failed.message} fields={failed.fields} />
        </div>
      )}
      <Field name="fromId" label="交出">
        {(control) => (
          <select
            {...control}
            defaultValue={failed?.typed.fromId ?? from ?? ""}
            className="control"
          >
            {givers.map((account) => (
              <option key={account.id} value={account.id}>
                {nameOf(account)}，经办 {account.open} 项
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field name="toId" label="接手" error={failed?.fields.toId}>
        {(control) => (
          <select
            {...control}
            key={failed?.typed.toId}
            defaultValue={failed?.typed.toId ?? ""}
            className="control"
          >
            <option value="">请选择</option>
            {takers.map((account) => (
              <option key={account.id} value={account.id}>
                {nameOf(account)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <SubmitButton>交接</SubmitButton>
    </form>
  );
}

function nameOf({ post, name, active }: UnitAccount): string {
  return `${post}（${name}）${active ? "" : "，已停用"}`;
}
