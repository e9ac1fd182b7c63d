"use client";
import { type ReactNode, useState } from "react";
import { Field } from "./field";

// Where the browser sizes a box by its text, `rows` no longer gives it a height to begin with.
const HEIGHTS = { 1: "min-h-10", 2: "min-h-16", 3: "min-h-22", 4: "min-h-28", 5: "min-h-34" };

/**
 * A block of text with its counter; characters are counted as the server counts them. Nothing is
 * cut: what is too long stays, red in the counter, and the server refuses it. It keeps its own text,
 * which begins as `initial` (a new one wants a new key), unless the form holds it: `value`.
 */
export function TextField({
  name,
  id,
  label,
  hint,
  rows,
  max,
  initial = "",
  value,
  onChange,
  error,
  optional = false,
  carry = null,
}: {
  name: string;
  id?: string;
  label: ReactNode;
  hint?: string;
  rows: keyof typeof HEIGHTS;
  max: number;
  initial?: string | undefined;
  value?: string;
  onChange?: (text: string) => void;
  error: string | undefined;
  /** said in place of the counter while nothing is written: 选填, or when it has to be */
  optional?: boolean | string;
  /** 沿用上期 */
  carry?: ReactNode;
}) {
  const [typed, setTyped] = useState([...initial].length);
  const length = value === undefined ? typed : [...value].length;
  return (
    <Field
      name={name}
      {...(id === undefined ? {} : { id })}
      label={label}
      hint={hint}
      error={error}
      aside={
        <span className="flex gap-3">
          {carry}
          <span className={length > max ? "font-semibold text-red" : undefined}>
            {optional && length === 0 ? WORD(optional) : `${length} / ${max} 字`}
          </span>
        </span>
      }
    >
      {(control) => (
        <textarea
          {...control}
          rows={rows}
          {...(value === undefined ? { defaultValue: initial } : { value })}
          onChange={(event) => {
            setTyped([...event.currentTarget.value].length);
            onChange?.(event.currentTarget.value);
          }}
          className={`control field-sizing-content max-h-[60dvh] ${HEIGHTS[rows]}`}
        />
      )}
    </Field>
  );
}

const WORD = (optional: true | string) => (optional === true ? "选填" : optional);
