"use client";
import { useActionState, useEffect, useRef, useState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { NO_PROGRESS_REASON_NAMES, PROBLEM_LEVEL_NAMES, type ReportField } from "@/lib/glossary";
import type { ReportBlocks } from "@/lib/progress/rules";
import { Button } from "../ui/button";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import { PercentField } from "./percent-field";
import { DraftConflict, SaveNotice } from "./save-notice";
import { TextField } from "./text-field";
import { isOlderThanSaved, useAutosave } from "./use-autosave";

type Action = (state: FormState, form: FormData) => Promise<FormState>;

export type ReportEditorProps = {
  heading: string;
  assignmentId: number;
  month: string;
  blocks: ReportBlocks;
  draftVersion: number;
  draftedAt: string | null;
  previousPercent: number | null;
  expected: number;
  /** what the reviewer wrote at the blocks */
  notes: Partial<Record<ReportField, string>>;
  save: Action;
  submit: Action;
};

/** The report form: saves itself, keeps what was typed, submits with Ctrl+Enter; works without JavaScript. */
export function ReportEditor(props: ReportEditorProps) {
  const { blocks, previousPercent, expected } = props;
  const form = useRef<HTMLFormElement>(null);
  const slot = `draft-${props.assignmentId}-${props.month}`;
  const main = useRef<HTMLButtonElement>(null);
  const [state, submit] = useActionState(props.submit, IDLE);
  const autosave = useAutosave(form, props.save, props.draftVersion, slot);
  useEffect(() => {
    if (isOlderThanSaved(slot, props.draftVersion)) window.location.reload();
  }, [slot, props.draftVersion]);
  const [reset, setReset] = useState(0);
  const [percent, setPercent] = useState(String(blocks.percent ?? ""));
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  const failed = state.status === "failed" ? state : null;
  const typed = failed?.typed ?? {};
  const { draftVersion: theirs, ...errors } = failed?.fields ?? {};
  // Until the writer has decided: from then on the form's version is the other's or a later one.
  const overtaken = theirs !== undefined && autosave.version < Number(theirs);
  const conflict = autosave.status.kind === "stale" ? autosave.status : null;
  const kept = (name: keyof ReportBlocks) => typed[name] ?? String(blocks[name] ?? "");

  const reasonError = errors.percentReason ?? props.notes.percentReason;
  const fell = percent !== "" && Number(percent) < (previousPercent ?? 0);
  const asksReason =
    fell || percent === "100" || kept("percentReason") !== "" || reasonError !== undefined;

  const { resume } = autosave;
  useEffect(() => {
    if (state.status !== "failed") return;
    resume();
    // React empties a form after its action; what was typed comes back as new defaults.
    setReset((count) => count + 1);
  }, [state, resume]);

  return (
    <form
      ref={form}
      key={reset}
      action={submit}
      onSubmit={autosave.submitting}
      onChange={autosave.changed}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        // Safari ends the composition first and then reports its key, as 229.
        const composing = event.nativeEvent.isComposing || event.keyCode === 229;
        if ((event.ctrlKey || event.metaKey) && !composing) {
          event.preventDefault();
          main.current?.click();
        } else if (event.target instanceof HTMLInputElement) event.preventDefault();
      }}
      className="grid gap-5"
      noValidate
    >
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h2 className="font-bold text-lg">{props.heading}</h2>
        <SaveNotice status={autosave.status} draftedAt={props.draftedAt} />
      </div>
      {failed && !theirs && <ErrorSummary message={failed.message} fields={errors} />}
      {failed && overtaken && !conflict && (
        <DraftConflict
          message={failed.message}
          onKeepMine={() => autosave.overwrite(Number(theirs))}
          onGiveUp={autosave.giveUp}
        />
      )}
      {conflict && (
        <DraftConflict
          message={conflict.message}
          onKeepMine={() => autosave.overwrite(conflict.version)}
          onGiveUp={autosave.giveUp}
        />
      )}
      <input type="hidden" name="assignmentId" value={props.assignmentId} />
      <input type="hidden" name="month" value={props.month} />
      <input type="hidden" name="draftVersion" value={autosave.version} />
      <Field
        name="percent"
        label="完成进度"
        aside={`上期 ${previousPercent === null ? "未报" : `${previousPercent}%`} · 序时 ${Math.round(expected)}%`}
        error={errors.percent ?? props.notes.percent}
      >
        {(control) => (
          <PercentField
            control={control}
            initial={kept("percent")}
            expected={expected}
            previous={previousPercent ?? 0}
            onChange={(value) => {
              setPercent(value);
              autosave.changed();
            }}
          />
        )}
      </Field>
      <div hidden={scripted && !asksReason}>
        <TextField
          name="percentReason"
          label="进度说明"
          hint="进度比上期低，或报到 100% 时必填：写明原因或依据。"
          rows={1}
          max={300}
          initial={kept("percentReason")}
          error={reasonError}
        />
      </div>
      <TextField
        name="progressText"
        label="本期进展"
        rows={4}
        max={1000}
        initial={kept("progressText")}
        error={errors.progressText ?? props.notes.progressText}
      />
      <div className="grid gap-2">
        <TextField
          name="problemText"
          label="存在问题"
          rows={2}
          max={1000}
          optional
          initial={kept("problemText")}
          error={errors.problemText ?? props.notes.problemText}
        />
        <Field
          name="problemLevel"
          label={<span className="font-normal text-sm">需要哪一级协调</span>}
        >
          {(control) => (
            <select {...control} defaultValue={kept("problemLevel")} className="control sm:w-60">
              <option value="">无</option>
              {Object.entries(PROBLEM_LEVEL_NAMES).map(([level, name]) => (
                <option key={level} value={level}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <TextField
        name="nextStepText"
        label="下步打算"
        rows={2}
        max={1000}
        optional
        initial={kept("nextStepText")}
        error={errors.nextStepText ?? props.notes.nextStepText}
      />
      <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center gap-2.5 border-line border-t bg-card px-4 py-3 sm:-mx-5 sm:px-5 lg:static lg:pb-0">
        <SubmitButton ref={main} look="primary" name="then" value="list" className="max-sm:hidden">
          提交审核
        </SubmitButton>
        <NoProgress />
        <SubmitButton
          name="then"
          value="next"
          className="max-sm:grow max-sm:border-accent-fill max-sm:bg-accent-fill max-sm:text-on-accent"
        >
          提交并填下一条
        </SubmitButton>
        <span className="ml-auto hidden text-ink-2 text-sm lg:inline">Ctrl + Enter 提交</span>
      </div>
    </form>
  );
}

/** 本期无新进展: one click with its reason; the percent stays as it was. */
function NoProgress() {
  return (
    <>
      <Button popoverTarget="no-progress">本期无新进展</Button>
      <div
        id="no-progress"
        popover="auto"
        className="card fixed inset-x-4 bottom-32 m-0 p-4 shadow-lg sm:inset-auto sm:right-1/3 sm:bottom-24 sm:w-80"
      >
        <p className="mb-2 text-sm">进度沿用上期，计为已报送。请选择原因，点击即提交：</p>
        <div className="grid gap-2">
          {Object.entries(NO_PROGRESS_REASON_NAMES).map(([reason, name]) => (
            <SubmitButton key={reason} name="noProgressReason" value={reason}>
              {name}
            </SubmitButton>
          ))}
        </div>
      </div>
    </>
  );
}
