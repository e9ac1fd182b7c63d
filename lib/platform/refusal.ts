export type RefusalCode =
  /** out of scope and missing look the same */
  | "NOT_FOUND"
  | "FORBIDDEN"
  /** someone else was first; reload and decide again */
  | "STALE"
  | "LOCKED"
  | "INVALID"
  | "SIGN_IN";

/** An expected failure: a Chinese sentence that says what to do. Anything else thrown is a surprise. */
export class Refusal extends Error {
  override name = "Refusal";
  constructor(
    readonly code: RefusalCode,
    message: string,
    /** field name → sentence, when one field is to blame */
    readonly fields: Record<string, string> = {},
  ) {
    super(message);
  }
}

export function notFound(): Refusal {
  return new Refusal("NOT_FOUND", "没有找到这一项，可能已被调整，或不在您的职责范围内。");
}
