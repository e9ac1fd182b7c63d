"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ORDER_GRADE_NAMES } from "@/lib/glossary";
import type { OrderGrade } from "@/prisma/generated/enums";
import { DayField, RankField, UnitBoxes } from "../directives/issue-fields";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

/** 督办单: grade, demand, units and day, filled in as the rule suggests. It reaches the units as it is sent. */
export function IssueOrderForm({
  action,
  side,
  seen,
  offered,
  units,
  today,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  /** `name` is the city's */
  side: { point: number; city: number; name: string };
  /** orders of the side on this page */
  seen: number;
  offered: { grade: OrderGrade; text: string; dueOn: string };
  units: { id: number; name: string; chosen: boolean }[];
  today: string;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const typed = failed?.typed;
  return (
    <form action={run} className="grid gap-4" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      <input type="hidden" name="point" value={side.point} />
      <input type="hidden" name="city" value={side.city} />
      <input type="hidden" name="seen" value={seen} />
      <div className="grid gap-4 sm:grid-cols-2">
        <RankField
          name="grade"
          names={ORDER_GRADE_NAMES}
          typed={typed?.grade}
          offered={offered.grade}
          error={failed?.fields.grade}
        />
        <DayField
          typed={typed?.dueOn}
          offered={offered.dueOn}
          today={today}
          error={failed?.fields.dueOn}
        />
      </div>
      <Field
        name="text"
        label="督办要求"
        hint="发出后立即送达承办单位并编号，不能修改；需要更改时撤回重发。"
        error={failed?.fields.text}
      >
        {(control) => (
          <textarea
            {...control}
            key={typed?.text}
            rows={5}
            maxLength={1000}
            className="control"
            defaultValue={typed?.text ?? offered.text}
          />
        )}
      </Field>
      <UnitBoxes
        groups={[{ name: `${side.name}侧`, units }]}
        typed={typed}
        error={failed?.fields.unitIds}
      />
      <div>
        <SubmitButton look="primary">发出督办单</SubmitButton>
      </div>
    </form>
  );
}
