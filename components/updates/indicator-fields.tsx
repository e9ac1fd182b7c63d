"use client";
import { useState } from "react";
import { dueDay } from "@/lib/format";
import type { ReportForm } from "@/lib/progress/queries";
import { Field } from "../ui/field";
import { figure } from "./report-figures";

type Indicator = ReportForm["indicators"][number];

/** 量化指标: a reading for each number the text promises, with target and last reading in view. */
export function IndicatorFields({
  indicators,
  today,
  kept,
  errors,
  onCarry,
  onFigure,
}: {
  indicators: Indicator[];
  today: string;
  kept: (name: string) => string;
  errors: Record<string, string>;
  onCarry: (name: string, value: string) => void;
  onFigure: (name: string, value: string) => void;
}) {
  if (indicators.length === 0) return null;
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 font-semibold">指标读数</legend>
      {indicators.map((indicator) => (
        <IndicatorField
          key={indicator.id}
          indicator={indicator}
          today={today}
          initial={kept(`readings.${indicator.id}`)}
          error={errors[`readings.${indicator.id}`]}
          onCarry={onCarry}
          onFigure={onFigure}
        />
      ))}
    </fieldset>
  );
}

function IndicatorField({
  indicator,
  today,
  initial,
  error,
  onCarry,
  onFigure,
}: {
  indicator: Indicator;
  today: string;
  initial: string;
  error: string | undefined;
  onCarry: (name: string, value: string) => void;
  onFigure: (name: string, value: string) => void;
}) {
  const [value, setValue] = useState(initial);
  const { name, measure, target, last, dueOn } = indicator;
  return (
    <Field
      name={`readings.${indicator.id}`}
      label={<span className="font-normal">{name}</span>}
      aside={`目标 ${target} ${measure}${dueOn ? `（${dueDay(dueOn, today)}前）` : ""} · 上期 ${last === null ? "未报" : `${last} ${measure}`}`}
      error={error}
    >
      {(control) => (
        <span className="flex flex-wrap items-center gap-2">
          <input
            {...control}
            inputMode="numeric"
            autoComplete="off"
            value={value}
            placeholder="选填"
            onChange={(event) => {
              setValue(event.target.value);
              onFigure(`readings.${indicator.id}`, event.target.value);
            }}
            className="control w-28 text-right"
          />
          {measure}
          {last !== null && (
            <CarryOver
              of={name}
              onClick={() => onCarry(`readings.${indicator.id}`, String(last))}
            />
          )}
          <span aria-live="polite" className="text-ink-2 text-sm">
            {standing(value, indicator)}
          </span>
        </span>
      )}
    </Field>
  );
}

function standing(value: string, { target, measure, last }: Indicator): string {
  const number = figure(value);
  if (number === null) return "";
  if (last !== null && number < last) {
    return `比上期少 ${last - number} ${measure}，请在进度说明中写明原因`;
  }
  if (number > target) return `已超目标 ${number - target} ${measure}`;
  if (number === target) return "已达目标";
  return `完成 ${Math.floor((100 * number) / target)}%，还差 ${target - number} ${measure}`;
}

/** 沿用上期 of one block, whose name it says aloud. */
export function CarryOver({ of, onClick }: { of: string; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={`沿用上期：${of}`}
      onClick={onClick}
      className="text-accent underline-offset-2 hover:underline"
    >
      沿用上期
    </button>
  );
}
