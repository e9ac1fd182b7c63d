"use client";
import { useActionState, useEffect, useRef, useState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { TagMark } from "../status/light";
import { Button } from "../ui/button";
import { ErrorSummary } from "../ui/error-summary";
import { Link } from "../ui/link";
import { SubmitButton } from "../ui/submit-button";

export type QueueEntry = {
  id: number;
  href: string;
  title: string;
  unit: string;
  tone: string;
  percent: string;
  at: string;
  marks: string[];
};

/** The queue: one link and one box a report; those ticked are accepted together. */
export function QueueList({
  entries,
  current,
  action,
}: {
  entries: QueueEntry[];
  current: number;
  action: (state: FormState, form: FormData) => Promise<FormState>;
}) {
  const [state, run] = useActionState(action, IDLE);
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const list = useRef<HTMLOListElement>(null);
  // The list scrolls to its current entry, the page stays where it is.
  useEffect(() => {
    const box = list.current;
    const entry = box?.querySelector<HTMLElement>(`[data-report="${current}"]`);
    if (!box || !entry) return;
    const above = entry.offsetTop - box.scrollTop;
    if (above < 0) box.scrollTop = entry.offsetTop;
    const below = above + entry.offsetHeight - box.clientHeight;
    if (below > 0) box.scrollTop += below;
  }, [current]);
  const plain = entries.filter((entry) => entry.marks.length === 0);
  const count = entries.filter((entry) => ticked.has(entry.id)).length;
  const all = plain.length > 0 && plain.every((entry) => ticked.has(entry.id));
  const tick = (id: number, on: boolean) =>
    setTicked((before) => {
      const after = new Set(before);
      if (on) after.add(id);
      else after.delete(id);
      return after;
    });
  return (
    <form action={run} className="card grid min-w-0 gap-2 p-2" aria-label="待审队列">
      {state.status === "failed" && (
        <ErrorSummary message={state.message} fields={{ ...state.fields }} />
      )}
      {state.status === "done" && state.message && (
        <p
          aria-live="polite"
          className="whitespace-pre-line rounded-lg border border-green-fill border-l-4 px-3 py-2 text-sm"
        >
          {state.message}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2 px-1">
        <Button
          look="quiet"
          className="px-1.5"
          disabled={plain.length === 0}
          onClick={() => setTicked(new Set(all ? [] : plain.map((entry) => entry.id)))}
        >
          {all ? "取消全选" : `全选无异常的（${plain.length}）`}
        </Button>
        <SubmitButton className="ml-auto">通过所选{count > 0 && `（${count}）`}</SubmitButton>
      </div>
      <ol ref={list} id="updateIds" className="relative grid max-h-[70dvh] gap-1 overflow-y-auto">
        {entries.map((entry) => (
          <li
            key={entry.id}
            data-report={entry.id}
            className={`flex items-start rounded-lg hover:bg-sunken ${entry.id === current ? "bg-chosen" : ""}`}
          >
            <label className="grid min-h-11 w-9 shrink-0 cursor-pointer place-items-center self-stretch">
              <input
                type="checkbox"
                name="updateIds"
                value={entry.id}
                checked={ticked.has(entry.id)}
                onChange={(event) => tick(entry.id, event.target.checked)}
              />
              <span className="sr-only">
                勾选 {entry.title} {entry.unit}
              </span>
            </label>
            <Link
              href={entry.href}
              aria-current={entry.id === current ? "true" : undefined}
              className="block min-w-0 grow rounded-lg py-2 pr-3"
            >
              <span className="flex justify-between gap-2">
                <span className="truncate font-semibold">{entry.title}</span>
                <strong>{entry.percent}</strong>
              </span>
              <span className={`block text-sm ${entry.tone}`}>{entry.unit}</span>
              <span className="flex flex-wrap items-center gap-1.5 text-ink-2 text-xs">
                {entry.at}
                {entry.marks.map((mark) => (
                  <TagMark key={mark}>{mark}</TagMark>
                ))}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </form>
  );
}
