"use client";
import type { BareNames } from "@/lib/imports/choices";
import { SubmitButton } from "../ui/submit-button";
import { type Draft, DraftForm, type Failed, type Run } from "./draft-form";

const MOST_NAMED = 6;

/** Whose all the names without a city are, said once; each may be changed afterwards. */
export function BareForm({
  draft,
  bare: { names, places, proposed },
  cities,
  action,
}: {
  draft: Draft;
  bare: BareNames;
  cities: string[];
  action: Run;
}) {
  const own = cities.map((city): [string, string] => [city, city]);
  const each = cities.length === 2 ? "两市各一家" : "各市各一家";
  return (
    <DraftForm
      action={action}
      draft={draft}
      className="mb-3 grid gap-3 rounded-lg border border-line bg-sunken px-4 py-3"
    >
      {(failed) => (
        <>
          {names.length > 0 && (
            <Whose
              {...{ names, proposed, failed }}
              field="bareCity"
              legend={`没有写明城市的 ${names.length} 个单位都属于：`}
              choices={[...own, ["*", each]]}
            />
          )}
          {places.length > 0 && (
            <Whose
              {...{ names: places, proposed, failed }}
              field="placeCity"
              legend={`没有写明城市的 ${places.length} 个区县都属于：`}
              choices={[...own, ["", "不是一个市的，在下面逐个选"]]}
            />
          )}
          <div className="flex flex-wrap items-center gap-3">
            <SubmitButton>一次定下</SubmitButton>
            <span className="text-ink-2 text-sm">
              定下以后逐个都还能改；名录里另有相近单位的，仍在下面逐个问。
            </span>
          </div>
        </>
      )}
    </DraftForm>
  );
}

function Whose({
  field,
  legend,
  names,
  choices,
  proposed,
  failed,
}: {
  field: "bareCity" | "placeCity";
  legend: string;
  names: string[];
  choices: [value: string, label: string][];
  /** the city whose office alone issued the notice, to its own offices */
  proposed: string | null;
  failed: Failed;
}) {
  const chosen = failed?.typed[field] ?? proposed ?? (field === "placeCity" ? "" : null);
  return (
    <fieldset>
      <legend className="mb-1 font-semibold">{legend}</legend>
      <div className="flex flex-wrap items-baseline gap-x-5 gap-y-2">
        {choices.map(([value, label], at) => (
          <label key={value} className="inline-flex items-center gap-1.5">
            <input
              {...(at === 0 && { id: field })}
              type="radio"
              name={field}
              value={value}
              defaultChecked={value === chosen}
            />
            {label}
            {value === proposed && (
              <span className="text-ink-2 text-sm">（按文头：发文和主送都是它一家）</span>
            )}
          </label>
        ))}
      </div>
      <p className="mt-1 text-ink-2 text-sm">
        {names.slice(0, MOST_NAMED).join("、")}
        {names.length > MOST_NAMED && "等"}
      </p>
    </fieldset>
  );
}
