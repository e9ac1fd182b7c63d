"use client";
import { SubmitButton } from "../ui/submit-button";
import { type Draft, DraftForm, type Run } from "./draft-form";

const MOST_NAMED = 6;

/** Whose all the names without a city are, said once; each may be changed afterwards. */
export function BareForm({
  draft,
  names,
  cities,
  proposed,
  action,
}: {
  draft: Draft;
  names: string[];
  cities: string[];
  /** the city whose office alone issued the notice, to its own offices */
  proposed: string | null;
  action: Run;
}) {
  const named = names.slice(0, MOST_NAMED).join("、");
  const choices = [
    ...cities.map((city) => [city, city] as const),
    ["*", cities.length === 2 ? "两市各一家" : "各市各一家"] as const,
  ];
  return (
    <DraftForm
      action={action}
      draft={draft}
      className="mb-3 grid gap-2 rounded-lg border border-line bg-sunken px-4 py-3"
    >
      {(failed) => (
        <>
          <fieldset className="flex flex-wrap items-baseline gap-x-5 gap-y-2">
            <legend className="mb-1.5 font-semibold">
              没有写明城市的 {names.length} 个单位都属于：
            </legend>
            {choices.map(([value, label]) => (
              <label key={value} className="inline-flex items-center gap-1.5">
                <input
                  id={value === choices[0]?.[0] ? "bareCity" : undefined}
                  type="radio"
                  name="bareCity"
                  value={value}
                  defaultChecked={value === (failed?.typed.bareCity ?? proposed)}
                />
                {label}
                {value === proposed && (
                  <span className="text-ink-2 text-sm">（按文头：发文和主送都是它一家）</span>
                )}
              </label>
            ))}
            <SubmitButton>一次定下</SubmitButton>
          </fieldset>
          <p className="text-ink-2 text-sm">
            {named}
            {names.length > MOST_NAMED && "等"}
            。定下以后逐个都还能改；名录里另有相近单位的，仍在下面逐个问。
          </p>
        </>
      )}
    </DraftForm>
  );
}
