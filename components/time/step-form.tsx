"use client";
import { type ReactNode, useActionState, useId } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";

type Action = (state: FormState, form: FormData) => Promise<FormState>;

export type StepField = {
  name: string;
  label: string;
  hint?: string;
  kind?: "text" | "line" | "date" | "number" | "many";
  /** of the kind many: those ticked, a line each */
  value?: string;
  /** one of a list, or of the kind many any of it */
  choices?: { value: string; text: string }[];
  /** of the kind text: characters it may hold, 300 unless told */
  max?: number;
};

/** A small form of a few fields and one button, or one for each decision; what was typed is kept. */
export function StepForm({
  action,
  hidden,
  fields,
  submit,
  look = "primary",
  decisions,
  wide = false,
  children,
}: {
  action: Action;
  hidden: Record<string, string | number>;
  fields: StepField[];
  submit?: string;
  look?: "primary" | "plain" | "danger";
  /** sent as `decision` */
  decisions?: { value: string; label: string; look: "primary" | "danger" }[];
  /** two fields beside each other where there is room */
  wide?: boolean;
  children?: ReactNode;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  // Two forms of one page may hold fields of the same name about the same thing.
  const place = useId();
  const idOf = (name: string) => `${name}-${place}`;
  const mistakes = Object.fromEntries(
    Object.entries(failed?.fields ?? {}).map(([name, sentence]) => [idOf(name), sentence]),
  );
  return (
    <form
      action={run}
      className={`mt-2 grid gap-2.5 ${wide ? "sm:grid-cols-2 sm:items-end sm:[&>div:last-child]:col-span-2 sm:[&>fieldset]:col-span-2" : ""}`}
      noValidate
    >
      {failed && <ErrorSummary message={failed.message} fields={mistakes} />}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map(({ name, label, hint, kind = "text", value = "", choices, max = 300 }) => {
        const error = failed?.fields[name];
        const named = {
          name,
          id: idOf(name),
          label,
          ...(hint === undefined ? {} : { hint }),
          error,
        };
        if (kind === "many") {
          const ticked = failed ? (failed.typed[name] ?? "") : value;
          return <Ticks key={name} {...named} choices={choices ?? []} typed={ticked} />;
        }
        const typed = failed?.typed[name] ?? value;
        if (kind === "text" && !choices) {
          return (
            <TextField key={`${name} ${typed}`} {...named} rows={2} max={max} initial={typed} />
          );
        }
        return (
          <Field key={name} {...named}>
            {(control) => {
              if (choices) {
                return (
                  <select {...control} key={typed} className="control" defaultValue={typed}>
                    {choices.map((choice) => (
                      <option key={choice.value} value={choice.value}>
                        {choice.text}
                      </option>
                    ))}
                  </select>
                );
              }
              return (
                <input
                  {...control}
                  key={typed}
                  type={kind === "date" ? "date" : "text"}
                  inputMode={kind === "number" ? "numeric" : undefined}
                  className="control"
                  defaultValue={typed}
                />
              );
            }}
          </Field>
        );
      })}
      {children}
      <div className="flex flex-wrap gap-2">
        {submit && <SubmitButton look={look}>{submit}</SubmitButton>}
        {decisions?.map((decision) => (
          <SubmitButton
            key={decision.value}
            look={decision.look}
            name="decision"
            value={decision.value}
          >
            {decision.label}
          </SubmitButton>
        ))}
      </div>
    </form>
  );
}

/** Any of a list, or none. */
function Ticks({
  name,
  id,
  label,
  hint,
  choices,
  typed,
  error,
}: {
  name: string;
  id: string;
  label: string;
  hint?: string;
  choices: { value: string; text: string }[];
  typed: string;
  error: string | undefined;
}) {
  const ticked = typed.split("\n");
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="font-semibold">{label}</legend>
      {hint && <p className="text-ink-2 text-sm">{hint}</p>}
      <div className="mt-1 grid gap-x-4 sm:grid-cols-2" key={typed}>
        {choices.map(({ value, text }) => (
          <label key={value} className="flex min-h-8 items-center gap-2">
            <input
              type="checkbox"
              name={name}
              value={value}
              defaultChecked={ticked.includes(value)}
              className="size-4 shrink-0"
            />
            {text}
          </label>
        ))}
      </div>
      {error && (
        <p id={`${id}-error`} className="text-red text-sm">
          {error}
        </p>
      )}
    </fieldset>
  );
}
