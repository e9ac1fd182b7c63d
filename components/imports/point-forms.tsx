"use client";
import { ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import type { ImportPoint } from "@/lib/imports/content";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import { type Draft, DraftForm, type Failed, type Run } from "./draft-form";
import { DueField } from "./due-field";
import { ReadingFields } from "./reading-fields";
import { AskBeforeLeaving } from "./unsaved";

const ROLES = Object.entries(ASSIGNMENT_ROLE_NAMES);

type Fields = {
  point: ImportPoint;
  /** key of its chapter */
  chapter: string;
  chapters: { key: string; name: string }[];
  /** the plan's own, where the point has none */
  dueOn: string;
};

/** All of a point that can be set right, saved at once: its text, what was read of it, and whom it is for. */
export function PointForm({
  draft,
  text,
  headings,
  action,
  ...fields
}: Fields & { draft: Draft; text: string; headings: string; action: Run }) {
  const { point } = fields;
  return (
    <DraftForm action={action} draft={draft} className="grid gap-x-6 gap-y-4 lg:grid-cols-2">
      {(failed) => (
        <>
          <AskBeforeLeaving refused={failed !== null} />
          <input type="hidden" name="point" value={point.key} />
          <div className="grid content-start gap-3">
            <HeadingField headings={headings} failed={failed} />
            <TextField text={text} failed={failed} />
          </div>
          <PointFields {...fields} failed={failed} />
          {point.actionItems.length + point.indicators.length > 0 && (
            <div className="grid gap-3 border-line border-t pt-3 lg:col-span-2">
              <ReadingFields point={point} failed={failed} />
            </div>
          )}
          <div className="lg:col-span-2">
            <SubmitButton look="primary">保存这一项</SubmitButton>
          </div>
        </>
      )}
    </DraftForm>
  );
}

function HeadingField({ headings, failed }: { headings: string; failed: Failed }) {
  return (
    <Field
      name="before"
      label="小标题"
      hint="这一项上面的小标题，如“（一）产业协作”，没有就留空；管到下一个小标题为止。"
      error={failed?.fields.before}
    >
      {(control) => (
        <textarea
          {...control}
          rows={Math.min(8, Math.max(1, headings.split("\n").length))}
          className="control published"
          defaultValue={failed?.typed.before ?? headings}
        />
      )}
    </Field>
  );
}

function TextField({ text, failed }: { text: string; failed: Failed }) {
  return (
    <Field
      name="text"
      label="文字"
      hint="到第一个句号为标题。开头照文件写序号，如“3.”；序号与写法一致的，改了一处，另一处跟着改。改了责任单位的文字会重新读出单位；中间空一行，就从那里分成两项。"
      error={failed?.fields.text}
    >
      {(control) => (
        <textarea
          {...control}
          rows={Math.min(18, Math.max(5, Math.ceil(text.length / 42) + 1))}
          className="control published"
          defaultValue={failed?.typed.text ?? text}
        />
      )}
    </Field>
  );
}

function PointFields({ point, chapter, chapters, dueOn, failed }: Fields & { failed: Failed }) {
  return (
    <div className="grid content-start gap-3">
      <div className="grid gap-3 sm:grid-cols-[6rem_minmax(0,1fr)]">
        <Field name="number" label="序号" error={failed?.fields.number}>
          {(control) => (
            <input
              {...control}
              inputMode="numeric"
              className="control"
              defaultValue={failed?.typed.number ?? point.number}
            />
          )}
        </Field>
        <Field name="chapter" label="所在的章" error={failed?.fields.chapter}>
          {(control) => (
            <select
              {...control}
              key={failed?.typed.chapter}
              className="control"
              defaultValue={failed?.typed.chapter ?? chapter}
            >
              {chapters.map(({ key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <DueField point={point} dueOn={dueOn} failed={failed} />
      {point.units.length > 0 && (
        <fieldset>
          <legend className="mb-1 font-semibold">责任单位</legend>
          <ul className="divide-y divide-line">
            {point.units.map(({ name, role }) => (
              <li key={name} className="flex items-center justify-between gap-3 py-1">
                <label htmlFor={`roles.${name}`} className="min-w-0">
                  {name}
                </label>
                <select
                  key={failed?.typed[`roles.${name}`]}
                  id={`roles.${name}`}
                  name={`roles.${name}`}
                  className="shrink-0 rounded-md border border-edge bg-card px-1.5 py-1 text-sm"
                  defaultValue={failed?.typed[`roles.${name}`] ?? role}
                >
                  {ROLES.map(([value, label]) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                  <option value="">移出</option>
                </select>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_7rem]">
        <Field
          name="added"
          label="增加单位"
          hint="写全称，带城市：青河市教育局；几个之间用顿号隔开。"
          error={failed?.fields.added}
        >
          {(control) => (
            <input
              {...control}
              className="control"
              autoComplete="off"
              defaultValue={failed?.typed.added}
            />
          )}
        </Field>
        <Field name="addedRole" label="作为" error={failed?.fields.addedRole}>
          {(control) => (
            <select
              {...control}
              key={failed?.typed.addedRole}
              className="control self-end"
              defaultValue={failed?.typed.addedRole ?? "RESPONSIBLE"}
            >
              {ROLES.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
    </div>
  );
}
