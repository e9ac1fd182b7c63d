import "server-only";
import { recordOnceADay } from "../audit/commands";
import type { Actor } from "../policy";

/**
 * Notes that something was read through the read API, as an export is noted: once a day for each token
 * (or person), resource and plan, since programs ask every few minutes. `clock` is real time.
 */
export async function noteApiRead(
  actor: Actor,
  resource: string,
  params: unknown,
  now: Date,
  clock: Date,
): Promise<void> {
  const { year } = (params ?? {}) as { year?: unknown };
  const subject =
    actor.apiTokenId === undefined ? `account:${actor.accountId}` : `api-token:${actor.apiTokenId}`;
  const after = { resource, ...(year === undefined ? {} : { year: String(year) }) };
  await recordOnceADay(actor, { action: "api-token.read", subject, after }, now, clock);
}
