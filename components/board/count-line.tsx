import type { ReactNode } from "react";

/** Counts of one kind in a line, each opening its rows, behind the name of the kind. */
export function CountLine({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[3.5rem_minmax(0,1fr)] items-baseline gap-x-3 text-sm">
      <span className="font-semibold">{name}</span>
      <span className="flex flex-wrap gap-x-3.5 gap-y-0.5">{children}</span>
    </div>
  );
}
