"use client";
import { useActionState, useEffect, useRef, useState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";
import { forgetUnsettled, keepUnsettled, type Unsettled, unsettledOf } from "./unsettled";

/** The first that a unit can be named for. */
const firstOf = (points: ResolutionPoint[]) =>
  points.find(({ units }) => units.length > 0) ?? points[0];

export type ResolutionPoint = {
  id: number;
  number: number;
  title: string;
  units: { id: number; name: string }[];
};

/**
 * 议定事项, typed while the meeting goes on: of which point, what, by whom, until when. What is typed
 * waits for the slide to come back when somebody turns it.
 */
export function ResolutionForm({
  action,
  meetingId,
  slot,
  points,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  meetingId: number;
  /** tells apart what is kept of several slides, meetings and people */
  slot: string;
  points: ResolutionPoint[];
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const [chosen, choose] = useState(String(firstOf(points)?.id ?? ""));
  const [kept, setKept] = useState<Unsettled | null>(null);
  const point = points.find(({ id }) => String(id) === chosen);
  const settledAt = state.status === "done" ? state.at : null;
  const typed = failed?.typed ?? (settledAt === null ? kept : null);
  const ticked = new Set(typed?.unitIds?.split("\n"));
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const before = unsettledOf(slot);
    if (!before) return;
    setKept(before);
    choose(before.pointId);
  }, [slot]);
  useEffect(() => {
    if (settledAt !== null) forgetUnsettled(slot);
  }, [settledAt, slot]);
  useEffect(() => {
    const guard = (event: BeforeUnloadEvent) => {
      const words = form.current?.querySelector("textarea")?.value ?? "";
      if (words.trim() !== "") event.preventDefault();
    };
    window.addEventListener("beforeunload", guard);
    return () => window.removeEventListener("beforeunload", guard);
  }, []);
  // A settled matter leaves an empty form; a refused one leaves everything as typed.
  const fresh = settledAt ?? (kept ? "kept" : "typed");
  return (
    <form
      ref={form}
      action={run}
      key={fresh}
      onChange={({ currentTarget }) => keepUnsettled(slot, new FormData(currentTarget))}
      className="grid gap-3 text-base"
      noValidate
    >
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      <input type="hidden" name="meetingId" value={meetingId} />
      <Field name="pointId" label="要点" error={failed?.fields.pointId}>
        {(control) => (
          <select
            {...control}
            className="control"
            value={chosen}
            onChange={(event) => choose(event.target.value)}
          >
            {points.map(({ id, number, title }) => (
              <option key={id} value={id}>
                {number}. {title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField
        key={typed?.text}
        name="text"
        label="议定事项"
        rows={3}
        max={300}
        initial={typed?.text}
        error={failed?.fields.text}
      />
      <fieldset
        id="unitIds"
        aria-describedby={failed?.fields.unitIds ? "unitIds-error" : undefined}
      >
        <legend className="font-semibold">落实单位</legend>
        {failed?.fields.unitIds && (
          <p id="unitIds-error" className="text-red text-sm">
            {failed.fields.unitIds}
          </p>
        )}
        {point?.units.length === 0 && (
          <p className="text-ink-2 text-sm">
            这一项只有集合单位，成员尚未明确；请先按下面的“请管理员明确成员”，明确以后再记录议定事项。
          </p>
        )}
        <div className="mt-1 grid max-h-48 gap-x-4 overflow-y-auto sm:grid-cols-2 xl:grid-cols-1">
          {point?.units.map(({ id, name }) => (
            <label key={`${point.id}-${id}`} className="flex min-h-9 items-center gap-2">
              <input
                key={String(ticked.has(String(id)))}
                type="checkbox"
                name="unitIds"
                value={id}
                defaultChecked={ticked.has(String(id))}
                className="size-4"
              />
              {name}
            </label>
          ))}
        </div>
      </fieldset>
      <Field name="dueOn" label="完成时限" error={failed?.fields.dueOn}>
        {(control) => (
          <input {...control} type="date" className="control" defaultValue={typed?.dueOn} />
        )}
      </Field>
      <div className="flex items-center gap-3">
        <SubmitButton look="primary">记下</SubmitButton>
        <span role="status" className="text-green">
          {settledAt !== null && "已记下，列入该项举措"}
          {settledAt === null && !failed && kept && "已恢复没有记下的内容"}
        </span>
      </div>
    </form>
  );
}
