/** How the last save of a report stands. */
export type SaveStatus =
  | { kind: "idle" }
  | { kind: "saving" }
  | { kind: "submitting" }
  | { kind: "saved"; at: string }
  /** all but the blocks with a mistake */
  | { kind: "partly"; at: string; message: string }
  | { kind: "offline" }
  | { kind: "signed-out" }
  | { kind: "stale"; message: string }
  | { kind: "refused"; message: string };
