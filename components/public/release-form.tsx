"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { monthDay, month as monthName } from "@/lib/format";
import { RELEASE_FIELD_NAMES } from "@/lib/glossary-states";
import type { ReleasableReport } from "@/lib/publications/queries";
import { SubmitButton } from "../ui/submit-button";

type Run = (state: FormState, form: FormData) => Promise<FormState>;

/** One approved report with exactly the words each field would make public, and what is public of it. */
export function ReleaseForm({
  report,
  release,
  withdraw,
}: {
  report: ReleasableReport;
  release: Run;
  withdraw: Run;
}) {
  const [state, run] = useActionState(release, IDLE);
  const [taken, runBack] = useActionState(withdraw, IDLE);
  const failed = [state, taken].find((each) => each.status === "failed");
  const { progressText, nextStepText, readings } = report.report;
  const words = {
    progressText,
    nextStepText,
    readings: readings.map(({ name, value, measure }) => `${name} ${value} ${measure}`).join("；"),
  };
  const fields = Object.entries(RELEASE_FIELD_NAMES).filter(
    ([field]) => words[field as keyof typeof words] !== "",
  );
  return (
    <li className="py-3">
      <h3 className="flex flex-wrap items-baseline gap-x-3 font-semibold">
        {report.unit}
        <span className="font-normal text-ink-2 text-sm">
          {monthName(report.month)}进展，{monthDay(report.approvedOn)}通过 ·{" "}
          {report.releaseId === null ? "未放行" : <strong className="text-green">已放行</strong>}
        </span>
      </h3>
      {failed?.status === "failed" && (
        <p role="alert" className="text-red text-sm">
          {failed.fields.fields ?? failed.message}
        </p>
      )}
      {fields.length === 0 ? (
        <p className="text-ink-2 text-sm">这一份没有可以公开的文字。</p>
      ) : (
        <div className="flex flex-wrap items-end gap-2">
          <form action={run} key={report.releaseId ?? 0} className="grid min-w-0 grow gap-1">
            <input type="hidden" name="updateId" value={report.updateId} />
            <input type="hidden" name="standing" value={report.releaseId ?? 0} />
            {fields.map(([field, name]) => (
              <label key={field} className="flex items-start gap-2">
                <input
                  type="checkbox"
                  name="fields"
                  value={field}
                  defaultChecked={report.fields.some((each) => each === field)}
                  className="mt-1 size-4 shrink-0"
                />
                <span className="min-w-0">
                  <span className="text-ink-2 text-sm">{name}：</span>
                  <span className="whitespace-pre-line">{words[field as keyof typeof words]}</span>
                </span>
              </label>
            ))}
            <div>
              <SubmitButton className="min-h-8 text-sm">
                {report.releaseId === null ? "放行所选" : "更新放行"}
                <span className="sr-only">
                  ：第 {report.pointNumber} 项 {report.unit}
                </span>
              </SubmitButton>
            </div>
          </form>
          {report.releaseId !== null && (
            <form action={runBack}>
              <input type="hidden" name="releaseId" value={report.releaseId} />
              <SubmitButton look="danger" className="min-h-8 text-sm">
                收回
                <span className="sr-only">
                  ：第 {report.pointNumber} 项 {report.unit}
                </span>
              </SubmitButton>
            </form>
          )}
        </div>
      )}
    </li>
  );
}
