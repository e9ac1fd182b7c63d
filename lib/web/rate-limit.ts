import "server-only";

/** Requests of one account in a stretch of time; kept in memory, since it only spares this process. */
const WINDOW = 10_000;
const taken = new Map<number, { from: number; count: number }>();

/** Whether an account may ask once more: at most `most` times in ten seconds. `now` in milliseconds. */
export function mayAskAgain(accountId: number, most: number, now: number): boolean {
  const window = taken.get(accountId);
  if (!window || now - window.from >= WINDOW) {
    // Those long gone leave nothing behind.
    if (taken.size > 1_000) {
      for (const [id, { from }] of taken) if (now - from >= WINDOW) taken.delete(id);
    }
    taken.set(accountId, { from: now, count: 1 });
    return true;
  }
  window.count += 1;
  return window.count <= most;
}
