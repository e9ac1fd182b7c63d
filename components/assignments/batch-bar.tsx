import type { FormState } from "@/lib/form-state";
import { ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import type { AssignmentRole } from "@/prisma/generated/enums";
import { Button } from "../ui/button";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";
import type { Edit } from "./use-grid";

/** What the batch would change, to look through before it is saved; after that the one step back. */
export function BatchBar({
  state,
  run,
  edits,
  forget,
}: {
  state: FormState;
  run: (form: FormData) => void;
  edits: Edit[];
  forget: () => void;
}) {
  const failed = state.status === "failed" ? state : null;
  const undo = state.status === "done" ? state.result?.undo : undefined;
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
              <Button onClick={forget}>放弃改动</Button>
              <form
                action={(form) => {
                  run(form);
                  forget();
                }}
              >
                <input type="hidden" name="changes" value={JSON.stringify(changesOf(edits))} />
                <SubmitButton look="primary">保存这些改动</SubmitButton>
              </form>
            </div>
          </div>
          <ul className="mt-2 max-h-40 overflow-y-auto text-sm">
            {edits.map(({ row, unitId, unit, role }) => (
              <li key={`${row.id}:${unitId}`}>
                第 {row.number} 项　{unit}：
                {said(row.held.find((share) => share.unitId === unitId)?.role ?? null)} →{" "}
                {said(role)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <div role="status">
        {state.status === "done" && edits.length === 0 && (
          <div className="mb-3 flex flex-wrap items-center justify-between gap-2 rounded-lg bg-sunken px-3 py-2">
            <p>{state.message}</p>
            {undo !== undefined && (
              <form action={run}>
                <input type="hidden" name="changes" value={undo} />
                <input type="hidden" name="intent" value="undo" />
                <SubmitButton>撤销这一批</SubmitButton>
              </form>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

function said(role: AssignmentRole | null): string {
  return role ? ASSIGNMENT_ROLE_NAMES[role] : "没有分工";
}

function changesOf(edits: Edit[]) {
  const rows = new Map(edits.map(({ row }) => [row.id, row]));
  return [...rows.values()].map(({ id, seal }) => ({
    pointId: id,
    seal,
    set: edits.filter(({ row }) => row.id === id).map(({ unitId, role }) => ({ unitId, role })),
  }));
}
