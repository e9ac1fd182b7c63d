"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { LIGHT_NAMES } from "@/lib/glossary";
import type { Light, Thresholds } from "@/lib/status/rules";
import type { ThresholdPreview } from "@/lib/thresholds/commands";
import { LightShape } from "../status/light";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

const LIMITS: [name: keyof Thresholds, label: string, aside: string][] = [
  ["severeGap", "严重滞后：落后序时", "个百分点"],
  ["laggingGap", "滞后预警：落后序时", "个百分点"],
  ["milestoneSevereDays", "节点逾期转红", "天以上"],
  ["unreportedGraceDays", "截止日后宽限", "天，再不报算未报送"],
  ["dueSoonDays", "临近时限", "天以内"],
  ["dueSoonPercent", "临近时限应达到", "%"],
  ["problemDays", "需协调的问题未解决", "天以上转预警"],
  ["outOfStepGap", "不同步：两市相差", "个百分点以上"],
];

/** 亮灯阈值 from a day on; first how many of today's lights would turn. */
export function ThresholdForm({
  action,
  thresholds,
  starts,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  /** those in force */
  thresholds: Thresholds;
  /** the days from which new ones may hold */
  starts: { value: string; label: string }[];
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const result = state.status === "done" ? state.result : undefined;
  const preview = result && (JSON.parse(String(result.preview)) as ThresholdPreview);
  const typed: Record<string, string> | null = result
    ? JSON.parse(String(result.typed))
    : (failed?.typed ?? null);
  return (
    <form action={run} className="grid gap-3" noValidate key={JSON.stringify([thresholds, typed])}>
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      <Field name="effectiveOn" label="从哪天起生效" error={failed?.fields.effectiveOn}>
        {(control) => (
          <select
            {...control}
            className="control"
            defaultValue={typed?.effectiveOn ?? starts[0]?.value}
          >
            {starts.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        {LIMITS.map(([name, label, aside]) => (
          <Field key={name} name={name} label={label} aside={aside} error={failed?.fields[name]}>
            {(control) => (
              <input
                {...control}
                className="control"
                inputMode="numeric"
                autoComplete="off"
                defaultValue={typed?.[name] ?? thresholds[name]}
              />
            )}
          </Field>
        ))}
      </div>
      {preview && <Preview preview={preview} />}
      <div className="flex flex-wrap items-center gap-2">
        <SubmitButton name="intent" value="preview">
          先看影响
        </SubmitButton>
        <SubmitButton name="intent" value="save" look="primary">
          保存阈值
        </SubmitButton>
        <span role="status" className="text-green">
          {state.status === "done" && !result && "已保存"}
        </span>
      </div>
    </form>
  );
}

function Preview({ preview: { present, proposed, changed } }: { preview: ThresholdPreview }) {
  return (
    <div role="status" className="rounded-lg bg-sunken px-3 py-2 text-sm">
      <p className="font-semibold">
        {changed.length === 0
          ? "按今天的进展，没有要点的灯会变。"
          : `按今天的进展，${changed.length} 项要点的灯会变：第 ${changed.join("、")} 项。`}
      </p>
      <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
        {(Object.keys(present) as Light[]).map((light) => (
          <li key={light} className="inline-flex items-center gap-1">
            <LightShape light={light} size={12} />
            {LIGHT_NAMES[light]} {present[light]}
            {proposed[light] !== present[light] && <strong> → {proposed[light]}</strong>}
          </li>
        ))}
      </ul>
    </div>
  );
}
