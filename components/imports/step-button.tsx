"use client";
import type { ReactNode } from "react";
import type { ButtonLook } from "../ui/button";
import { SubmitButton } from "../ui/submit-button";
import { type Draft, DraftForm, type Run } from "./draft-form";

/** One step in one button: 已核对, 不是要点, 并入上一项, 恢复, 作废. `fields` are sent along. */
export function StepButton({
  action,
  draft,
  fields = {},
  look,
  label,
  children,
}: {
  action: Run;
  draft: Draft;
  fields?: Record<string, string | string[]>;
  look?: ButtonLook;
  /** what it is about, where the words on it stand on the page several times */
  label?: string;
  children: ReactNode;
}) {
  return (
    <DraftForm action={action} draft={draft} className="grid gap-2">
      {() => (
        <>
          {Object.entries(fields).flatMap(([name, value]) =>
            [value]
              .flat()
              .map((each) => (
                <input key={`${name}-${each}`} type="hidden" name={name} value={each} />
              )),
          )}
          <div>
            <SubmitButton {...(look ? { look } : {})} aria-label={label}>
              {children}
            </SubmitButton>
          </div>
        </>
      )}
    </DraftForm>
  );
}
