"use client";
import { useActionState, useState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

export type ResolutionPoint = {
  id: number;
  number: number;
  title: string;
  units: { id: number; name: string }[];
};

/** 议定事项, typed while the meeting goes on: of which point, what, by whom, until when. */
export function ResolutionForm({
  action,
  meetingId,
  points,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  meetingId: number;
  points: ResolutionPoint[];
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const [chosen, choose] = useState(String(points[0]?.id ?? ""));
  const point = points.find(({ id }) => String(id) === chosen);
  const ticked = new Set(failed?.typed.unitIds?.split("\n"));
  // A settled matter leaves an empty form; a refused one leaves everything as typed.
  const fresh = state.status === "done" ? state.at : "typed";
  return (
    <form action={run} key={fresh} className="grid gap-3 text-base" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      <input type="hidden" name="meetingId" value={meetingId} />
      <Field name="pointId" label="要点" error={failed?.fields.pointId}>
        {(control) => (
          <select
            {...control}
            className="control"
            value={chosen}
            onChange={(event) => choose(event.target.value)}
          >
            {points.map(({ id, number, title }) => (
              <option key={id} value={id}>
                {number}. {title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field name="text" label="议定事项" error={failed?.fields.text}>
        {(control) => (
          <textarea {...control} rows={3} className="control" defaultValue={failed?.typed.text} />
        )}
      </Field>
      <fieldset
        id="unitIds"
        aria-describedby={failed?.fields.unitIds ? "unitIds-error" : undefined}
      >
        <legend className="font-semibold">落实单位</legend>
        {failed?.fields.unitIds && (
          <p id="unitIds-error" className="text-red text-sm">
            {failed.fields.unitIds}
          </p>
        )}
        {point?.units.length === 0 && (
          <p className="text-ink-2 text-sm">
            这一项只有集合单位，成员尚未明确；请先在责任分工中明确成员，再记录议定事项。
          </p>
        )}
        <div className="mt-1 grid max-h-48 gap-x-4 overflow-y-auto sm:grid-cols-2 xl:grid-cols-1">
          {point?.units.map(({ id, name }) => (
            <label key={`${point.id}-${id}`} className="flex min-h-9 items-center gap-2">
              <input
                key={String(ticked.has(String(id)))}
                type="checkbox"
                name="unitIds"
                value={id}
                defaultChecked={ticked.has(String(id))}
                className="size-4"
              />
              {name}
            </label>
          ))}
        </div>
      </fieldset>
      <Field name="dueOn" label="完成时限" error={failed?.fields.dueOn}>
        {(control) => (
          <input {...control} type="date" className="control" defaultValue={failed?.typed.dueOn} />
        )}
      </Field>
      <div className="flex items-center gap-3">
        <SubmitButton look="primary">记下</SubmitButton>
        <span role="status" className="text-green">
          {state.status === "done" && "已记下，列入该项举措"}
        </span>
      </div>
    </form>
  );
}
