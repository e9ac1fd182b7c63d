"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";

type Run = (state: FormState, form: FormData) => Promise<FormState>;

/** 异议: why this should not be the unit's, or not in this role. */
export function ObjectionForm({ action, termId }: { action: Run; termId: number }) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  return (
    <form action={run} className="grid gap-2" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={{}} />}
      <input type="hidden" name="termId" value={termId} />
      <TextField
        key={failed?.typed.reason}
        name="reason"
        id={`reason-${termId}`}
        label="异议理由"
        hint="写明不应由本单位承担，或应改为什么角色，对口合作办会答复。"
        rows={3}
        max={300}
        initial={failed?.typed.reason}
        error={failed?.fields.reason}
      />
      <div>
        <SubmitButton>提出异议</SubmitButton>
      </div>
    </form>
  );
}

/** The answer: what the unit becomes, or why it stays. */
export function AnswerForm({ action, objectionId }: { action: Run; objectionId: number }) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  return (
    <form action={run} className="grid gap-2 sm:max-w-lg" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={{}} />}
      <input type="hidden" name="objectionId" value={objectionId} />
      <Field
        name="outcome"
        id={`outcome-${objectionId}`}
        label="处理"
        error={failed?.fields.outcome}
      >
        {(control) => (
          <select {...control} className="control" defaultValue={failed?.typed.outcome ?? ""}>
            <option value="">请选择</option>
            <option value="OUT">采纳：移出分工</option>
            {Object.entries(ASSIGNMENT_ROLE_NAMES).map(([role, name]) => (
              <option key={role} value={role}>
                采纳：改为{name}
              </option>
            ))}
            <option value="DECLINED">不采纳</option>
          </select>
        )}
      </Field>
      <TextField
        key={failed?.typed.answer}
        name="answer"
        id={`answer-${objectionId}`}
        label="答复"
        rows={2}
        max={300}
        optional="不采纳时必填"
        initial={failed?.typed.answer}
        error={failed?.fields.answer}
      />
      <div>
        <SubmitButton look="primary">答复</SubmitButton>
      </div>
    </form>
  );
}
