import { Refusal, type RefusalCode } from "@/lib/platform/refusal";
import type { Actor } from "@/lib/policy";
import { noteRefusal } from "@/lib/web/refusals";

const STATUSES: Record<RefusalCode, number> = {
  SIGN_IN: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  STALE: 409,
  LOCKED: 409,
  INVALID: 503,
};

/**
 * A refusal as the page's script reads it: the sentence, and whether the same file may be tried
 * again. With who asked it is noted in the audit log; a form filled in wrongly is not.
 */
export async function refused(
  error: unknown,
  asked?: { actor: Actor; request: Request },
): Promise<Response> {
  if (!(error instanceof Refusal)) throw error;
  if (asked) await noteRefusal(asked.actor, error, asked.request);
  // A file that is to blame stays so; the rest (a full disk, a cut connection) may pass.
  const faulty = error.fields.file !== undefined || error.fields.name !== undefined;
  const status = faulty ? 422 : STATUSES[error.code];
  return Response.json({ message: error.message, again: status === 503 }, { status });
}

export function signInFirst(): Response {
  const message = "登录已过期，请在新窗口重新登录后重试。";
  return Response.json({ message, again: true }, { status: 401 });
}
