"use client";
import { type ReactNode, useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";
import { KeptText, useKeptText } from "./kept-text";

/** 答复 of one unit, in place, with its files. It stays mounted when a colleague was first. */
export function ReplyForm({
  action,
  directiveId,
  unit,
  seen,
  open,
  children,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  directiveId: number;
  unit: { id: number; name: string };
  /** replies of the unit on this page */
  seen: number;
  /** whether an answer is owed now */
  open: boolean;
  /** 佐证材料 */
  children?: ReactNode;
}) {
  const [state, run] = useActionState(action, IDLE);
  const [text, setText] = useKeptText(state, "text");
  const failed = state.status === "failed" ? state : null;
  if (!open) {
    return <KeptText why="本单位已由他人答复，您写的内容没有提交，保留在这里：" text={text} />;
  }
  const id = `text-${unit.id}`;
  const { text: mistake } = failed?.fields ?? {};
  return (
    <form action={run} className="mt-3 grid gap-3 border-line border-t pt-3" noValidate>
      {failed && (
        <ErrorSummary message={failed.message} fields={mistake ? { [id]: mistake } : {}} />
      )}
      <input type="hidden" name="directiveId" value={directiveId} />
      <input type="hidden" name="unitId" value={unit.id} />
      <input type="hidden" name="seen" value={seen} />
      <TextField
        name="text"
        id={id}
        label={
          <>
            {seen > 0 ? "补充答复" : "答复"}
            <span className="sr-only">：{unit.name}</span>
          </>
        }
        hint="写明办理情况和结果；提交后不能修改。"
        rows={4}
        max={1000}
        value={text}
        onChange={setText}
        error={mistake}
      />
      {children}
      <div>
        <SubmitButton look="primary">提交答复</SubmitButton>
      </div>
    </form>
  );
}
