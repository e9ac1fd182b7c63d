"use client";
import { useActionState, useState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";
import { useHydrated } from "../ui/use-hydrated";
import { DayField, RankField } from "./issue-fields";
import { chosenUnits, UnitBoxes, type UnitGroup } from "./unit-boxes";

/** 批示 or 督办单: what is to be done, by whom, by when. It reaches the units as it is sent. */
export function IssueForm({
  action,
  noun,
  hidden,
  rank,
  text,
  groups,
  today,
  dueOn,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  noun: "批示" | "督办单";
  /** what it is on, as its schema calls it */
  hidden: Record<string, number>;
  rank: { name: "level" | "grade"; names: Record<string, string>; offered: string };
  /** what is offered as its text */
  text?: string;
  /** the units that may be addressed, by city */
  groups: UnitGroup[];
  today: string;
  dueOn: string;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const typed = failed?.typed;
  const scripted = useHydrated();
  // What was ticked since the last answer of the server.
  const [ticked, setTicked] = useState({ state, count: 0, known: false });
  const count =
    ticked.known && ticked.state === state ? ticked.count : chosenUnits(groups, typed).size;
  return (
    <form
      action={run}
      className="grid gap-4"
      noValidate
      onChange={({ currentTarget }) => {
        const boxes = currentTarget.querySelectorAll("input[name=unitIds]:checked");
        setTicked({ state, count: boxes.length, known: true });
      }}
    >
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextField
        key={typed?.text}
        name="text"
        label={noun === "批示" ? "批示内容" : "督办要求"}
        hint={`发出后立即送达承办单位${noun === "督办单" ? "并编号" : ""}，不能修改；需要更改时撤回重发。`}
        rows={5}
        max={1000}
        initial={typed?.text ?? text}
        error={failed?.fields.text}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <RankField {...rank} typed={typed?.[rank.name]} error={failed?.fields[rank.name]} />
        <DayField typed={typed?.dueOn} offered={dueOn} today={today} error={failed?.fields.dueOn} />
      </div>
      <UnitBoxes groups={groups} typed={typed} error={failed?.fields.unitIds} />
      <div>
        <SubmitButton look="primary">
          发出{noun}
          {scripted && count > 0 && `（${count} 家）`}
        </SubmitButton>
      </div>
    </form>
  );
}
