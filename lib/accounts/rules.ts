const MINUTE = 60_000;

/** A session ends after this long without a request, and after SESSION_MAX whatever happens. */
export const SESSION_IDLE = 30 * MINUTE;
export const SESSION_MAX = 12 * 60 * MINUTE;

/** Wrong passwords in a row that lock a name, and for how long. */
export const MAX_FAILURES = 5;
export const LOCK_TIME = 15 * MINUTE;

/** Refreshing lastSeenAt more often than this would write at every request. */
export const SEEN_EVERY = MINUTE;

export type SessionTimes = { createdAt: Date; lastSeenAt: Date; revokedAt: Date | null };

/** Whether a session still admits its owner. */
export function isSessionLive(session: SessionTimes, now: Date): boolean {
  if (session.revokedAt !== null) return false;
  if (now.getTime() - session.createdAt.getTime() >= SESSION_MAX) return false;
  return now.getTime() - session.lastSeenAt.getTime() < SESSION_IDLE;
}
