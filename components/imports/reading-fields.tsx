"use client";
import type { ImportPoint } from "@/lib/imports/content";
import type { Failed } from "./draft-form";

const COLUMNS = [
  ["name", "名称"],
  ["target", "目标值"],
  ["measure", "单位"],
] as const;

/** The 举措 and 量化指标 that were read of a point: each may be struck out, an indicator set right. */
export function ReadingFields({ point, failed }: { point: ImportPoint; failed: Failed }) {
  const { actionItems, indicators } = point;
  const stands = (name: string, at: number) =>
    !failed || (failed.typed[name] ?? "").split("\n").includes(String(at));
  return (
    <>
      <input type="hidden" name="readings" value="yes" />
      {actionItems.length > 0 && (
        <fieldset>
          <legend className="mb-1 font-semibold">举措，去掉勾选即删去</legend>
          <ul className="grid gap-1">
            {actionItems.map((text, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is what is sent
              <li key={at}>
                <label className="flex items-start gap-2">
                  <input
                    type="checkbox"
                    name="items"
                    value={at}
                    defaultChecked={stands("items", at)}
                    className="mt-1"
                  />
                  <span className="min-w-0">{text.trim()}</span>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      {indicators.length > 0 && (
        <fieldset>
          <legend className="mb-1 font-semibold">量化指标，去掉勾选即删去</legend>
          <ul className="divide-y divide-line">
            {indicators.map((indicator, at) => (
              <li key={indicator.start} className="grid gap-1.5 py-2">
                <label className="flex items-start gap-2">
                  <input
                    type="checkbox"
                    name="indicators"
                    value={at}
                    defaultChecked={stands("indicators", at)}
                    className="mt-1"
                  />
                  <span className="min-w-0">
                    文中写到“{indicator.match}”
                    <span className="block text-ink-2 text-sm">{indicator.sentence}</span>
                  </span>
                </label>
                <Words {...{ indicator, at, failed }} />
              </li>
            ))}
          </ul>
        </fieldset>
      )}
    </>
  );
}

function Words({
  indicator,
  at,
  failed,
}: {
  indicator: ImportPoint["indicators"][number];
  at: number;
  failed: Failed;
}) {
  return (
    <div className="grid gap-2 pl-6 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)]">
      {COLUMNS.map(([column, label]) => {
        const name = `${column}.${at}`;
        const error = failed?.fields[name];
        return (
          <div key={column}>
            <label htmlFor={name} className="text-ink-2 text-sm">
              {label}
              <span className="sr-only">，文中写到“{indicator.match}”</span>
            </label>
            <input
              id={name}
              name={name}
              className="control"
              autoComplete="off"
              {...(column === "target" ? { inputMode: "numeric" as const } : {})}
              {...(error ? { "aria-invalid": true, "aria-describedby": `${name}-error` } : {})}
              defaultValue={failed?.typed[name] ?? indicator[column]}
            />
            {error && (
              <p id={`${name}-error`} className="text-red text-sm">
                {error}
              </p>
            )}
          </div>
        );
      })}
    </div>
  );
}
