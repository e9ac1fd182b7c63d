"use client";
import { type ReactNode, useState } from "react";
import { Field } from "../ui/field";

// Where the browser sizes a box by its text, `rows` no longer gives it a height to begin with.
const HEIGHTS = { 1: "min-h-10", 2: "min-h-16", 4: "min-h-28" } as const;

/** A block of text with its counter; characters are counted as the server counts them. */
export function TextField({
  name,
  label,
  hint,
  rows,
  max,
  initial,
  error,
  optional = false,
  carry = null,
}: {
  name: string;
  label: ReactNode;
  hint?: string;
  rows: keyof typeof HEIGHTS;
  max: number;
  initial: string;
  error: string | undefined;
  optional?: boolean;
  /** 沿用上期 */
  carry?: ReactNode;
}) {
  const [length, setLength] = useState([...initial].length);
  return (
    <Field
      name={name}
      label={label}
      hint={hint}
      error={error}
      aside={
        <span className="flex gap-3">
          {carry}
          <span className={length > max ? "font-semibold text-red" : undefined}>
            {optional && length === 0 ? "选填" : `${length} / ${max} 字`}
          </span>
        </span>
      }
    >
      {(control) => (
        <textarea
          {...control}
          rows={rows}
          defaultValue={initial}
          onInput={(event) => setLength([...event.currentTarget.value].length)}
          className={`control field-sizing-content ${HEIGHTS[rows]}`}
        />
      )}
    </Field>
  );
}
