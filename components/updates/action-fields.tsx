"use client";
import { useEffect, useRef, useState } from "react";
import { dueDay, monthDay } from "@/lib/format";
import type { ReportForm } from "@/lib/progress/queries";

type Item = ReportForm["actionItems"][number];

/** 举措: tick what was finished, with its day; what an earlier report finished stands ticked. */
export function ActionFields({
  items,
  today,
  kept,
  error,
  scripted,
  onTick,
}: {
  items: Item[];
  today: string;
  kept: (name: string) => string;
  error: string | undefined;
  scripted: boolean;
  onTick: (name: string) => void;
}) {
  const open = items.filter((item) => item.doneOn === null);
  const done = items.length - open.length;
  if (items.length === 0) return null;
  return (
    <details
      open={
        !scripted || error !== undefined || open.some((item) => kept(`actions.${item.id}`) !== "")
      }
    >
      <summary className="font-semibold">
        举措完成{" "}
        <span className="font-normal text-ink-2 text-sm">
          {done}/{items.length} 已完成，本期有新完成的请勾选
        </span>
      </summary>
      {error && (
        <p id="actions" className="mt-1 text-red text-sm">
          {error}
        </p>
      )}
      <ul className="mt-2 divide-y divide-line border-line border-y">
        {items.map((item) => (
          <li key={item.id} className="py-2">
            {item.doneOn === null ? (
              <ActionField
                item={item}
                today={today}
                initial={kept(`actions.${item.id}`)}
                scripted={scripted}
                onTick={onTick}
              />
            ) : (
              <p className="text-ink-2">
                ✓ {item.text}
                <span className="text-sm">（{monthDay(item.doneOn)}完成）</span>
              </p>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function ItemText({ item: { text, dueOn }, today }: { item: Item; today: string }) {
  return (
    <span>
      {text}
      {dueOn && <span className="text-ink-2 text-sm">（{dueDay(dueOn, today)}前）</span>}
    </span>
  );
}

function ActionField({
  item,
  today,
  initial,
  scripted,
  onTick,
}: {
  item: Item;
  today: string;
  initial: string;
  scripted: boolean;
  onTick: (name: string) => void;
}) {
  const [date, setDate] = useState(initial);
  const name = `actions.${item.id}`;
  // The date is set outside React's own events; autosave hears of it once it stands in the form.
  const ticked = useRef(false);
  useEffect(() => {
    if (!ticked.current) return;
    ticked.current = false;
    onTick(name);
  });
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
      {scripted ? (
        <label className="flex min-w-0 grow basis-60 items-start gap-2.5">
          <input
            type="checkbox"
            checked={date !== ""}
            onChange={(event) => {
              ticked.current = true;
              setDate(event.target.checked ? today : "");
            }}
            className="mt-1 size-4 accent-[var(--accent-fill)]"
          />
          <ItemText item={item} today={today} />
        </label>
      ) : (
        <p className="min-w-0 grow basis-60">
          <ItemText item={item} today={today} />
        </p>
      )}
      <label className={scripted && date === "" ? "hidden" : "flex items-center gap-2 text-sm"}>
        完成日期
        <input
          type="date"
          name={name}
          value={date}
          max={today}
          onChange={(event) => setDate(event.target.value)}
          className="control w-40"
        />
      </label>
    </div>
  );
}
