import type { LastBatch, PointPatch } from "@/lib/assignments/bulk";
import type { FormState } from "@/lib/form-state";
import { ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import type { AssignmentRole } from "@/prisma/generated/enums";
import { Button } from "../ui/button";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";
import type { Grid } from "./grid";
import type { Pending } from "./use-grid";

/** What the batch would change, to look through before it is saved; the one step back of the newest. */
export function BatchBar({
  state,
  run,
  edits,
  standing,
  forget,
  lastBatch,
}: {
  state: FormState;
  run: (form: FormData) => void;
  edits: Pending[];
  standing: Grid["standing"];
  forget: (gone: Pending[]) => void;
  lastBatch: LastBatch | null;
}) {
  const failed = state.status === "failed" ? state : null;
  const done = state.status === "done" ? state.message : undefined;
  return (
    <div className="screen-only">
      {failed && (
        <div className="mb-3">
          <ErrorSummary message={failed.message} fields={failed.fields} />
        </div>
      )}
      {edits.length > 0 && (
        <section aria-label="未保存的改动" className="card mb-3 p-3">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <p className="font-semibold">改了 {edits.length} 格，还没有保存</p>
            <div className="flex gap-2">
              <Button onClick={() => forget(edits)}>放弃改动</Button>
              <form action={run}>
                <input
                  type="hidden"
                  name="changes"
                  value={JSON.stringify(changesOf(edits, standing))}
                />
                <SubmitButton look="primary">保存这些改动</SubmitButton>
              </form>
            </div>
          </div>
          <ul className="mt-2 max-h-40 overflow-y-auto text-sm">
            {edits.map((edit) => (
              <li key={`${edit.pointId}:${edit.unitId}`} className="flex flex-wrap gap-x-3">
                <span>
                  第 {edit.number} 项　{edit.unit}：{said(edit.held)} → {said(edit.role)}
                  {edit.held !== edit.seen && (
                    <span className="text-red">（刚被他人由{said(edit.seen)}改过，请核对）</span>
                  )}
                </span>
                <button
                  type="button"
                  className="text-accent hover:underline"
                  onClick={() => forget([edit])}
                >
                  不改
                  <span className="sr-only">
                    {" "}
                    第 {edit.number} 项 {edit.unit}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div
        role="status"
        className="flex flex-wrap items-center gap-x-4 gap-y-2 not-empty:mb-3 not-empty:rounded-lg not-empty:bg-sunken not-empty:px-3 not-empty:py-2"
      >
        {done !== undefined && edits.length === 0 && <p>{done}</p>}
        {lastBatch && edits.length === 0 && (
          <>
            <p className="text-ink-2">
              最近一批调整：{lastBatch.on}，{lastBatch.points} 项要点
            </p>
            <form action={run} className="ml-auto">
              <input type="hidden" name="changes" value={JSON.stringify(lastBatch.undo)} />
              <input type="hidden" name="intent" value="undo" />
              <SubmitButton>撤销这一批</SubmitButton>
            </form>
          </>
        )}
      </div>
    </div>
  );
}

/** What a form of this bar has posted. */
export function postedEdits(
  form: FormData,
): (Pick<Pending, "pointId"> & PointPatch["set"][number])[] {
  const changes = JSON.parse(String(form.get("changes"))) as PointPatch[];
  return changes.flatMap(({ pointId, set }) => set.map((patch) => ({ pointId, ...patch })));
}

function said(role: AssignmentRole | null): string {
  return role ? ASSIGNMENT_ROLE_NAMES[role] : "没有分工";
}

function changesOf(edits: Pending[], standing: Grid["standing"]): PointPatch[] {
  return [...new Set(edits.map(({ pointId }) => pointId))].map((pointId) => ({
    pointId,
    seal: standing[pointId]?.seal ?? "",
    set: edits
      .filter((edit) => edit.pointId === pointId)
      .map(({ unitId, role }) => ({ unitId, role })),
  }));
}
