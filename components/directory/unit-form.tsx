"use client";
import { useActionState } from "react";
import type { DirectoryRow } from "@/lib/directory/queries";
import { type FormState, IDLE } from "@/lib/form-state";
import { shanghaiClock } from "@/lib/format";
import { UNIT_KIND_NAMES } from "@/lib/glossary";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

export type UnitOption = { id: number; name: string; cityId: number | null };

/** One unit of the 名录: a new one, or one that stands. */
export function UnitForm({
  action,
  unit,
  seal,
  cities,
  partners,
  partnerCities,
  everywhere,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  unit: DirectoryRow | null;
  seal: string;
  cities: { id: number; name: string }[];
  /** the units one may name as 对口单位 */
  partners: UnitOption[];
  partnerCities: { id: number; name: string }[];
  /** the administrator is limited to no cities */
  everywhere: boolean;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  // Whoever was overtaken sees the newest state; after any other refusal what was typed stays.
  const typed = failed && failed.code !== "STALE" ? failed.typed : null;
  const value = (name: string, stored: string | number | null | undefined) =>
    typed?.[name] ?? String(stored ?? "");
  const error = (name: string) => failed?.fields[name];
  return (
    <form action={run} className="grid gap-3" noValidate key={`${seal}|${JSON.stringify(typed)}`}>
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      {unit && <input type="hidden" name="unitId" value={unit.id} />}
      <input type="hidden" name="seal" value={seal} />
      <Field
        name="name"
        label="单位全称"
        hint={unit && "改名从今天起生效，以前的记录和看板仍用原名。"}
        error={error("name")}
      >
        {(control) => (
          <input
            {...control}
            className="control"
            autoComplete="off"
            defaultValue={value("name", unit?.name)}
          />
        )}
      </Field>
      <Field name="shortName" label="简称" aside="在本市内怎么称呼" error={error("shortName")}>
        {(control) => (
          <input
            {...control}
            className="control"
            autoComplete="off"
            defaultValue={value("shortName", unit?.shortName)}
          />
        )}
      </Field>
      <Field
        name="aliases"
        label="别名"
        aside="选填"
        hint="通知和口头上的其他叫法，例如“文旅局”；用顿号隔开。"
        error={error("aliases")}
      >
        {(control) => (
          <input
            {...control}
            className="control"
            autoComplete="off"
            defaultValue={value("aliases", unit?.aliases.join("、"))}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field name="kind" label="类别" error={error("kind")}>
          {(control) => (
            <select
              {...control}
              className="control"
              defaultValue={value("kind", unit?.kind ?? "GOVERNMENT")}
            >
              {Object.entries(UNIT_KIND_NAMES).map(([kind, name]) => (
                <option key={kind} value={kind}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name="scope" label="范围" error={error("scope")}>
          {(control) => (
            <select {...control} className="control" defaultValue={value("scope", unit?.scope)}>
              <option value="">不是集合单位</option>
              <option value="CONCERNED">有关（部分）</option>
              <option value="EVERY">各（全部）</option>
            </select>
          )}
        </Field>
      </div>
      <Field name="cityId" label="城市" error={error("cityId")}>
        {(control) => (
          <select
            {...control}
            className="control"
            defaultValue={value("cityId", unit?.cityId ?? (everywhere ? null : cities[0]?.id))}
          >
            {everywhere && <option value="">待明确</option>}
            {cities.map((city) => (
              <option key={city.id} value={city.id}>
                {city.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        name="counterpartId"
        label="对口单位"
        aside="另一城市的同类单位"
        error={error("counterpartId")}
      >
        {(control) => (
          <select
            {...control}
            className="control"
            defaultValue={value("counterpartId", unit?.counterpartId)}
          >
            <option value="">没有</option>
            {partnerCities.map((city) => (
              <optgroup key={city.id} label={city.name}>
                {partners
                  .filter(({ cityId }) => cityId === city.id)
                  .map((partner) => (
                    <option key={partner.id} value={partner.id}>
                      {partner.name}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton look="primary">{unit ? "保存" : "新增单位"}</SubmitButton>
        <span role="status" className="text-green">
          {state.status === "done" && `已保存 ${shanghaiClock(new Date(state.at))}`}
        </span>
      </div>
    </form>
  );
}
