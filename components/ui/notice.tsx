import type { ReactNode } from "react";

/** Good news after an action, read aloud. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <p
      role="status"
      className="mb-4 rounded-lg border border-green-fill border-l-4 bg-card px-4 py-2.5 font-semibold text-green"
    >
      {children}
    </p>
  );
}
