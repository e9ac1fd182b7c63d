import type { ReactNode } from "react";
import type { ImportState } from "@/prisma/generated/enums";

const LOOKS: Record<ImportState, string> = {
  DRAFT: "bg-mark",
  PUBLISHED: "bg-green-soft text-ink",
  UNDONE: "bg-sunken text-ink-2",
  DISCARDED: "bg-sunken text-ink-2",
};

/** How far an import has come, as a word on a tint. */
export function StateChip({ state, children }: { state: ImportState; children: ReactNode }) {
  return (
    <span className={`inline-block rounded-md px-2 py-0.5 text-sm ${LOOKS[state]}`}>
      {children}
    </span>
  );
}
