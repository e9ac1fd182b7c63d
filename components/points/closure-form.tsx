"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";

type Action = (state: FormState, form: FormData) => Promise<FormState>;

type Choice = { value: string; label: string; look: "primary" | "danger" };

/**
 * One step of 办结: one text, the files it rests on where there are some to choose from, and one
 * button, or one for each decision.
 */
export function ClosureForm({
  action,
  hidden,
  name,
  label,
  hint,
  text = "",
  files,
  submit,
  choices,
}: {
  action: Action;
  hidden: Record<string, number | undefined>;
  name: "outcome" | "reason" | "opinion";
  label: string;
  hint?: string;
  /** what stands in the field at first */
  text?: string;
  files?: { id: number; name: string; version: number }[];
  submit?: string;
  /** sent as `decision` */
  choices?: Choice[];
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const given = Object.entries(hidden).filter(([, value]) => value !== undefined);
  const place = given.map(([, value]) => value).join("-");
  const id = `${name}-${place}`;
  const ticked = new Set(failed?.typed.evidenceIds?.split("\n"));
  const fields = Object.entries(failed?.fields ?? {}).map(([field, sentence]) => [
    field === name ? id : `${field}-${place}`,
    sentence,
  ]);
  return (
    <form action={run} className="mt-2 grid gap-2.5" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={Object.fromEntries(fields)} />}
      {given.map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <TextField
        key={failed?.typed[name]}
        name={name}
        id={id}
        label={label}
        {...(hint === undefined ? {} : { hint })}
        rows={3}
        max={name === "outcome" ? 1_000 : 300}
        initial={failed?.typed[name] ?? text}
        error={failed?.fields[name]}
      />
      {files && files.length > 0 && (
        <fieldset id={`evidenceIds-${place}`}>
          <legend className="mb-1 font-semibold">佐证材料</legend>
          {failed?.fields.evidenceIds && (
            <p className="text-red text-sm">{failed.fields.evidenceIds}</p>
          )}
          <div className="grid max-h-52 overflow-y-auto">
            {files.map((file) => (
              <label key={file.id} className="flex min-h-8 items-center gap-2">
                <input
                  key={String(ticked.has(String(file.id)))}
                  type="checkbox"
                  name="evidenceIds"
                  value={file.id}
                  defaultChecked={ticked.has(String(file.id))}
                />
                <span className="break-all">
                  {file.name}
                  {file.version > 1 && `（第 ${file.version} 版）`}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <div className="flex flex-wrap gap-2">
        {submit && <SubmitButton>{submit}</SubmitButton>}
        {choices?.map(({ value, label: word, look }) => (
          <SubmitButton key={value} look={look} name="decision" value={value}>
            {word}
          </SubmitButton>
        ))}
      </div>
    </form>
  );
}
