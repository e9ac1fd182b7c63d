"use client";
import { useActionState, useState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { dueDay, fillIn, month } from "@/lib/format";
import type { NudgeTarget } from "@/lib/reminders/queries";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";

/** The words of a nudge, with how they read for the first of those chosen. */
export function NudgeForm({
  action,
  template,
  reports,
  example,
  today,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  template: string;
  /** as sendRemindersInput reads them */
  reports: string[];
  example: NudgeTarget | undefined;
  today: string;
}) {
  const [state, run] = useActionState(action, IDLE);
  const [text, setText] = useState(template);
  const failed = state.status === "failed" ? state : null;
  return (
    <form action={run} className="grid gap-3" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      {reports.map((report) => (
        <input key={report} type="hidden" name="reports" value={report} />
      ))}
      <TextField
        name="text"
        label="内容"
        hint="花括号里的词会换成各单位自己的内容：{单位}、{序号}、{要点}、{月份}、{截止日期}。"
        rows={5}
        max={300}
        value={text}
        onChange={setText}
        error={failed?.fields.text}
      />
      {example && (
        <div className="rounded-lg bg-sunken px-3 py-2">
          <p className="text-ink-2 text-sm">{example.unit.name}收到的内容：</p>
          <p className="break-words">{filled(text, example, today)}</p>
        </div>
      )}
      <p className="text-ink-2 text-sm">发送后留有记录，不能撤回；收件人在门户内立即看到。</p>
      <div>
        <SubmitButton look="primary" disabled={reports.length === 0}>
          发送 {reports.length} 份催办
        </SubmitButton>
      </div>
    </form>
  );
}

/** As the server fills it in. */
function filled(text: string, { unit, point, period }: NudgeTarget, today: string): string {
  return fillIn(text, {
    单位: unit.name,
    序号: String(point.number),
    要点: point.title,
    月份: month(period.month),
    截止日期: dueDay(period.dueOn, today),
  });
}
