"use client";
import { useActionState } from "react";
import { IDLE } from "@/lib/form-state";
import type { Undo } from "@/lib/imports/queries";
import { buttonClass } from "../ui/button";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";
import type { Run } from "./draft-form";

/** 撤销导入, while nobody has reported, asked once more with what it takes back; afterwards why not. */
export function UndoForm({
  importId,
  updated,
  obstacle,
  undo,
  action,
}: {
  importId: number;
  updated: boolean;
  obstacle: string | null;
  undo: Undo | null;
  action: Run;
}) {
  const [state, run] = useActionState(action, IDLE);
  if (obstacle) return <p className="text-ink-2">{obstacle}</p>;
  if (!undo) return null;
  return (
    <details open={state.status === "failed"}>
      <summary className={buttonClass("danger", "w-fit cursor-pointer list-none")}>
        撤销导入…
      </summary>
      <form action={run} className="mt-2 grid gap-2 rounded-lg border border-red px-4 py-3">
        {state.status === "failed" && (
          <ErrorSummary message={state.message} fields={state.fields} />
        )}
        <input type="hidden" name="importId" value={importId} />
        <input type="hidden" name="confirmed" value="yes" />
        <p className="font-semibold">{said(undo, updated)}</p>
        <p className="text-ink-2 text-sm">
          {updated
            ? "从今天起全部恢复发布之前的样子，更新新增的要点从今天起不再列入；更新以后的几天照旧（当天更新、当天撤销的不留痕迹）。有单位报送以后就不能再撤销。"
            : "要点、新单位收回，这里核对时的答复和修改都留着，以后可以重新开始。第一份进展报送以后就不能再撤销。"}
        </p>
        <div>
          <SubmitButton look="danger">确认撤销导入</SubmitButton>
        </div>
      </form>
    </details>
  );
}

function said({ points, differences, units, cities, accounts }: Undo, updated: boolean): string {
  const taken = [
    points > 0 && `${points} 项要点`,
    units > 0 && `${units} 个新单位`,
    cities > 0 && `${cities} 个新城市`,
  ].filter(Boolean);
  const kept = accounts > 0 ? `其中有账号的单位和它们的城市留下（${accounts} 个账号）。` : "";
  if (!updated) return `要收回 ${taken.join("、")}，确定吗？${kept}`;
  const gone = taken.length > 0 ? `，收回 ${taken.join("、")}` : "";
  return `要恢复 ${differences} 处改动${gone}，确定吗？${kept}`;
}
