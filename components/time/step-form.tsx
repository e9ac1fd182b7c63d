"use client";
import { type ReactNode, useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

type Action = (state: FormState, form: FormData) => Promise<FormState>;

export type StepField = {
  name: string;
  label: string;
  hint?: string;
  kind?: "text" | "line" | "date";
  value?: string;
  choices?: { value: string; text: string }[];
};

/** A small form of a few fields and one button, or one for each decision; what was typed is kept. */
export function StepForm({
  action,
  hidden,
  fields,
  submit,
  look = "primary",
  decisions,
  children,
}: {
  action: Action;
  hidden: Record<string, string | number>;
  fields: StepField[];
  submit?: string;
  look?: "primary" | "plain" | "danger";
  /** sent as `decision` */
  decisions?: { value: string; label: string; look: "primary" | "danger" }[];
  children?: ReactNode;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const place = Object.values(hidden).join("-");
  const idOf = (name: string) => `${name}-${place}`;
  const mistakes = Object.fromEntries(
    Object.entries(failed?.fields ?? {}).map(([name, sentence]) => [idOf(name), sentence]),
  );
  return (
    <form action={run} className="mt-2 grid gap-2.5" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={mistakes} />}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map(({ name, label, hint, kind = "text", value = "", choices }) => (
        <Field
          key={name}
          name={name}
          id={idOf(name)}
          label={label}
          hint={hint}
          error={failed?.fields[name]}
        >
          {(control) => {
            const typed = failed?.typed[name] ?? value;
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
            if (kind === "text") {
              return (
                <textarea
                  {...control}
                  key={typed}
                  rows={2}
                  className="control"
                  defaultValue={typed}
                />
              );
            }
            return (
              <input
                {...control}
                key={typed}
                type={kind === "date" ? "date" : "text"}
                className="control"
                defaultValue={typed}
              />
            );
          }}
        </Field>
      ))}
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
