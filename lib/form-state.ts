import type { RefusalCode } from "./platform/refusal";

/** What a form knows of its last submission. */
export type FormState =
  | { status: "idle" }
  | { status: "done"; at: string; message?: string; result?: Record<string, string | number> }
  | {
      status: "failed";
      code: RefusalCode;
      message: string;
      /** field → sentence */
      fields: Record<string, string>;
      /** what was typed, to keep it on screen */
      typed: Record<string, string>;
    };

export const IDLE: FormState = { status: "idle" };
