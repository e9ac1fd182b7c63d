import "server-only";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";

export type UpkeepRow = {
  at: Date;
  evidenceFiles: number;
  evidenceMissing: number;
  evidenceDeleted: number;
  failuresDeleted: number;
  sessionsDeleted: number;
};

/** What the daily clearing found and took away, the newest first. */
export async function listUpkeep(actor: Actor, most = 10): Promise<UpkeepRow[]> {
  if (!may(actor, "job.read")) throw notFound();
  return db().upkeepRun.findMany({ orderBy: { id: "desc" }, take: most, omit: { id: true } });
}
