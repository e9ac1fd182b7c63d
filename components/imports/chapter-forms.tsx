"use client";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import { type Draft, DraftForm, type Run } from "./draft-form";

/** One line: the title of a chapter, its own or that of one which is to begin. `fields` are sent along. */
export function ChapterTitleForm({
  draft,
  fields,
  label,
  hint,
  title,
  button,
  action,
}: {
  draft: Draft;
  fields: { chapter: string } | { point: string };
  label: string;
  hint?: string;
  title: string;
  button: string;
  action: Run;
}) {
  const [[name, value] = ["", ""]] = Object.entries(fields);
  return (
    <DraftForm
      action={action}
      draft={draft}
      at={value}
      className="grid max-w-xl content-start gap-2"
    >
      {(failed) => (
        <>
          <input type="hidden" name={name} value={value} />
          <Field
            name="title"
            id={`title-${value}`}
            label={label}
            hint={hint}
            error={failed?.fields.title}
          >
            {(control) => (
              <input
                {...control}
                className="control"
                autoComplete="off"
                defaultValue={failed?.typed.title ?? title}
              />
            )}
          </Field>
          <div>
            <SubmitButton>{button}</SubmitButton>
          </div>
        </>
      )}
    </DraftForm>
  );
}
