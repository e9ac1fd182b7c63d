import "server-only";
import { forgetSignIns } from "../accounts/commands";
import { resealTotp } from "../accounts/totp-secret";
import { keepAnchor } from "../audit/chain";
import { SYSTEM_ACTOR } from "../audit/commands";
import { sweepEvidence } from "../evidence/sweep";
import { db } from "../platform/db";
import { log } from "../platform/log";

/**
 * The daily clearing: sign-ins nobody asks for any more, then evidence that no draft and no report
 * carries, nothing of it younger than a day; the end of the audit log is written down outside of the database; secrets
 * kept under a former key are sealed anew. What was found is written down for the administrators.
 * Safe to run twice. `now` is business time, `clock` the real one.
 */
export async function runUpkeep(now: Date, clock: Date): Promise<void> {
  const { failures, sessions } = await forgetSignIns(clock);
  const sweep = await sweepEvidence(SYSTEM_ACTOR, { remove: true }, now, clock);
  await keepAnchor(now);
  const resealed = await resealTotp();
  const counts = {
    evidenceFiles: sweep.files,
    evidenceMissing: sweep.missing.length,
    evidenceDeleted: sweep.deleted,
    failuresDeleted: failures,
    sessionsDeleted: sessions,
  };
  await db().upkeepRun.create({ data: { at: clock, ...counts } });
  for (const { id, storageKey } of sweep.missing) {
    log().error({ evidence: id, storageKey }, "bytes of evidence are gone: restore them");
  }
  log().info({ ...counts, resealed }, "upkeep done");
}
