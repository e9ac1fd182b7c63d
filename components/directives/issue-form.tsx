"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { DIRECTIVE_LEVEL_NAMES } from "@/lib/glossary";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

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
  // Before the first try all are chosen; afterwards what was chosen.
  const chosen = typed && new Set(typed.unitIds?.split("\n"));
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
        <fieldset id="level">
          <legend className="mb-1.5 font-semibold">等级</legend>
          <div className="flex flex-wrap gap-x-5">
            {Object.entries(DIRECTIVE_LEVEL_NAMES).map(([value, name]) => (
              <label key={value} className="flex min-h-9 items-center gap-2">
                <input
                  key={typed?.level}
                  type="radio"
                  name="level"
                  value={value}
                  defaultChecked={value === (typed?.level ?? "NORMAL")}
                />
                {name}
              </label>
            ))}
          </div>
          {failed?.fields.level && <p className="text-red text-sm">{failed.fields.level}</p>}
        </fieldset>
        <Field name="dueOn" label="答复时限" error={failed?.fields.dueOn}>
          {(control) => (
            <input
              {...control}
              key={typed?.dueOn}
              type="date"
              min={today}
              className="control"
              defaultValue={typed?.dueOn ?? dueOn}
            />
          )}
        </Field>
      </div>
      <fieldset id="unitIds">
        <legend className="mb-1.5 font-semibold">承办单位</legend>
        {failed?.fields.unitIds && <p className="text-red text-sm">{failed.fields.unitIds}</p>}
        <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
          {cities.map((city) => (
            <div key={city.name}>
              <p className="text-ink-2 text-sm">{city.name}</p>
              {city.units.map((unit) => (
                <label key={unit.id} className="flex min-h-9 items-center gap-2">
                  <input
                    key={String(chosen?.has(String(unit.id)))}
                    type="checkbox"
                    name="unitIds"
                    value={unit.id}
                    defaultChecked={chosen?.has(String(unit.id)) ?? true}
                  />
                  {unit.name}
                </label>
              ))}
            </div>
          ))}
        </div>
      </fieldset>
      <div>
        <SubmitButton look="primary">发出批示</SubmitButton>
      </div>
    </form>
  );
}
