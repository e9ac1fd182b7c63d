"use client";
import { useActionState } from "react";
import type { CityRow } from "@/lib/directory/cities";
import { type FormState, IDLE } from "@/lib/form-state";
import { shanghaiClock } from "@/lib/format";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

/** One city of the 名录: a new one, or one to be corrected. */
export function CityForm({
  action,
  city,
  seal,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  city: CityRow | null;
  seal: string;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  // Whoever was overtaken sees the newest state; after any other refusal what was typed stays.
  const typed = failed && failed.code !== "STALE" ? failed.typed : null;
  const value = (name: "name" | "shortName" | "order") =>
    typed?.[name] ?? String(city?.[name] ?? "");
  const input = (name: "name" | "shortName" | "order") => ({
    ...{ className: "control", autoComplete: "off", defaultValue: value(name) },
  });
  const error = (name: string) => failed?.fields[name];
  const done = state.status === "done" ? state.at : "";
  return (
    <form
      action={run}
      className="grid gap-3"
      noValidate
      key={`${seal}|${done}|${JSON.stringify(typed)}`}
    >
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      {city && <input type="hidden" name="cityId" value={city.id} />}
      <input type="hidden" name="seal" value={seal} />
      <Field
        name="name"
        label="城市全称"
        hint={city && "这里是更正写错的名称：所有年度和以前的日期都显示新的名称。"}
        error={error("name")}
      >
        {(control) => <input {...control} {...input("name")} />}
      </Field>
      <Field name="shortName" label="简称" aside="看板和图例上怎么称呼" error={error("shortName")}>
        {(control) => <input {...control} {...input("shortName")} />}
      </Field>
      <Field name="order" label="顺序" aside="选填，不填排在最后" error={error("order")}>
        {(control) => <input {...control} {...input("order")} inputMode="numeric" maxLength={3} />}
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton look="primary">{city ? "保存更正" : "新增城市"}</SubmitButton>
        <span role="status" className="text-green">
          {done !== "" && `已保存 ${shanghaiClock(new Date(done))}`}
        </span>
      </div>
    </form>
  );
}
