"use client";
import { useActionState } from "react";
import type { AssignmentPanel, UnitLine } from "@/lib/assignments/queries";
import type { FormState } from "@/lib/form-state";
import { IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";
import { AvailableSelect, entryText, RoleSelect } from "./entry-select";
import { GroupFields } from "./group-fields";
import { SavedNote } from "./saved-note";
import { UndoForm } from "./undo-form";

/** The whole wanted set of one point's units in one form; saved as one change. */
export function AssignmentForm({
  action,
  panel,
  cities,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  panel: Omit<AssignmentPanel, "history">;
  cities: { id: number }[];
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  // Whoever was overtaken sees the newest state; after any other refusal what was chosen stays.
  const kept = failed && failed.code !== "STALE" ? (failed.typed.entries ?? "").split("\n") : null;
  const chosenOf = (line: UnitLine): string => {
    if (!kept) return line.proposed ? entryText(line, line.proposed) : "";
    return kept.find((entry) => entry.startsWith(`${line.id}:`)) ?? "";
  };
  const added = keptAdditions(kept ?? [], panel.available);
  return (
    <>
      {failed && (
        <div className="mb-3">
          <ErrorSummary message={failed.message} fields={failed.fields} />
        </div>
      )}
      <SavedNote state={state} action={run} pointId={panel.point.id} />
      {/* A new state of the point is a new form: its choices start from what stands now. */}
      <form
        key={`${panel.seal}|${kept?.join(" ") ?? ""}`}
        action={run}
        className="grid gap-4"
        id="entries"
      >
        <input type="hidden" name="pointId" value={panel.point.id} />
        <input type="hidden" name="seal" value={panel.seal} />
        {panel.units.length > 0 && (
          <fieldset className="min-w-0">
            <legend className="mb-1 font-semibold">责任单位</legend>
            <ul className="divide-y divide-line border-line border-t">
              {panel.units.map((line) => (
                <RoleSelect key={line.id} line={line} chosen={chosenOf(line)} cities={cities} />
              ))}
            </ul>
          </fieldset>
        )}
        {panel.groups.map((group) => (
          <GroupFields key={group.assignmentId} group={group} chosenOf={chosenOf} cities={cities} />
        ))}
        <fieldset className="grid min-w-0 gap-2">
          <legend className="mb-1 font-semibold">添加单位</legend>
          <AvailableSelect label="添加单位" available={panel.available} chosen={added[0]} />
          <details open={added.length > 1}>
            <summary className="text-accent text-sm">再添加几个</summary>
            <div className="mt-2 grid gap-2">
              <AvailableSelect
                label="添加第二个单位"
                available={panel.available}
                chosen={added[1]}
              />
              <AvailableSelect
                label="添加第三个单位"
                available={panel.available}
                chosen={added[2]}
              />
            </div>
          </details>
          <p className="text-ink-2 text-xs">新添加的单位先列为“责任”，保存后可改为牵头或配合。</p>
        </fieldset>
        <div>
          <SubmitButton look="primary">保存分工</SubmitButton>
          <p className="mt-2 text-ink-2 text-sm">分工调整保留历史，并写入审计日志。</p>
        </div>
      </form>
      {/* Right after a save the note above offers the same. */}
      {panel.lastChange && !(state.status === "done" && state.result) && (
        <UndoForm
          change={panel.lastChange}
          action={run}
          pointId={panel.point.id}
          seal={panel.seal}
        />
      )}
    </>
  );
}

function keptAdditions(kept: string[], available: AssignmentPanel["available"]): string[] {
  const ids = new Set(available.flatMap((city) => city.units.map((unit) => String(unit.id))));
  return kept.filter((entry) => ids.has(entry.split(":")[0] ?? ""));
}
