"use client";
import { useActionState } from "react";
import type { Places } from "@/lib/accounts/listing";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import { CityLimit } from "./city-limit";
import { PlaceFields } from "./place-fields";
import { Slips, slipsOf } from "./slips";

/** A new account by hand; its one-time password is shown once. */
export function AccountForm({
  places,
  action,
}: {
  places: Places;
  action: (state: FormState, form: FormData) => Promise<FormState>;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const slips = slipsOf(state);
  return (
    <div className="grid gap-4">
      {slips && <Slips slips={slips} />}
      <form
        key={state.status === "done" ? state.at : "open"}
        action={run}
        className="grid max-w-xl gap-4 print:hidden"
        noValidate
      >
        {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
        <Field
          name="name"
          label="账号"
          hint={`登录用，小写字母、数字、点、横线和下划线${places.example ? `，例如 ${places.example}` : ""}。`}
          error={failed?.fields.name}
        >
          {(control) => (
            <input
              {...control}
              className="control"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              defaultValue={failed?.typed.name}
            />
          )}
        </Field>
        <PlaceFields places={places} given={failed?.typed ?? {}} errors={failed?.fields ?? {}} />
        <CityLimit
          key={failed?.typed.cityIds ?? ""}
          cities={places.cities}
          chosen={(failed?.typed.cityIds ?? "").split("\n").map(Number)}
        />
        <Field name="email" label="邮箱" aside="选填" error={failed?.fields.email}>
          {(control) => (
            <input
              {...control}
              type="email"
              className="control"
              autoComplete="off"
              defaultValue={failed?.typed.email}
            />
          )}
        </Field>
        <div>
          <SubmitButton look="primary">建立账号</SubmitButton>
        </div>
      </form>
    </div>
  );
}
