"use client";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import { type Draft, DraftForm, type Fold, type Run } from "./draft-form";

/** Whose notice it is; other cities mean that the whole text is read again. */
export function CitiesForm({
  draft,
  chosen,
  cities,
  fold,
  action,
}: {
  draft: Draft;
  fold: Fold;
  /** names as read */
  chosen: string[];
  cities: { id: number; name: string }[];
  action: Run;
}) {
  const unknown = chosen.filter((name) => !cities.some((city) => city.name === name));
  return (
    <DraftForm action={action} draft={draft} fold={fold}>
      {(failed, saved) => (
        <>
          {cities.length > 0 && (
            <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
              <legend className="mb-1.5 font-semibold">已有的城市</legend>
              {cities.map(({ id, name }) => (
                <label key={id} className="inline-flex items-center gap-1.5">
                  <input
                    type="checkbox"
                    name="cityIds"
                    value={id}
                    defaultChecked={chosen.includes(name)}
                  />
                  {name}
                </label>
              ))}
            </fieldset>
          )}
          <Field
            name="newCities"
            label="新的城市"
            hint="写全称，用顿号隔开。通知是省里发给两市的，把省去掉、只留两市。"
            error={failed?.fields.newCities}
          >
            {(control) => (
              <input
                {...control}
                className="control"
                autoComplete="off"
                defaultValue={failed?.typed.newCities ?? unknown.join("、")}
              />
            )}
          </Field>
          <div className="flex flex-wrap items-center gap-3">
            <SubmitButton>按这些城市重新读</SubmitButton>
            <span role="status" className={saved ? "text-green" : "text-ink-2 text-sm"}>
              {saved ? "已重新读过" : "重新读会放弃对要点和单位的改动。"}
            </span>
          </div>
        </>
      )}
    </DraftForm>
  );
}
