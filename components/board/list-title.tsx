import type { ReactNode } from "react";

/** The name of a list with a word on its rows; what may be done with it stands at the end of the line. */
export function ListTitle({
  title,
  note,
  children,
}: {
  title: string;
  note: string;
  children?: ReactNode;
}) {
  return (
    <div className="mb-3 flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <h1 className="font-bold text-xl">
        {title} <span className="font-normal text-ink-2 text-lg">{note}</span>
      </h1>
      {children && <div className="max-sm:w-full">{children}</div>}
    </div>
  );
}
