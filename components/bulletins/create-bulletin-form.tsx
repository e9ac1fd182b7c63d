"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { BULLETIN_FORM_NAMES, BULLETIN_KIND_NAMES } from "@/lib/glossary";
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
        name="form"
        label="版式"
        hint="详版逐章逐项写；简版只写总体情况、需要关注的要点和原因、批示和督办单、每章一段下步打算。都附台账。"
        error={failed?.fields.form}
      >
        {(control) => (
          <select {...control} className="control" defaultValue={failed?.typed.form ?? "FULL"}>
            {Object.entries(BULLETIN_FORM_NAMES).map(([form, name]) => (
              <option key={form} value={form}>
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
