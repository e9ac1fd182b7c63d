/** What stands in the form of a 议定事项 that was not written down yet. */
export type Unsettled = { pointId: string; text: string; unitIds: string; dueOn: string };

// In this tab only: a meeting's room is full of people, and its computer is everybody's.
const place = (slot: string) => `unsettled:${slot}`;

/** Keeps what is typed for the next visit of the slide; a form without words keeps nothing. */
export function keepUnsettled(slot: string, form: FormData): void {
  const text = String(form.get("text") ?? "");
  const kept: Unsettled = {
    text,
    pointId: String(form.get("pointId") ?? ""),
    unitIds: form.getAll("unitIds").join("\n"),
    dueOn: String(form.get("dueOn") ?? ""),
  };
  try {
    if (text.trim() === "") sessionStorage.removeItem(place(slot));
    else sessionStorage.setItem(place(slot), JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing warns before the page is left, see the form.
  }
}

export function forgetUnsettled(slot: string): void {
  try {
    sessionStorage.removeItem(place(slot));
  } catch {
    // Nothing was kept.
  }
}

export function unsettledOf(slot: string): Unsettled | null {
  try {
    const kept: Partial<Unsettled> =
      JSON.parse(sessionStorage.getItem(place(slot)) ?? "null") ?? {};
    const { pointId, text, unitIds, dueOn } = kept;
    const all = [pointId, text, unitIds, dueOn];
    if (!all.every((each) => typeof each === "string")) return null;
    return { pointId, text, unitIds, dueOn } as Unsettled;
  } catch {
    return null;
  }
}
