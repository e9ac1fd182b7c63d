"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { SubmitButton } from "../ui/submit-button";

/** 停用 cannot be undone, so it asks once more; opens and closes without JavaScript. */
export function RevokeTokenForm({
  action,
  id,
  label,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  id: number;
  label: string;
}) {
  const [state, run] = useActionState(action, IDLE);
  return (
    <details>
      <summary className="text-red">
        停用<span className="sr-only">「{label}」</span>
      </summary>
      <form action={run} className="mt-2 grid min-w-48 gap-2">
        <input type="hidden" name="id" value={id} />
        <p className="text-sm">停用后使用它的系统立即无法读取数据，且不能恢复。</p>
        {state.status === "failed" && (
          <p role="alert" className="text-red text-sm">
            {state.message}
          </p>
        )}
        <div>
          <SubmitButton look="danger">确认停用</SubmitButton>
        </div>
      </form>
    </details>
  );
}
