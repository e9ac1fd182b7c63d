"use client";
import { useActionState, useState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";

export type MilestoneFormRow = {
  title: string;
  dueOn: string;
  weight: number | null;
  city: number | null;
  root: number | null;
};

/** The milestones of one point: a row each, empty rows left aside, weights summed while typing. */
export function MilestoneForm({
  action,
  pointId,
  seal,
  rows,
  cities,
  from,
  to,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  pointId: number;
  seal: string;
  rows: MilestoneFormRow[];
  /** those with a side on the point */
  cities: { id: number; shortName: string }[];
  /** a milestone is due within these days */
  from: string;
  to: string;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const [sums, setSums] = useState(() => sumsOf(rows, cities));
  const kept = (name: string, value: string) => failed?.typed[name] ?? value;
  return (
    <form
      action={run}
      noValidate
      className="grid gap-3"
      onInput={(event) => setSums(sumsOf(rowsIn(event.currentTarget, rows.length), cities))}
    >
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      {state.status === "done" && (
        <p role="status" className="font-semibold text-green">
          节点已保存，从今天起生效。
        </p>
      )}
      <input type="hidden" name="pointId" value={pointId} />
      <input type="hidden" name="seal" value={seal} />
      <p
        aria-hidden="true"
        className="grid gap-2 text-ink-2 text-sm max-sm:hidden sm:grid-cols-[minmax(0,1fr)_10rem_5.5rem_7rem]"
      >
        <span>名称</span>
        <span>应完成日期</span>
        <span>权重</span>
        <span>哪一侧</span>
      </p>
      <ol className="grid gap-3 sm:gap-1">
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the form
          <li key={index}>
            <fieldset className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_10rem_5.5rem_7rem]">
              <legend className="mb-1 text-ink-2 text-sm sm:sr-only">节点 {index + 1}</legend>
              <input type="hidden" name={`root.${index}`} value={row.root ?? ""} />
              <Cell name={`title.${index}`} label="名称" mistakes={failed?.fields}>
                {(control) => (
                  <input
                    {...control}
                    key={kept(control.name, row.title)}
                    defaultValue={kept(control.name, row.title)}
                  />
                )}
              </Cell>
              <Cell name={`dueOn.${index}`} label="应完成日期" mistakes={failed?.fields}>
                {(control) => (
                  <input
                    {...control}
                    type="date"
                    min={from}
                    max={to}
                    key={kept(control.name, row.dueOn)}
                    defaultValue={kept(control.name, row.dueOn)}
                  />
                )}
              </Cell>
              <Cell name={`weight.${index}`} label="权重" mistakes={failed?.fields}>
                {(control) => (
                  <input
                    {...control}
                    inputMode="numeric"
                    key={kept(control.name, String(row.weight ?? ""))}
                    defaultValue={kept(control.name, String(row.weight ?? ""))}
                  />
                )}
              </Cell>
              <Cell name={`city.${index}`} label="哪一侧" mistakes={failed?.fields}>
                {(control) => (
                  <select
                    {...control}
                    key={kept(control.name, String(row.city ?? ""))}
                    defaultValue={kept(control.name, String(row.city ?? ""))}
                  >
                    <option value="">各侧</option>
                    {cities.map(({ id, shortName }) => (
                      <option key={id} value={id}>
                        {shortName}侧
                      </option>
                    ))}
                  </select>
                )}
              </Cell>
            </fieldset>
          </li>
        ))}
      </ol>
      {(failed?.fields.past || failed?.typed.past) && (
        <label className="flex items-center gap-2">
          <input
            id="past"
            type="checkbox"
            name="past"
            value="1"
            defaultChecked={!!failed.typed.past}
          />
          已过的日期无误，保存后照实显示逾期
        </label>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton look="primary">保存节点</SubmitButton>
        <p aria-live="polite" className="text-ink-2 text-sm">
          权重合计：
          {sums.map(({ name, sum }) => `${name} ${sum}`).join("，")}
          （须为 100；全部清空则按天推算）
        </p>
      </div>
    </form>
  );
}

function Cell({
  name,
  label,
  mistakes,
  children,
}: {
  name: string;
  label: string;
  mistakes: Record<string, string> | undefined;
  children: (control: {
    id: string;
    name: string;
    className: string;
    "aria-invalid"?: true;
    "aria-describedby"?: string;
  }) => React.ReactNode;
}) {
  const mistake = mistakes?.[name];
  return (
    <div>
      <label htmlFor={name} className="text-ink-2 text-sm sm:sr-only">
        {label}
      </label>
      {children({
        id: name,
        name,
        className: "control",
        ...(mistake ? { "aria-invalid": true, "aria-describedby": `${name}-error` } : {}),
      })}
      {mistake && (
        <p id={`${name}-error`} className="text-red text-sm">
          {mistake}
        </p>
      )}
    </div>
  );
}

type Weighted = { weight: number | null; city: number | null };

function sumsOf(rows: Weighted[], cities: { id: number; shortName: string }[]) {
  return cities.map(({ id, shortName }) => ({
    name: `${shortName}侧`,
    sum: rows
      .filter(({ city }) => city === null || city === id)
      .reduce((total, { weight }) => total + (weight ?? 0), 0),
  }));
}

function rowsIn(form: HTMLFormElement, count: number): Weighted[] {
  const data = new FormData(form);
  const number = (name: string) => Number.parseInt(String(data.get(name) ?? ""), 10) || null;
  return Array.from({ length: count }, (_, index) => ({
    weight: number(`weight.${index}`),
    city: number(`city.${index}`),
  }));
}
