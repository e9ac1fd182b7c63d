"use client";
import type { ReactNode } from "react";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import { type Draft, DraftForm, type Run } from "./draft-form";
import { AskBeforeLeaving } from "./unsaved";

/** 序号, its wording in the notice, 章名 and 导语 of a chapter, saved at once. */
export function ChapterForm({
  draft,
  chapter,
  action,
  also,
}: {
  draft: Draft;
  chapter: { key: string; number: number; marker: string; title: string; foreword: string };
  action: Run;
  /** other things to do with it */
  also?: ReactNode;
}) {
  const { key } = chapter;
  const summary = (
    <summary className="cursor-pointer text-accent text-sm">
      改这一章
      <span className="sr-only">：{chapter.title || "未分章"}</span>
    </summary>
  );
  const lines = [
    { name: "number", label: "序号", value: String(chapter.number) },
    { name: "marker", label: "文中的写法", value: chapter.marker.trim() },
    { name: "title", label: "章名", value: chapter.title },
  ] as const;
  return (
    <DraftForm
      action={action}
      draft={draft}
      at={key}
      fold={{ summary, also }}
      className="grid max-w-2xl gap-2"
    >
      {(failed) => (
        <>
          <AskBeforeLeaving refused={failed !== null} />
          <input type="hidden" name="chapter" value={key} />
          <div className="grid items-start gap-3 sm:grid-cols-[5rem_8rem_minmax(0,1fr)]">
            {lines.map(({ name, label, value }) => (
              <Field
                key={name}
                name={name}
                id={`${name}-${key}`}
                label={label}
                error={failed?.fields[name]}
              >
                {(control) => (
                  <input
                    {...control}
                    {...(name === "number" ? { inputMode: "numeric" } : {})}
                    className="control"
                    autoComplete="off"
                    defaultValue={failed?.typed[name] ?? value}
                  />
                )}
              </Field>
            ))}
          </div>
          <Field
            name="foreword"
            id={`foreword-${key}`}
            label="导语"
            hint="章名下面、第一项之前的话，没有就留空。"
            error={failed?.fields.foreword}
          >
            {(control) => (
              <textarea
                {...control}
                rows={Math.min(12, Math.max(2, Math.ceil(chapter.foreword.length / 42) + 1))}
                className="control published"
                defaultValue={failed?.typed.foreword ?? chapter.foreword}
              />
            )}
          </Field>
          <p className="text-ink-2 text-sm">
            各章按序号排列。“文中的写法”如“三、”“第三章”，文中没有就留空；序号与写法一致的，改了一处，另一处跟着改。
          </p>
          <div>
            <SubmitButton>保存这一章</SubmitButton>
          </div>
        </>
      )}
    </DraftForm>
  );
}

/** The title of a chapter that is to begin at a point. */
export function NewChapterForm({
  draft,
  point,
  title,
  action,
}: {
  draft: Draft;
  point: string;
  title: string;
  action: Run;
}) {
  return (
    <DraftForm
      action={action}
      draft={draft}
      at={point}
      className="grid max-w-xl content-start gap-2"
    >
      {(failed) => (
        <>
          <input type="hidden" name="point" value={point} />
          <Field
            name="title"
            id={`title-${point}`}
            label="新章的章名"
            hint="从这一项起，到本章末，归入新的一章。连同写法填写也可以：三、民生合作。"
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
            <SubmitButton>由此起新章</SubmitButton>
          </div>
        </>
      )}
    </DraftForm>
  );
}
