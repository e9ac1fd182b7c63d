"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { BULLETIN_KIND_NAMES } from "@/lib/glossary";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

/** Starts a draft from the board of a day. */
export function CreateBulletinForm({
  action,
  today,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  today: string;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  return (
    <form action={run} className="grid gap-3" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      <Field name="kind" label="文种" error={failed?.fields.kind}>
        {(control) => (
          <select {...control} className="control" defaultValue={failed?.typed.kind ?? "MONTHLY"}>
            {Object.entries(BULLETIN_KIND_NAMES).map(([kind, name]) => (
              <option key={kind} value={kind}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        name="asOf"
        label="统计截止"
        hint="全部数字和台账都是这一天日终的。"
        error={failed?.fields.asOf}
      >
        {(control) => (
          <input
            {...control}
            type="date"
            className="control"
            defaultValue={failed?.typed.asOf ?? today}
          />
        )}
      </Field>
      <div>
        <SubmitButton look="primary">生成初稿</SubmitButton>
      </div>
    </form>
  );
}
