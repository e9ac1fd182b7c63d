"use client";
import {
  type KeyboardEvent,
  type ReactNode,
  type SyntheticEvent,
  useActionState,
  useState,
} from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import type { ReportField } from "@/lib/glossary";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";
import { Key } from "./key";

/** One block of the report beside the same block last time. */
export type ReviewBlock = { field: ReportField; name: string; before: ReactNode; now: ReactNode };

/**
 * One report to decide on: last time at the left, this time at the right, a note to pin to each
 * block, and the two outcomes. One form; it works without JavaScript.
 */
export function ReviewDesk({
  head,
  titles,
  blocks,
  chips,
  hidden,
  action,
}: {
  head: ReactNode;
  titles: { before: string; now: string };
  blocks: ReviewBlock[];
  chips: readonly string[];
  /** the report, and where the reviewer goes on afterwards */
  hidden: Record<string, string | number | undefined>;
  action: (state: FormState, form: FormData) => Promise<FormState>;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const { newer: _, ...errors } = failed?.fields ?? {};
  const typed = failed?.typed ?? {};
  const [reason, setReason] = useState(typed.reason ?? "");
  const [chosen, setChosen] = useState(() => new Set(typed.chips?.split("\n")));
  const toggle = (chip: string) =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(chip)) after.add(chip);
      return after;
    });
  return (
    <form
      action={run}
      noValidate
      onKeyDown={keepEnter}
      className="grid min-w-0 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]"
    >
      {/* Enter in a box would press the first button: this one, which does nothing. */}
      <button type="submit" disabled hidden />
      {Object.entries(hidden).map(
        ([name, value]) =>
          value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <section className="card min-w-0 p-4 sm:p-5">
        {head}
        <div className="mt-3 grid grid-cols-2 gap-x-4 border-line border-b pb-1.5 font-semibold text-ink-2 text-sm max-sm:hidden">
          <p>{titles.before}</p>
          <p className="px-1">{titles.now}</p>
        </div>
        {blocks.map((block) => (
          <Block
            key={block.field}
            block={block}
            titles={titles}
            note={typed[`notes.${block.field}`] ?? ""}
            error={failed?.fields[`notes.${block.field}`]}
          />
        ))}
      </section>
      <section aria-label="审核意见" className="card grid gap-3 p-4 sm:p-5 xl:sticky xl:top-20">
        {failed && <ErrorSummary message={failed.message} fields={errors} />}
        <fieldset>
          <legend className="mb-1.5 font-semibold">退回时勾选</legend>
          <div className="flex flex-wrap gap-1.5">
            {chips.map((chip) => (
              <label
                key={chip}
                className="flex min-h-9 cursor-pointer items-center gap-1.5 rounded-full border border-edge px-3 py-1 has-[:checked]:border-accent has-[:checked]:bg-chosen has-[:checked]:font-semibold"
              >
                <input
                  type="checkbox"
                  name="chips"
                  value={chip}
                  checked={chosen.has(chip)}
                  onChange={() => toggle(chip)}
                />
                {chip}
              </label>
            ))}
          </div>
        </fieldset>
        <TextField
          name="reason"
          label="退回原因"
          hint="填报单位看到勾选的、这里写的和各栏目的意见。"
          rows={3}
          max={300}
          value={reason}
          onChange={setReason}
          error={failed?.fields.reason}
        />
        <div className="screen-only inset-x-0 bottom-0 z-20 grid grid-cols-2 gap-2 border-line bg-card max-lg:fixed max-lg:border-t max-lg:p-3 max-lg:pb-[calc(0.75rem+env(safe-area-inset-bottom))]">
          <SubmitButton
            look="danger"
            name="decision"
            value="RETURNED"
            aria-keyshortcuts="R"
            // What is written here only a return carries.
            data-ctrl-enter
            className="max-lg:min-h-12"
          >
            退回修改 <Key>R</Key>
          </SubmitButton>
          <SubmitButton
            look="primary"
            name="decision"
            value="APPROVED"
            id="approve"
            aria-keyshortcuts="A"
            className="max-lg:min-h-12"
          >
            通过 <Key>A</Key>
          </SubmitButton>
        </div>
      </section>
    </form>
  );
}

function Block({
  block: { field, name, before, now },
  titles,
  note: first,
  error,
}: {
  block: ReviewBlock;
  titles: { before: string; now: string };
  note: string;
  error: string | undefined;
}) {
  const [note, setNote] = useState(first);
  const id = `notes.${field}`;
  return (
    <div className="relative border-line border-b py-3 last:border-b-0 last:pb-0">
      <h3 className="mb-1 text-ink-2 text-sm">{name}</h3>
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        <div className="min-w-0 rounded-lg bg-sunken px-3 py-2 max-sm:order-2">
          <p className="text-ink-2 text-xs sm:hidden">{titles.before}</p>
          {before}
        </div>
        <div className="min-w-0 py-2 sm:px-1">{now}</div>
      </div>
      <details open={first !== "" || error !== undefined} onToggle={writeNext}>
        {/* Beside the name of the block, so that a report without notes takes no more room. */}
        <summary className="absolute top-2 right-0 list-none rounded px-2 py-1 text-accent text-sm hover:bg-sunken">
          {note === "" ? "＋批注" : "批注"}
          <span className="sr-only">“{name}”</span>
        </summary>
        <div className="mt-1 rounded-r border-seal border-l-[3px] pl-2.5">
          <TextField
            name={id}
            label={`对“${name}”的意见`}
            rows={2}
            max={300}
            value={note}
            onChange={setNote}
            error={error}
          />
        </div>
      </details>
    </div>
  );
}

/** Whoever opens a note goes on to write it: what is typed next is text, not one of the keys. */
function writeNext({ currentTarget: note }: SyntheticEvent<HTMLDetailsElement>) {
  if (!note.open || document.activeElement?.parentElement !== note) return;
  note.querySelector("textarea")?.focus();
}

/** Enter on a box presses nothing; the two outcomes are pressed themselves. */
function keepEnter(event: KeyboardEvent) {
  if (event.key === "Enter" && event.target instanceof HTMLInputElement) event.preventDefault();
}
