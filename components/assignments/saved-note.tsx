import type { FormState } from "@/lib/form-state";
import { shanghaiClock } from "@/lib/format";
import { SubmitButton } from "../ui/submit-button";

/** 已保存, with the way back: posts the entries from before the save as the wanted set. */
export function SavedNote({
  state,
  action,
  pointId,
}: {
  state: FormState;
  action: (form: FormData) => void;
  pointId: number;
}) {
  const result = state.status === "done" ? state.result : undefined;
  return (
    <div role="status">
      {state.status === "done" && (
        <div className="mb-3 flex flex-wrap items-center justify-between gap-2 rounded-lg bg-sunken px-3 py-2">
          <p>
            {state.message} {shanghaiClock(new Date(state.at))}
          </p>
          {result && (
            <form action={action}>
              <input type="hidden" name="pointId" value={pointId} />
              <input type="hidden" name="seal" value={result.seal} />
              <input type="hidden" name="intent" value="undo" />
              {String(result.before)
                .split(" ")
                .map((entry) => (
                  <input key={entry} type="hidden" name="entries" value={entry} />
                ))}
              <SubmitButton>撤销</SubmitButton>
            </form>
          )}
        </div>
      )}
    </div>
  );
}
