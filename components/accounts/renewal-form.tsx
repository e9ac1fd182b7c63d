"use client";
import { useActionState, useRef } from "react";
import type { AccountRow } from "@/lib/accounts/listing";
import { type FormState, IDLE } from "@/lib/form-state";
import { Button } from "../ui/button";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";
import { AccountTable } from "./account-table";
import { Slips, slipsOf } from "./slips";

/** The accounts, and new one-time passwords for those that are ticked: a lost print is made good at once. */
export function RenewalForm({
  accounts,
  ownId,
  action,
}: {
  accounts: AccountRow[];
  ownId: number;
  action: (state: FormState, form: FormData) => Promise<FormState>;
}) {
  const [state, run] = useActionState(action, IDLE);
  const form = useRef<HTMLFormElement>(null);
  const failed = state.status === "failed" ? state : null;
  const slips = slipsOf(state);
  const unused = accounts.filter(({ oneTime, state }) => oneTime && state === "ACTIVE").length;
  function tickUnused() {
    for (const box of form.current?.querySelectorAll<HTMLInputElement>("[data-one-time]") ?? []) {
      box.checked = !box.disabled;
    }
  }
  return (
    <>
      {slips && <Slips slips={slips} />}
      <form
        ref={form}
        action={run}
        className={`grid grid-cols-[minmax(0,1fr)] gap-3 ${slips ? "mt-3 print:hidden" : ""}`}
      >
        {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
        <div className="flex flex-wrap items-center gap-2 print:hidden">
          <SubmitButton>重新发放所选</SubmitButton>
          {unused > 0 && (
            <Button look="quiet" onClick={tickUnused}>
              选中 {unused} 个一次性密码未更换的
            </Button>
          )}
          <span className="text-ink-2 text-sm">
            所选账号的密码立即作废、登录全部结束，各得一个新的一次性密码。
          </span>
        </div>
        <AccountTable
          accounts={accounts}
          ownId={ownId}
          ticked={new Set(failed?.typed.accountIds?.split("\n"))}
        />
      </form>
    </>
  );
}
