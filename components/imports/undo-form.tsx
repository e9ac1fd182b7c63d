"use client";
import { useActionState } from "react";
import { IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";
import type { Run } from "./draft-form";

/** 撤销导入, while nobody has reported; afterwards why not. */
export function UndoForm({
  importId,
  updated,
  obstacle,
  action,
}: {
  importId: number;
  updated: boolean;
  obstacle: string | null;
  action: Run;
}) {
  const [state, run] = useActionState(action, IDLE);
  if (obstacle) return <p className="text-ink-2">{obstacle}</p>;
  return (
    <form action={run} className="grid gap-2">
      {state.status === "failed" && <ErrorSummary message={state.message} fields={state.fields} />}
      <input type="hidden" name="importId" value={importId} />
      <p className="text-ink-2 text-sm">
        {updated
          ? "从今天起全部恢复发布之前的样子，更新新增的要点从今天起不再列入；更新以后的几天照旧（当天更新、当天撤销的不留痕迹）。有单位报送以后就不能再撤销。"
          : "把这份要点和随它新建的单位、城市全部收回。第一份进展报送以后就不能再撤销。"}
      </p>
      <div>
        <SubmitButton look="danger">撤销导入</SubmitButton>
      </div>
    </form>
  );
}
