"use client";
import { type ReactNode, useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";

export type Run = (state: FormState, form: FormData) => Promise<FormState>;
/** Which draft a form edits, as its editor sees it. */
export type Draft = { id: number; version: number };
export type Failed = Extract<FormState, { status: "failed" }> | null;

/** What a form is folded under; it opens by itself when something in it was wrong, without a script too. */
export type Fold = {
  summary: ReactNode;
  open?: boolean;
  className?: string;
  /** stands below the form */
  also?: ReactNode;
};

/** A form of one edit: it carries the draft's version, and shows above itself what was wrong. */
export function DraftForm({
  action,
  draft,
  at,
  fold,
  className = "grid content-start gap-3",
  children,
}: {
  action: Run;
  draft: Draft;
  /** what the ids of its fields end with, where the same form stands on the page several times */
  at?: string;
  fold?: Fold;
  className?: string;
  children: (failed: Failed, saved: boolean) => ReactNode;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const places = Object.entries(failed?.fields ?? {}).map(([name, sentence]) => [
    at === undefined ? name : `${name}-${at}`,
    sentence,
  ]);
  const form = (
    <form action={run} className={className} noValidate>
      {failed && <ErrorSummary message={failed.message} fields={Object.fromEntries(places)} />}
      <input type="hidden" name="importId" value={draft.id} />
      <input type="hidden" name="version" value={draft.version} />
      {children(failed, state.status === "done")}
    </form>
  );
  if (!fold) return form;
  return (
    <details open={failed !== null || fold.open === true} className={fold.className}>
      {fold.summary}
      <div className="mt-3 grid gap-3">
        {form}
        {fold.also}
      </div>
    </details>
  );
}
