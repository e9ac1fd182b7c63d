import type { ReactNode } from "react";

export type FieldControl = {
  id: string;
  name: string;
  "aria-invalid"?: true;
  "aria-describedby"?: string;
};

/** One form field: label, hint, control, error. The control gets what ties them together. */
export function Field({
  name,
  id = name,
  label,
  hint,
  aside,
  error,
  children,
}: {
  name: string;
  /** where the same form stands on a page twice */
  id?: string;
  label: ReactNode;
  hint?: ReactNode;
  /** at the right of the label: 选填, 58 / 1000 字 */
  aside?: ReactNode;
  error?: string | undefined;
  children: (control: FieldControl) => ReactNode;
}) {
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="grid gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-semibold">
          {label}
        </label>
        {aside && <span className="text-ink-2 text-sm">{aside}</span>}
      </div>
      {hint && (
        <p id={`${id}-hint`} className="text-ink-2 text-sm">
          {hint}
        </p>
      )}
      {children({
        id,
        name,
        ...(error ? { "aria-invalid": true as const } : {}),
        ...(describedBy ? { "aria-describedby": describedBy } : {}),
      })}
      {error && (
        <p id={`${id}-error`} className="text-red text-sm">
          {error}
        </p>
      )}
    </div>
  );
}
