import type { ReactNode } from "react";

// A table that is shown as blocks is no table to a screen reader any more: the roles say what it is.

/** A table whose rows become blocks on a phone; its column names are then only read aloud. */
export function StackedTable({
  caption,
  names,
  children,
}: {
  caption: string;
  names: string[];
  children: ReactNode;
}) {
  return (
    <table className="w-full max-sm:block" role="table">
      <caption className="sr-only">{caption}</caption>
      <thead className="max-sm:sr-only" role="rowgroup">
        <tr className="border-line border-b text-ink-2 text-sm" role="row">
          {names.map((name) => (
            <th
              key={name}
              scope="col"
              role="columnheader"
              className="whitespace-nowrap py-2 pr-4 text-left font-normal last:pr-0"
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block" role="rowgroup">
        {children}
      </tbody>
    </table>
  );
}

export function StackedRow({
  head,
  headClass = "",
  live,
  className = "max-sm:gap-1 sm:[&>*]:py-2.5",
  children,
}: {
  /** what the row is about */
  head: ReactNode;
  headClass?: string;
  /** see app/(portal)/steady-drawing.tsx */
  live?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <tr
      role="row"
      data-live={live}
      className={`break-inside-avoid border-line border-t align-top max-sm:grid max-sm:py-2.5 sm:[&>*]:pr-4 ${className}`}
    >
      <th scope="row" role="rowheader" className={`text-left font-normal ${headClass}`}>
        {head}
      </th>
      {children}
    </tr>
  );
}

export function StackedCell({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <td role="cell" className={className}>
      {children}
    </td>
  );
}
