"use client";
import { useActionState, useRef, useState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { REPORT_FIELDS } from "@/lib/glossary";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

const CHIPS = ["内容空洞", "数据矛盾", "缺少佐证", "逾期"];

/** 通过, or 退回 with a reason and the block to mend; works without JavaScript. */
export function ReviewForm({
  updateId,
  action,
}: {
  updateId: number;
  action: (state: FormState, form: FormData) => Promise<FormState>;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const [reason, setReason] = useState(failed?.typed.reason ?? "");
  const box = useRef<HTMLTextAreaElement>(null);
  const add = (chip: string) => {
    setReason((text) => (text === "" ? `${chip}：` : `${text}；${chip}：`));
    box.current?.focus();
  };
  return (
    <form action={run} className="grid gap-4" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      <input type="hidden" name="updateId" value={updateId} />
      <SubmitButton look="primary" name="decision" value="APPROVED">
        通过
      </SubmitButton>
      <div className="grid gap-3 border-line border-t pt-4">
        <Field
          name="reason"
          label="退回原因"
          hint="填报单位只看到这里写的话，请写明要改什么。"
          error={failed?.fields.reason}
        >
          {(control) => (
            <textarea
              {...control}
              ref={box}
              rows={2}
              className="control"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <ul className="flex flex-wrap gap-1.5" aria-label="常用退回原因">
          {CHIPS.map((chip) => (
            <li key={chip}>
              <button
                type="button"
                onClick={() => add(chip)}
                className="rounded-full border border-edge px-3 py-1 text-sm hover:bg-sunken"
              >
                {chip}
              </button>
            </li>
          ))}
        </ul>
        <Field name="field" label="需要修改的栏目">
          {(control) => (
            <select
              {...control}
              key={failed?.typed.field}
              className="control"
              defaultValue={failed?.typed.field ?? ""}
            >
              <option value="">不限于某一栏</option>
              {Object.entries(REPORT_FIELDS).map(([field, name]) => (
                <option key={field} value={field}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <SubmitButton look="danger" name="decision" value="RETURNED">
          退回修改
        </SubmitButton>
      </div>
    </form>
  );
}
