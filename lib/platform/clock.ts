import "server-only";
import { type IsoDate, shanghaiDate, toDbDate } from "../dates";
import { env } from "./env";

const DAY = 86_400_000;

/** Real time; for sessions, locks and the audit log's own time stamp. */
export function systemNow(): Date {
  return new Date();
}

/**
 * The time business is done at. A demonstration stands at its date (env), with the hour of the
 * clock on the wall, so that due lists and lights stay alive whenever it is looked at.
 */
export function businessNow(): Date {
  const now = systemNow();
  const standing = demonstrationDate();
  if (standing === null) return now;
  const midnight = toDbDate(shanghaiDate(now)).getTime() - 8 * 3_600_000;
  return new Date(
    toDbDate(standing).getTime() - 8 * 3_600_000 + ((now.getTime() - midnight) % DAY),
  );
}

// Next keeps several copies of a module in one process: what they have to agree on stands here.
const store = globalThis as { dubanDemonstrationOver?: boolean };

/** Whether this installation shows demonstration data, on whatever clock. */
export function isDemonstration(): boolean {
  return env().DEMONSTRATION && store.dubanDemonstrationOver !== true;
}

/** From now on this process is of a real installation: its demonstration data has been removed. */
export function endDemonstration(over = true): void {
  store.dubanDemonstrationOver = over;
}

/** The date a demonstration stands at; null on a real installation. */
export function demonstrationDate(): IsoDate | null {
  return isDemonstration() ? env().DEMONSTRATION_DATE : null;
}
