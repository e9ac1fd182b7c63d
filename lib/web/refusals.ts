import "server-only";
import { headers } from "next/headers";
import { recordRefusal } from "../audit/commands";
import { PATH_HEADER } from "../paths";
import { businessNow } from "../platform/clock";
import type { Refusal } from "../platform/refusal";
import type { Actor } from "../policy";

/** Notes in the audit log what somebody was refused, with the page or the request's address they asked from. */
export async function noteRefusal(
  actor: Actor,
  { code, message }: Refusal,
  request?: Request,
): Promise<void> {
  const path = request ? new URL(request.url).pathname : ((await headers()).get(PATH_HEADER) ?? "");
  await recordRefusal(actor, { path, code, sentence: message }, businessNow());
}
