"use client";
import { useState } from "react";
import { percent } from "@/lib/format";
import { Button } from "../ui/button";
import type { FieldControl } from "../ui/field";

/** 完成进度: slider, steps for a thumb, and the figure itself; expected progress is the tick. */
export function PercentField({
  control,
  initial,
  expected,
  previous,
  onChange,
}: {
  control: FieldControl;
  initial: string;
  expected: number;
  /** where the slider rests until a figure is given */
  previous: number;
  onChange: (value: string) => void;
}) {
  const [value, setValue] = useState(initial);
  const number = value === "" ? previous : Number(value) || 0;
  const change = (next: string) => {
    setValue(next);
    onChange(next);
  };
  const step = (by: number) => change(String(Math.min(100, Math.max(0, number + by))));
  return (
    <div className="flex items-center gap-3">
      <Button aria-label="减 1" onClick={() => step(-1)} className="size-11 px-0 text-lg sm:hidden">
        −
      </Button>
      <div className="relative grow">
        <input
          type="range"
          min={0}
          max={100}
          value={number}
          onChange={(event) => change(event.target.value)}
          aria-label="完成进度滑块"
          className={`block w-full accent-[var(--accent)] ${value === "" ? "opacity-40" : ""}`}
        />
        <svg
          aria-hidden="true"
          className="pointer-events-none absolute inset-x-2 -top-0.5 h-5 w-[calc(100%-1rem)] overflow-visible"
        >
          <rect x={`${expected}%`} width="2" height="20" className="fill-tick" />
        </svg>
        <span className="sr-only">序时 {percent(expected)}</span>
      </div>
      <Button aria-label="加 1" onClick={() => step(1)} className="size-11 px-0 text-lg sm:hidden">
        ＋
      </Button>
      <span className="flex items-center gap-1.5">
        <input
          {...control}
          inputMode="numeric"
          autoComplete="off"
          value={value}
          placeholder="未填"
          onChange={(event) => change(event.target.value)}
          className="control w-18 text-right font-semibold"
        />
        %
      </span>
    </div>
  );
}
