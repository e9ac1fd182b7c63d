import type { ReactNode } from "react";
import { Icon } from "./icon";

const SUMMARIES = {
  button: "min-h-9 border border-edge bg-card px-3.5 py-1.5",
  quiet: "px-2 py-0.5 text-accent text-sm",
};

// On a phone a button mostly stands at the left.
const EDGES = {
  left: "left-0",
  right: "right-0",
  "right-when-wide": "right-0 max-sm:right-auto max-sm:left-0",
};
export type DropEdge = keyof typeof EDGES;

/** Links under a button; works without JavaScript. `children` are its entries, with the look of DROP_LINK each. */
export function DropMenu({
  label,
  look = "button",
  from = "right-when-wide",
  children,
}: {
  label: string;
  look?: keyof typeof SUMMARIES;
  /** the edge of the button the menu hangs from */
  from?: DropEdge;
  children: ReactNode;
}) {
  return (
    <details className="screen-only relative w-fit">
      <summary
        className={`inline-flex items-center gap-1.5 rounded-lg hover:bg-sunken [&::-webkit-details-marker]:hidden ${SUMMARIES[look]}`}
      >
        {label}
        <Icon name="down" size={14} />
      </summary>
      <ul className={`card absolute z-10 mt-1 w-56 p-1.5 shadow-lg ${EDGES[from]}`}>{children}</ul>
    </details>
  );
}

export const DROP_LINK = "block rounded-lg px-3 py-1.5 hover:bg-sunken";
