"use client";
import { type ReactNode, useActionState, useEffect, useRef, useState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import type { ReportField } from "@/lib/glossary";
import type { ReportForm } from "@/lib/progress/queries";
import type { ReportBlocks } from "@/lib/progress/rules";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { ActionFields } from "./action-fields";
import { BlockConflicts } from "./block-conflicts";
import { isOlderThanSaved } from "./draft-memory";
import { setField } from "./form-fields";
import { CarryOver, IndicatorFields } from "./indicator-fields";
import { NextStepFields } from "./next-step-fields";
import { Noted } from "./noted";
import { PercentField } from "./percent-field";
import { OpenProblems, ProblemFields } from "./problem-fields";
import { ReportOutcomes } from "./report-outcomes";
import { OldPage, SaveNotice } from "./save-notice";
import { TextField } from "./text-field";
import { useAutosave } from "./use-autosave";

type Action = (state: FormState, form: FormData) => Promise<FormState>;

export type ReportEditorProps = {
  heading: string;
  form: Pick<
    ReportForm,
    | "assignmentId"
    | "draftVersion"
    | "previous"
    | "previousPercent"
    | "indicators"
    | "actionItems"
    | "problems"
  >;
  /** what the form starts with, as it names its fields */
  fields: Record<string, string>;
  month: string;
  today: string;
  draftedAt: string | null;
  expected: number;
  /** names this writer in the browser's memory */
  writer: number;
  correcting: boolean;
  /** how the report leaves: handed in, sent for 审签, or signed off and handed in */
  leaving: "SUBMIT" | "ASK" | "SIGN";
  /** what the reviewer wrote at the blocks */
  notes: Partial<Record<ReportField, string>>;
  /** 佐证材料, which keep themselves apart from the text */
  evidence: ReactNode;
  save: Action;
  submit: Action;
};

/** The report form: saves itself, keeps what was typed, submits with Ctrl+Enter; works without JavaScript. */
export function ReportEditor(props: ReportEditorProps) {
  const { form: report, notes } = props;
  const { previous, previousPercent } = report;
  const form = useRef<HTMLFormElement>(null);
  const slot = `draft-${props.writer}-${report.assignmentId}-${props.month}`;
  const main = useRef<HTMLButtonElement>(null);
  const [state, submit] = useActionState(props.submit, IDLE);
  const autosave = useAutosave(form, props.save, report.draftVersion, slot);
  useEffect(() => {
    if (isOlderThanSaved(slot, report.draftVersion)) window.location.reload();
  }, [slot, report.draftVersion]);
  const [reset, setReset] = useState(0);
  const [percent, setPercent] = useState(props.fields.percent ?? "");
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  const failed = state.status === "failed" ? state : null;
  const typed = failed?.typed ?? {};
  const { draftVersion: _, conflicts: __, ...errors } = failed?.fields ?? {};
  const kept = (name: string) => typed[name] ?? props.fields[name] ?? "";
  // What its writer chose goes on through whoever signs it off.
  const passedOn = props.leaving === "SIGN" && props.fields.noProgressReason;
  const errorOf = (name: ReportField) => errors[name] ?? notes[name];

  const { resume, touch } = autosave;
  useEffect(() => {
    if (state.status !== "failed") return;
    const { draftVersion, conflicts } = state.fields;
    const theirs = draftVersion !== undefined && conflicts !== undefined;
    resume(theirs ? Number(draftVersion) : null, theirs ? JSON.parse(conflicts) : []);
    // React empties a form after its action; what was typed comes back as new defaults.
    setReset((count) => count + 1);
  }, [state, resume]);

  const fell = percent !== "" && Number(percent) < (previousPercent ?? 0);
  const asksReason =
    fell || percent === "100" || kept("percentReason") !== "" || errorOf("percentReason");
  const carry = (fields: Partial<ReportBlocks>) => {
    if (!form.current) return;
    for (const [name, value] of Object.entries(fields)) {
      setField(form.current, name, value === null ? "" : String(value));
      touch(name);
    }
  };
  const carryOver = (of: string, fields: Partial<ReportBlocks>) => (
    <CarryOver of={of} onClick={() => carry(fields)} />
  );
  const conflictOf = (block: Parameters<typeof BlockConflicts>[0]["block"]) => (
    <BlockConflicts block={block} conflicts={autosave.conflicts} resolve={autosave.resolve} />
  );

  return (
    <form
      ref={form}
      key={reset}
      action={submit}
      onSubmit={autosave.submitting}
      onChange={(event) => touch((event.target as unknown as { name: string }).name)}
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
        <SaveNotice status={autosave.status} draftedAt={props.draftedAt} scripted={scripted} />
      </div>
      {failed && autosave.status.kind !== "stale" && (
        <ErrorSummary message={failed.message} fields={errors} />
      )}
      {autosave.status.kind === "stale" && (
        <OldPage message={autosave.status.message} onGiveUp={autosave.giveUp} />
      )}
      <input type="hidden" name="assignmentId" value={report.assignmentId} />
      <input type="hidden" name="month" value={props.month} />
      <input type="hidden" name="draftVersion" value={autosave.version} />
      {scripted && (
        <>
          <input type="hidden" name="touched" defaultValue="" />
          <input type="hidden" name="held" defaultValue="" />
        </>
      )}
      {props.correcting && (
        <TextField
          name="correctionReason"
          label="更正原因"
          hint="本期进展已通过审核。更正作为新的一版重新送审，通过后替换原来的内容。"
          rows={1}
          max={300}
          initial={kept("correctionReason")}
          error={errorOf("correctionReason")}
        />
      )}
      {conflictOf("percent")}
      <Field
        name="percent"
        label="完成进度"
        aside={
          <>
            {previousPercent !== null && carryOver("完成进度", { percent: previousPercent })} 上期{" "}
            {previousPercent === null ? "未报" : `${previousPercent}%`} · 序时{" "}
            {Math.round(props.expected)}%
          </>
        }
        error={errorOf("percent")}
      >
        {(control) => (
          <PercentField
            control={control}
            initial={kept("percent")}
            expected={props.expected}
            previous={previousPercent ?? 0}
            onChange={(value) => {
              setPercent(value);
              touch("percent");
            }}
          />
        )}
      </Field>
      <div hidden={scripted && !asksReason}>
        <TextField
          name="percentReason"
          label="进度说明"
          hint="进度或指标读数比上期低，或报 100% 而没有佐证材料时必填：写明原因或依据。"
          rows={1}
          max={300}
          initial={kept("percentReason")}
          error={errorOf("percentReason")}
        />
      </div>
      {conflictOf("readings")}
      <Noted name="readings" note={notes.readings} />
      <IndicatorFields
        indicators={report.indicators}
        kept={kept}
        errors={errors}
        onCarry={(name, value) => {
          if (form.current) setField(form.current, name, value);
        }}
      />
      {conflictOf("progressText")}
      <TextField
        name="progressText"
        label="本期进展"
        rows={4}
        max={1000}
        initial={kept("progressText")}
        error={errorOf("progressText")}
        carry={
          previous?.progressText && carryOver("本期进展", { progressText: previous.progressText })
        }
      />
      {conflictOf("actions")}
      <ActionFields
        items={report.actionItems}
        today={props.today}
        kept={kept}
        error={errorOf("actions")}
        scripted={scripted}
        onTick={touch}
      />
      {conflictOf("outcomes")}
      <Noted name="outcomes" note={notes.outcomes} />
      <OpenProblems problems={report.problems} today={props.today} kept={kept} />
      {conflictOf("problemText")}
      <ProblemFields kept={kept} error={errorOf("problemText")} />
      {conflictOf("nextStepText")}
      <NextStepFields
        kept={kept}
        errors={{ nextStepText: errorOf("nextStepText"), nextStepOn: errors.nextStepOn }}
        onCarry={
          previous?.nextStepText
            ? () => carry({ nextStepText: previous.nextStepText, nextStepOn: previous.nextStepOn })
            : null
        }
      />
      <Noted name="evidence-note" note={notes.evidence} />
      {props.evidence}
      {passedOn && <input type="hidden" name="noProgressReason" value={passedOn} />}
      <ReportOutcomes
        main={main}
        leaving={props.leaving}
        mayPause={!props.correcting && !passedOn}
        correcting={props.correcting}
      />
    </form>
  );
}
