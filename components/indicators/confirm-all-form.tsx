"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import type { ManagedIndicator } from "@/lib/indicators/queries";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";

type Proposal = Pick<ManagedIndicator, "id" | "point" | "name" | "target" | "measure" | "sentence">;

/** 一次确认: every proposal with the sentence it was read from, ticked; whoever doubts one takes its tick away. */
export function ConfirmAllForm({
  action,
  proposals,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  proposals: Proposal[];
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const kept =
    failed && failed.code !== "STALE" ? (failed.typed.indicatorIds ?? "").split("\n") : null;
  // Whoever was overtaken looks at the newest list; after any other refusal the ticks stay as they were.
  const ticked = (id: number) => kept === null || kept.includes(String(id));
  const done = state.status === "done" && (
    <p role="status" className="mb-3 text-green">
      {state.message}
    </p>
  );
  if (proposals.length < 2) return done || null;
  return (
    <>
      {done}
      <details className="card mb-4 p-4" open={failed !== null}>
        <summary className="font-semibold text-accent">
          一次确认待确认的 {proposals.length} 条，先看一遍
        </summary>
        <form
          action={run}
          noValidate
          className="mt-3"
          key={JSON.stringify([failed?.typed, proposals.map(({ id }) => id)])}
        >
          {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
          <ul
            id="indicatorIds"
            className="max-h-[28rem] divide-y divide-line overflow-y-auto border-line border-y"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is reached by keyboard
            tabIndex={0}
            aria-label="将要确认的指标"
          >
            {proposals.map(({ id, point, name, target, measure, sentence }) => (
              <li key={id}>
                <label className="flex items-start gap-2.5 py-2">
                  <input
                    type="checkbox"
                    name="indicatorIds"
                    value={id}
                    defaultChecked={ticked(id)}
                    className="mt-1.5"
                  />
                  <span className="min-w-0">
                    <span className="font-semibold">
                      第 {point.number} 项　{name} {target} {measure}
                    </span>
                    <span className="block text-ink-2 text-sm">“{sentence}”</span>
                  </span>
                </label>
              </li>
            ))}
          </ul>
          <div className="mt-3 flex flex-wrap items-center gap-3">
            <SubmitButton look="primary">确认选中的指标</SubmitButton>
            <span className="text-ink-2 text-sm">
              名称、目标、量词照读出的，由这一项的全部单位填报；要改的请去掉勾，再逐条办理。
            </span>
          </div>
        </form>
      </details>
    </>
  );
}
