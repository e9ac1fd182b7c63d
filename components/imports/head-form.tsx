"use client";
import type { ImportContent } from "@/lib/imports/content";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import { type Draft, DraftForm, type Fold, type Run } from "./draft-form";

const FIELDS = [
  ["title", "标题", "text"],
  ["documentNumber", "发文字号", "text"],
  ["issuedOn", "成文日期", "date"],
  ["year", "年度", "text"],
  ["dueOn", "全年办理时限", "date"],
] as const;

/** 标题、字号、日期、年度; what was not read is empty and has to be filled in. */
export function HeadForm({
  draft,
  head,
  fold,
  action,
}: {
  draft: Draft;
  fold: Fold;
  head: Pick<ImportContent, "title" | "documentNumber" | "issuedOn" | "year" | "dueOn">;
  action: Run;
}) {
  return (
    <DraftForm
      action={action}
      draft={draft}
      at="head"
      fold={fold}
      className="grid gap-3 sm:grid-cols-2"
    >
      {(failed, saved) => (
        <>
          {FIELDS.map(([name, label, type]) => {
            const value = name === "year" && head.year === 0 ? "" : String(head[name]);
            return (
              <div key={name} className={name === "title" ? "sm:col-span-2" : ""}>
                <Field
                  name={name}
                  // A point's form has a dueOn of its own.
                  id={`${name}-head`}
                  label={label}
                  aside={value === "" ? "没有读到" : undefined}
                  hint={
                    name === "dueOn"
                      ? "没有另写时限的要点都按这一天；填报期也到这一天为止。"
                      : undefined
                  }
                  error={failed?.fields[name]}
                >
                  {(control) => (
                    <input
                      {...control}
                      type={type}
                      {...(name === "year" ? { inputMode: "numeric" as const } : {})}
                      className="control"
                      autoComplete="off"
                      defaultValue={failed?.typed[name] ?? value}
                    />
                  )}
                </Field>
              </div>
            );
          })}
          <div className="flex items-center gap-3 sm:col-span-2">
            <SubmitButton>保存</SubmitButton>
            <span role="status" className="text-green">
              {saved && "已保存"}
            </span>
          </div>
        </>
      )}
    </DraftForm>
  );
}
