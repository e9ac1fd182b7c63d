"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";

/** 印发 cannot be undone, so it asks once more. `seal` is the state of all texts on this page. */
export function IssueForm({
  bulletinId,
  seal,
  issue,
}: {
  bulletinId: number;
  seal: string;
  issue: (state: FormState, form: FormData) => Promise<FormState>;
}) {
  const [state, run] = useActionState(issue, IDLE);
  return (
    <details>
      <summary className="font-semibold">印发这一期</summary>
      <form action={run} className="mt-2 grid gap-2">
        <input type="hidden" name="bulletinId" value={bulletinId} />
        <input type="hidden" name="seal" value={seal} />
        {state.status === "failed" && <ErrorSummary message={state.message} fields={{}} />}
        <p className="text-sm">
          印发的是本页预览里已保存的内容：编期号、写日期、存文件，之后谁也不能改。请先预览 Word
          核对。
        </p>
        <div>
          <SubmitButton look="primary">确认印发</SubmitButton>
        </div>
      </form>
    </details>
  );
}
