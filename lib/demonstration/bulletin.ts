import "server-only";
import { createBulletin } from "../bulletins/start";
import type { IsoDate } from "../dates";
import { db } from "../platform/db";
import type { Actor } from "../policy";
import { at, inNewestPlan } from "./desks";

const AS_OF = "2024-08-31";
const STARTED_ON = "2024-09-02";

/** The 月报 of August as a draft, for whoever tries the portal to correct, refresh and issue. */
export async function draftBulletin(reviewer: Actor, today: IsoDate): Promise<void> {
  if (today < STARTED_ON || (await db().bulletin.count({ where: { demonstration: true } })) > 0) {
    return;
  }
  const writer = await inNewestPlan(reviewer);
  await createBulletin(writer, { kind: "MONTHLY", asOf: AS_OF }, at(STARTED_ON, 10));
}
