"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

type Run = (state: FormState, form: FormData) => Promise<FormState>;

/** 异议: why this should not be the unit's, or not in this role. */
export function ObjectionForm({ action, termId }: { action: Run; termId: number }) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  return (
    <form action={run} className="grid gap-2" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={{}} />}
      <input type="hidden" name="termId" value={termId} />
      <Field
        name="reason"
        id={`reason-${termId}`}
        label="异议理由"
        hint="写明不应由本单位承担，或应改为什么角色，对口合作办会答复。"
        error={failed?.fields.reason}
      >
        {(control) => (
          <textarea
            {...control}
            rows={3}
            maxLength={300}
            className="control"
            defaultValue={failed?.typed.reason}
          />
        )}
      </Field>
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
      <Field
        name="answer"
        id={`answer-${objectionId}`}
        label="答复"
        aside="不采纳时必填"
        error={failed?.fields.answer}
      >
        {(control) => (
          <textarea
            {...control}
            rows={2}
            maxLength={300}
            className="control"
            defaultValue={failed?.typed.answer}
          />
        )}
      </Field>
      <div>
        <SubmitButton look="primary">答复</SubmitButton>
      </div>
    </form>
  );
}
