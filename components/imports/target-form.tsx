"use client";
import type { PlanAtHand } from "@/lib/imports/rules";
import { SubmitButton } from "../ui/submit-button";
import { type Draft, DraftForm, type Run } from "./draft-form";

/** A plan of this year and these cities is there under another number: brought up to date, or one more. */
export function TargetForm({
  draft,
  candidates,
  target,
  action,
}: {
  draft: Draft;
  candidates: PlanAtHand[];
  target: string;
  action: Run;
}) {
  return (
    <DraftForm action={action} draft={draft}>
      {(failed) => (
        <>
          <fieldset className="grid gap-2">
            <legend className="mb-1 font-semibold">这份通知是</legend>
            {candidates.map(({ id, title, documentNumber }) => (
              <label key={id} className="flex items-baseline gap-2">
                <input
                  type="radio"
                  name="target"
                  value={id}
                  defaultChecked={(failed?.typed.target ?? target) === String(id)}
                />
                <span>
                  对《{title}》（{documentNumber}）的更新：只采纳改动的地方，进展都留着
                </span>
              </label>
            ))}
            <label className="flex items-baseline gap-2">
              <input
                type="radio"
                name="target"
                value="NEW"
                defaultChecked={(failed?.typed.target ?? target) === "NEW"}
              />
              <span>另一份要点，单独建立，与现有的并行</span>
            </label>
          </fieldset>
          <div>
            <SubmitButton>确定</SubmitButton>
          </div>
        </>
      )}
    </DraftForm>
  );
}
