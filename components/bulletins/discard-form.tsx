"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { SubmitButton } from "../ui/submit-button";

/** Takes a draft away, after asking once more. */
export function DiscardForm({
  bulletinId,
  discard,
}: {
  bulletinId: number;
  discard: (state: FormState, form: FormData) => Promise<FormState>;
}) {
  const [state, run] = useActionState(discard, IDLE);
  return (
    <details className="mt-3">
      <summary className="text-red">作废草稿</summary>
      <form action={run} className="mt-2 grid gap-2">
        <input type="hidden" name="bulletinId" value={bulletinId} />
        {state.status === "failed" && (
          <p role="alert" className="text-red text-sm">
            {state.message}
          </p>
        )}
        <p className="text-sm">草稿连同各人写的内容一并删除，不能恢复。</p>
        <div>
          <SubmitButton look="danger">确认作废</SubmitButton>
        </div>
      </form>
    </details>
  );
}
