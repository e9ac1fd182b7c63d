"use client";
import { useActionState } from "react";
import type { AccountPage, Places } from "@/lib/accounts/listing";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";
import { PlaceFields } from "./place-fields";

/** 角色变更 of an account, beginning with what it is now. */
export function RoleForm({
  action,
  account,
  places,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  account: AccountPage;
  places: Places;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const now = {
    role: account.role,
    post: account.post,
    unitId: String(account.unitId ?? ""),
    cityId: String(account.cityId ?? ""),
  };
  return (
    <form action={run} className="grid max-w-xl gap-4" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      <input type="hidden" name="accountId" value={account.id} />
      <PlaceFields
        key={JSON.stringify(failed?.typed ?? now)}
        places={places}
        given={failed?.typed ?? now}
        errors={failed?.fields ?? {}}
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton>变更角色</SubmitButton>
        <span role="status" className="text-green text-sm">
          {state.status === "done" && state.message}
        </span>
      </div>
    </form>
  );
}
