"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";
import { KeptText, useKeptText } from "./kept-text";

/** 认可 of a reply, or 要求补充 with what is missing and by when. */
export function DecisionForm({
  action,
  replyId,
  unitName,
  today,
  dueOn,
  open,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  replyId: number;
  unitName: string;
  today: string;
  /** offered as the day of the next answer */
  dueOn: string;
  open: boolean;
}) {
  const [state, run] = useActionState(action, IDLE);
  const [opinion, setOpinion] = useKeptText(state, "opinion");
  const failed = state.status === "failed" ? state : null;
  if (!open) {
    return <KeptText why="这次答复已由他人处理，您写的意见没有提交，保留在这里：" text={opinion} />;
  }
  const named = (field: string) => `${field}-${replyId}`;
  const fields = Object.entries(failed?.fields ?? {}).map(([field, text]) => [named(field), text]);
  return (
    <form action={run} className="screen-only mt-3 grid gap-3 border-line border-t pt-3" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={Object.fromEntries(fields)} />}
      <input type="hidden" name="replyId" value={replyId} />
      <div className="grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_11rem]">
        <TextField
          name="opinion"
          id={named("opinion")}
          label={
            <>
              意见<span className="sr-only">：{unitName}的答复</span>
            </>
          }
          hint="要求补充时必须写明还缺什么。"
          rows={2}
          max={500}
          value={opinion}
          onChange={setOpinion}
          error={failed?.fields.opinion}
        />
        <Field
          name="dueOn"
          id={named("dueOn")}
          label="补充时限"
          hint="要求补充时用。"
          error={failed?.fields.dueOn}
        >
          {(control) => (
            <input
              {...control}
              key={failed?.typed.dueOn}
              type="date"
              min={today}
              className="control"
              defaultValue={failed?.typed.dueOn ?? dueOn}
            />
          )}
        </Field>
      </div>
      <div className="flex flex-wrap gap-2">
        <SubmitButton look="danger" name="decision" value="ASKED_AGAIN">
          要求补充
        </SubmitButton>
        <SubmitButton look="primary" name="decision" value="ACCEPTED">
          认可
        </SubmitButton>
      </div>
    </form>
  );
}
