"use client";
import { type ReactNode, useActionState, useEffect, useRef, useState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import type { ReportField } from "@/lib/glossary";
import type { reasonNeeded } from "@/lib/progress/rules";
import type { Block } from "@/lib/report-blocks";
import { ErrorSummary } from "../ui/error-summary";
import { BlockConflicts } from "./block-conflicts";
import { draftSlot, isOlderThanSaved } from "./draft-memory";
import { setField } from "./form-fields";
import { MendFirst } from "./mend-first";
import { type Expected, type FormParts, reportBlocks } from "./report-blocks";
import { callsForReason } from "./report-figures";
import { ReportOutcomes } from "./report-outcomes";
import { OldPage, SaveNotice } from "./save-notice";
import { answered } from "./unanswered";
import { useAutosave } from "./use-autosave";

type Action = (state: FormState, form: FormData) => Promise<FormState>;

export type ReportEditorProps = {
  heading: string;
  form: FormParts;
  /** what the form starts with, as it names its fields */
  fields: Record<string, string>;
  month: string;
  today: string;
  draftedAt: string | null;
  expected: Expected;
  /** names this writer in the browser's memory */
  writer: number;
  /** as others are told who wrote a block */
  self: string;
  correcting: boolean;
  /** how the report leaves: handed in, sent for 审签, or signed off and handed in */
  leaving: "SUBMIT" | "ASK" | "SIGN";
  /** 送审签 stands: what is signed off is what was asked */
  asked: boolean;
  /** what the reviewer wrote at the blocks */
  notes: Partial<Record<ReportField, string>>;
  /** 佐证材料, which keep themselves apart from the text */
  evidence: ReactNode;
  save: Action;
  submit: Action;
  /** the rule that calls for 进度说明 */
  reasonNeeded: typeof reasonNeeded;
};

/** The report form: saves itself, keeps what was typed, submits with Ctrl+Enter; works without JavaScript. */
export function ReportEditor(props: ReportEditorProps) {
  const { form: report, notes } = props;
  const form = useRef<HTMLFormElement>(null);
  const slot = draftSlot(props.writer, report.assignmentId, props.month);
  const main = useRef<HTMLButtonElement>(null);
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  // The server's own action before scripts run, so that the form works without them.
  const action = scripted ? answered(props.submit) : props.submit;
  const [state, submit, pending] = useActionState(action, IDLE);
  const autosave = useAutosave(form, props.save, report.draftVersion, slot);
  useEffect(() => {
    if (isOlderThanSaved(slot, report.draftVersion)) window.location.reload();
  }, [slot, report.draftVersion]);
  const [reset, setReset] = useState(0);
  const [figures, setFigures] = useState<Record<string, string>>({});
  const failed = state.status === "failed" ? state : null;
  const typed = failed?.typed ?? {};
  const { draftVersion: _, conflicts: __, ...errors } = failed?.fields ?? {};
  const kept = (name: string) => typed[name] ?? props.fields[name] ?? "";
  // What its writer chose and asked to be signed off goes on through whoever signs it off.
  const passedOn = props.leaving === "SIGN" && props.asked && props.fields.noProgressReason;

  const { resume, touch } = autosave;
  useEffect(() => {
    if (state.status !== "failed") return;
    const { draftVersion, conflicts } = state.fields;
    const theirs = draftVersion !== undefined && conflicts !== undefined;
    resume(theirs ? Number(draftVersion) : null, theirs ? JSON.parse(conflicts) : []);
    // React empties a form after its action; what was typed comes back as new defaults.
    setReset((count) => count + 1);
  }, [state, resume]);

  const fill = (name: string, value: string) => {
    if (form.current) setField(form.current, name, value);
  };
  const conflictOf = (block: Block) => (
    <BlockConflicts
      block={block}
      conflicts={autosave.conflicts}
      self={props.self}
      resolve={autosave.resolve}
    />
  );
  const blocks = reportBlocks({
    ...props,
    scripted,
    asksReason:
      callsForReason(props.reasonNeeded, { ...props.fields, ...figures }, report) ||
      [errors.percentReason, notes.percentReason].some(Boolean),
    errors,
    kept,
    fill,
    carry: (fields) => {
      for (const [name, value] of Object.entries(fields)) {
        fill(name, value === null ? "" : String(value));
        touch(name);
      }
    },
    touch,
    onFigure: (name, value) => {
      setFigures((before) => ({ ...before, [name]: value }));
      touch(name);
    },
  });

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
      data-keeps-itself
      noValidate
    >
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h2 className="font-bold text-lg">{props.heading}</h2>
        <SaveNotice
          status={pending ? { kind: "submitting" } : autosave.status}
          draftedAt={props.draftedAt}
          scripted={scripted}
          undecided={autosave.conflicts.length}
        />
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
      {/* Nothing is typed into what has left already and is not answered yet. */}
      <div inert={pending} className={`grid gap-5 ${pending ? "opacity-60" : ""}`}>
        <MendFirst
          blocks={blocks}
          notes={notes}
          errors={errors}
          conflictOf={conflictOf}
          conflicts={autosave.conflicts.map(({ block }) => block)}
        />
      </div>
      {passedOn && <input type="hidden" name="noProgressReason" value={passedOn} />}
      <ReportOutcomes
        main={main}
        leaving={props.leaving}
        mayPause={!props.correcting && !passedOn}
        correcting={props.correcting}
        paused={Boolean(typed.noProgressReason)}
      />
    </form>
  );
}
