/** What the browser keeps of a report beside the server: which draft this tab saved, and what it could not send. */

// The back button shows a page as it was left; what this tab has saved since tells that it is old.
export function rememberSaved(slot: string, version: number): void {
  sessionStorage.setItem(slot, String(version));
}

/** Whether this tab saved a newer draft than the page at hand knows. */
export function isOlderThanSaved(slot: string, version: number): boolean {
  return Number(sessionStorage.getItem(slot) ?? 0) > version;
}

export type Unsent = { fields: [string, string][]; touched: string[] };

/** Keeps what could not be sent, also over a reload or a crash of the browser. */
export function keepUnsent(slot: string, form: FormData, touched: string[]): void {
  const fields = [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[name, value]] : [],
  );
  try {
    localStorage.setItem(key(slot), JSON.stringify({ fields, touched }));
  } catch {
    // A full or forbidden store: the page itself still holds everything.
  }
}

export function readUnsent(slot: string): Unsent | null {
  const text = localStorage.getItem(key(slot));
  return text ? (JSON.parse(text) as Unsent) : null;
}

export function forgetUnsent(slot: string): void {
  localStorage.removeItem(key(slot));
}

function key(slot: string): string {
  return `unsent-${slot}`;
}
