/** What the browser keeps of a report beside the server: which draft this tab saved, and what it could not send. */

/** Names one writer's report of one month. */
export const draftSlot = (writer: number, assignmentId: number, month: string) =>
  `draft-${writer}-${assignmentId}-${month}`;

// The back button shows a page as it was left; what this tab has saved since tells that it is old.
export function rememberSaved(slot: string, version: number): void {
  guarded(() => sessionStorage.setItem(slot, String(version)));
}

/** Whether this tab saved a newer draft than the page at hand knows; told once, so that nothing reloads for ever. */
export function isOlderThanSaved(slot: string, version: number): boolean {
  const saved = Number(guarded(() => sessionStorage.getItem(slot)) ?? 0);
  if (saved <= version) return false;
  guarded(() => sessionStorage.removeItem(slot));
  return true;
}

export type Unsent = {
  fields: [string, string][];
  /** the blocks its writer changed, and the draft's version the writer had on screen */
  touched: string[];
  version: number;
};

/** Keeps what could not be sent, also over a reload or a crash of the browser. */
export function keepUnsent(
  slot: string,
  form: FormData,
  touched: Iterable<string>,
  version: number,
): void {
  const fields = [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[name, value]] : [],
  );
  const unsent: Unsent = { fields, touched: [...touched], version };
  guarded(() => localStorage.setItem(key(slot), JSON.stringify(unsent)));
}

export function readUnsent(slot: string): Unsent | null {
  return guarded(() => JSON.parse(localStorage.getItem(key(slot)) ?? "null")) as Unsent | null;
}

export function forgetUnsent(slot: string): void {
  guarded(() => localStorage.removeItem(key(slot)));
}

// A full or forbidden store takes nothing away: the page itself still holds everything.
function guarded<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

function key(slot: string): string {
  return `unsent-${slot}`;
}
