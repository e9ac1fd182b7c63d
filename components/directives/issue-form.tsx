"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { DIRECTIVE_LEVEL_NAMES } from "@/lib/glossary";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import { DayField, RankField, UnitBoxes } from "./issue-fields";

/** 批示: what is to be done, by whom, by when. It reaches the units as it is sent. */
export function IssueForm({
  action,
  target,
  cities,
  today,
  dueOn,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  /** point, chapter or unit */
  target: { name: "point" | "chapter" | "unit"; value: number };
  /** the units that may be addressed, by city */
  cities: { name: string; units: { id: number; name: string }[] }[];
  today: string;
  dueOn: string;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const typed = failed?.typed;
  return (
    <form action={run} className="grid gap-4" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      <input type="hidden" name={target.name} value={target.value} />
      <Field
        name="text"
        label="批示内容"
        hint="发出后立即送达承办单位，不能修改；需要更改时撤回重发。"
        error={failed?.fields.text}
      >
        {(control) => (
          <textarea
            {...control}
            key={typed?.text}
            rows={5}
            maxLength={1000}
            className="control"
            defaultValue={typed?.text}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <RankField
          name="level"
          names={DIRECTIVE_LEVEL_NAMES}
          typed={typed?.level}
          offered="NORMAL"
          error={failed?.fields.level}
        />
        <DayField typed={typed?.dueOn} offered={dueOn} today={today} error={failed?.fields.dueOn} />
      </div>
      <UnitBoxes groups={cities} typed={typed} error={failed?.fields.unitIds} />
      <div>
        <SubmitButton look="primary">发出批示</SubmitButton>
      </div>
    </form>
  );
}
