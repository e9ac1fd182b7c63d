"use client";
import { useActionState, useId, useRef, useState } from "react";
import type { SectionView } from "@/lib/bulletins/queries";
import { type FormState, IDLE } from "@/lib/form-state";
import { dayTime } from "@/lib/format";
import { Button } from "../ui/button";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";
import { useTelling } from "./unsaved";

/** Characters a section may hold; nobody counts them until it is too long. */
const MOST = 20_000;

type Action = (state: FormState, form: FormData) => Promise<FormState>;

/**
 * One section. `base` is what the text in the box grew from: while nothing was typed it follows what
 * others save; afterwards the other's text is shown beside, and the person decides.
 */
export function SectionForm({
  bulletinId,
  section,
  save,
  regenerate,
}: {
  bulletinId: number;
  section: SectionView;
  save: Action;
  regenerate: Action;
}) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [saved, runSave, saving] = useActionState(save, IDLE);
  const [written, runWrite] = useActionState(regenerate, IDLE);
  const failed = saved.status === "failed" ? saved : null;
  const [base, setBase] = useState(section);
  const [text, setText] = useState(failed?.typed.text ?? section.text);
  const follow = () => {
    setBase(section);
    setText(section.text);
  };
  const same = text === section.text || text.trim() === section.text;
  const overtaken = base.version !== section.version && text !== base.text && !same;
  if (base.version !== section.version && !overtaken) follow();
  const standing = saving ? "saving" : overtaken ? "undecided" : "typed";
  useTelling(form, section.heading, same ? null : standing);
  const told = failed && failed.code !== "STALE" ? failed : null;
  return (
    <div className="grid gap-2">
      <form ref={form} action={runSave} className="grid gap-2" noValidate>
        <input type="hidden" name="bulletinId" value={bulletinId} />
        <input type="hidden" name="key" value={section.key} />
        <input type="hidden" name="version" value={overtaken ? section.version : base.version} />
        {told && <ErrorSummary message={told.message} fields={{}} />}
        {told?.fields.text && <p className="text-red text-sm">{told.fields.text}</p>}
        {overtaken && (
          <div role="alert" className="rounded-lg bg-mark px-3 py-2 text-sm">
            <p className="font-semibold">
              {section.savedBy} {dayTime(new Date(section.savedAt))} 改了这一节，现在的内容是：
            </p>
            <p className="mt-1 max-h-60 overflow-y-auto whitespace-pre-wrap">{section.text}</p>
            <p className="mt-1">您写的还在下面的框里，请决定用哪一份。</p>
          </div>
        )}
        <label htmlFor={id} className="sr-only">
          {section.heading}的内容
        </label>
        <textarea
          id={id}
          name="text"
          className="control field-sizing-content max-h-[60dvh] min-h-24 leading-relaxed"
          rows={Math.min(18, Math.max(4, text.split("\n").length * 2))}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <div className="flex flex-wrap items-center gap-2">
          <SubmitButton look={text === section.text ? "plain" : "primary"}>
            {overtaken ? "用我写的" : "保存这一节"}
          </SubmitButton>
          {overtaken && <Button onClick={follow}>用现在的</Button>}
          {text.length > MOST && (
            <span className="font-semibold text-red text-sm">
              {text.length} / {MOST} 字
            </span>
          )}
          <span className="text-ink-2 text-sm" role="status">
            {saved.status === "done" && same ? "已保存，" : ""}
            {section.savedBy} {dayTime(new Date(section.savedAt))}
          </span>
        </div>
      </form>
      <details className="text-sm">
        <summary className="text-ink-2">按看板重新生成这一节</summary>
        <form action={runWrite} className="mt-2 grid gap-2">
          <input type="hidden" name="bulletinId" value={bulletinId} />
          <input type="hidden" name="key" value={section.key} />
          <input type="hidden" name="version" value={base.version} />
          <p>这一节现在的内容会被换掉，其他各节不受影响。</p>
          {written.status === "failed" && (
            <p role="alert" className="text-red">
              {written.message}
            </p>
          )}
          <div>
            <SubmitButton>重新生成</SubmitButton>
          </div>
        </form>
      </details>
    </div>
  );
}
