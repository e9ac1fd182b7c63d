"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";

/** Says which sections have fallen behind the board since they were written, and brings them up to it. */
export function RefreshForm({
  bulletinId,
  seal,
  changed,
  refresh,
}: {
  bulletinId: number;
  seal: string;
  /** headings */
  changed: string[];
  refresh: (state: FormState, form: FormData) => Promise<FormState>;
}) {
  const [state, run] = useActionState(refresh, IDLE);
  return (
    <>
      <p role="status" className="text-green empty:hidden">
        {state.status === "done" && state.message}
      </p>
      {changed.length > 0 && (
        <form action={run} className="mb-3 grid gap-2 rounded-lg bg-mark px-3 py-2.5">
          <input type="hidden" name="bulletinId" value={bulletinId} />
          <input type="hidden" name="seal" value={seal} />
          {state.status === "failed" && <ErrorSummary message={state.message} fields={{}} />}
          <p className="text-sm">
            起草以后数据有变化：{changed.map((heading) => `“${heading}”`).join("")}
            。附件台账按现在的数据，更新以前不能印发。改过文字的各节不动，请自行核对。
          </p>
          <div>
            <SubmitButton>按现在的数据更新</SubmitButton>
          </div>
        </form>
      )}
    </>
  );
}
