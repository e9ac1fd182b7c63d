"use client";
import { useActionState, useRef, useState } from "react";
import type { BulletinView } from "@/lib/bulletins/queries";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import { useTelling } from "./unsaved";

const HEAD = "标题、主送和发文机关";
const FIELDS = ["title", "recipients", "issuingOffice"] as const;

/** Title, 主送 and 发文机关. What another person saved meanwhile stands above the fields, what was typed in them. */
export function HeadForm({
  bulletin,
  save,
}: {
  bulletin: BulletinView;
  save: (state: FormState, form: FormData) => Promise<FormState>;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [state, run, saving] = useActionState(save, IDLE);
  const failed = state.status === "failed" ? state : null;
  const [typed, setTyped] = useState<Record<string, string>>(failed?.typed ?? {});
  const [seen, setSeen] = useState(bulletin.version);
  const [answered, setAnswered] = useState(state);
  // One's own save, or having been told of another's, is what makes the newer version the one seen.
  if (answered !== state) {
    setAnswered(state);
    if (state.status === "done") setTyped({});
    if (state.status === "done" || failed?.code === "STALE") setSeen(bulletin.version);
  }
  const same = FIELDS.every((name) => (typed[name] ?? bulletin[name]).trim() === bulletin[name]);
  const standing = saving ? "saving" : failed?.code === "STALE" ? "undecided" : "typed";
  useTelling(form, HEAD, same ? null : standing);
  return (
    <form
      ref={form}
      action={run}
      onInput={({ target }) => {
        if (target instanceof HTMLInputElement) setTyped({ ...typed, [target.name]: target.value });
      }}
      className="grid gap-3"
      noValidate
    >
      <input type="hidden" name="bulletinId" value={bulletin.id} />
      <input type="hidden" name="version" value={seen} />
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      {failed?.code === "STALE" && (
        <p className="rounded-lg bg-mark px-3 py-2 text-sm">
          现在的标题：{bulletin.title}；主送：{bulletin.recipients}；发文机关：
          {bulletin.issuingOffice}
        </p>
      )}
      <Field name="title" label="标题" error={failed?.fields.title}>
        {(control) => (
          <input
            {...control}
            className="control"
            defaultValue={failed?.typed.title ?? bulletin.title}
          />
        )}
      </Field>
      <Field name="recipients" label="主送" error={failed?.fields.recipients}>
        {(control) => (
          <input
            {...control}
            className="control"
            defaultValue={failed?.typed.recipients ?? bulletin.recipients}
          />
        )}
      </Field>
      <Field
        name="issuingOffice"
        label="发文机关"
        hint="落款处的署名，用全称；几个机关联合发文时之间空一格。印发以后，下一期和此后的督办单也用它。"
        error={failed?.fields.issuingOffice}
      >
        {(control) => (
          <input
            {...control}
            className="control"
            defaultValue={failed?.typed.issuingOffice ?? bulletin.issuingOffice}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton>{failed?.code === "STALE" ? "用我写的" : "保存"}</SubmitButton>
        {state.status === "done" && (
          <span role="status" className="text-green text-sm">
            已保存
          </span>
        )}
      </div>
    </form>
  );
}
