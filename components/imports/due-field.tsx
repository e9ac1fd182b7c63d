"use client";
import { useRef } from "react";
import type { ImportPoint } from "@/lib/imports/content";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { useHydrated } from "../ui/use-hydrated";
import type { Failed } from "./draft-form";

/** 办理时限, with the days the text mentions; each is taken with one press and saved with the rest. */
export function DueField({
  point,
  dueOn,
  failed,
}: {
  point: ImportPoint;
  /** the plan's own, where the point has none */
  dueOn: string;
  failed: Failed;
}) {
  const input = useRef<HTMLInputElement>(null);
  const hydrated = useHydrated();
  const dated = point.deadlines.flatMap(({ text, date, start }) =>
    date === null ? [] : [{ text, date, start }],
  );
  const take = (date: string) => {
    if (!input.current) return;
    input.current.value = date;
    input.current.dispatchEvent(new Event("input", { bubbles: true }));
    input.current.focus();
  };
  return (
    <Field
      name="dueOn"
      label="办理时限"
      aside={`不填即为 ${dueOn}`}
      hint={
        dated.length > 0
          ? `文中写到：${dated.map(({ text, date }) => `${text}（${date}）`).join("、")}`
          : undefined
      }
      error={failed?.fields.dueOn}
    >
      {(control) => (
        <div className="flex flex-wrap items-center gap-2">
          <input
            {...control}
            ref={input}
            type="date"
            className="control w-auto grow"
            defaultValue={failed?.typed.dueOn ?? point.dueOn ?? ""}
          />
          {hydrated &&
            dated.map(({ text, date, start }) => (
              <Button key={start} onClick={() => take(date)}>
                取“{text}”
              </Button>
            ))}
        </div>
      )}
    </Field>
  );
}
