const MINUTE = 60_000;

/** A session ends after this long without a request, and after SESSION_MAX whatever happens. */
export const SESSION_IDLE = 30 * MINUTE;
export const SESSION_MAX = 12 * 60 * MINUTE;

/** Wrong passwords in a row that lock a name, and for how long. */
export const MAX_FAILURES = 5;
export const LOCK_TIME = 15 * MINUTE;

/**
 * Wrong passwords from one network address that stop it, within how long. A building's hundreds of
 * people may share one address, so only attempts at which a password was looked at and was wrong
 * count: one person who forgot theirs adds five at the most, and it takes ten such people at once.
 * Somebody who guesses gets 50 tries in a quarter of an hour, whatever the number of names.
 */
export const ADDRESS_FAILURES = 50;
export const ADDRESS_TIME = 15 * MINUTE;

/** How long failures that lock nothing, and sessions that are over, are kept. */
export const FAILURE_KEEP = 24 * 60 * MINUTE;
export const SESSION_KEEP = 30 * FAILURE_KEEP;

/** Refreshing lastSeenAt more often than this would write at every request. */
export const SEEN_EVERY = MINUTE;

export type SessionTimes = { createdAt: Date; lastSeenAt: Date; revokedAt: Date | null };

/** Whether a session still admits its owner. */
export function isSessionLive(session: SessionTimes, now: Date): boolean {
  if (session.revokedAt !== null) return false;
  if (now.getTime() - session.createdAt.getTime() >= SESSION_MAX) return false;
  return now.getTime() - session.lastSeenAt.getTime() < SESSION_IDLE;
}
