"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";

/** 答复 of one nudge, in place. */
export function AnswerForm({
  action,
  reminderId,
  about,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  reminderId: number;
  /** number of the point */
  about: number;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  return (
    <form action={run} className="grid max-w-2xl gap-2" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      <input type="hidden" name="reminderId" value={reminderId} />
      <TextField
        key={failed?.typed.answer}
        name="answer"
        id={`answer-${reminderId}`}
        label={
          <>
            答复<span className="sr-only">第 {about} 项的催办</span>
          </>
        }
        hint="写明原因和何时报送；答复后不能修改。"
        rows={2}
        max={500}
        initial={failed?.typed.answer}
        error={failed?.fields.answer}
      />
      <div>
        <SubmitButton look="primary">提交答复</SubmitButton>
      </div>
    </form>
  );
}
