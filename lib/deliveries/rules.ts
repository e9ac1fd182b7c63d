/** How long a sending may be under way, in milliseconds: well beyond what its channels wait for. */
export const UNDER_WAY = 2 * 60_000;

export type DeliveryState = "WAITING" | "SENDING" | "UNCERTAIN" | "FAILED" | "SENT";

export type DeliveryFacts = {
  /** when sending began; null again once it is known to have failed */
  sendingAt: Date | null;
  sentAt: Date | null;
  lastError: string | null;
};

/**
 * What became of a delivery. One that began and has neither arrived nor failed in time is 不确定:
 * the process ended, or the channel did not answer, and it may have arrived all the same.
 */
export function deliveryState({ sendingAt, sentAt, lastError }: DeliveryFacts, now: Date) {
  if (sentAt !== null) return "SENT";
  if (sendingAt === null) return lastError === null ? "WAITING" : "FAILED";
  const overdue = now.getTime() - sendingAt.getTime() >= UNDER_WAY;
  return overdue || lastError !== null ? "UNCERTAIN" : "SENDING";
}
