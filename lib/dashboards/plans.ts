import "server-only";
import { type IsoDate, toDbDate } from "../dates";
import { db } from "../platform/db";
import { Refusal } from "../platform/refusal";
import type { Actor } from "../policy";

/** What a page needs to know which plan it shows and whether what is in memory still holds. */
export type PlanRevision = { id: number; year: number; revision: number };

/** How a plan is named in an address: 2024, or 2024-3 where several of a year are within reach. */
export function planAddress({ id, year }: Pick<PlanRevision, "id" | "year">): string {
  return `${year}-${id}`;
}

/**
 * The plan an address names, among those the actor may open; null when there is none. A year alone
 * names the one they work on, else the only one of the year: where it could be either, INVALID asks
 * for the whole address. One statement.
 */
export async function findPlanOfYear(
  actor: Actor,
  address: string | number,
): Promise<PlanRevision | null> {
  const [year = 0, id] = String(address).split("-").map(Number);
  const rows = await db().$queryRaw<(PlanRevision & { title: string })[]>`
    SELECT id, year, revision, title FROM plans
     WHERE year = ${year} AND (${id ?? null}::int IS NULL OR id = ${id ?? null}::int)
       AND (${actor.planIds}::int[] IS NULL OR id = ANY (${actor.planIds}::int[]))
     ORDER BY id`;
  const open = actor.role === "API_TOKEN" ? null : rows.find((row) => row.id === actor.plan?.id);
  if (rows.length > 1 && !open) {
    const names = rows.map((row) => `${planAddress(row)}（${row.title}）`).join("、");
    throw new Refusal(
      "INVALID",
      `${year} 年有 ${rows.length} 份工作要点，请在地址里写明是哪一份：${names}。`,
    );
  }
  const found = open ?? rows[0];
  return found ? { id: found.id, year: found.year, revision: found.revision } : null;
}

/** How long after its due date a plan is still under way, in days: its last reports and 销号 come in then. */
const AFTERMATH = 45;

/**
 * The plans people are reminded of on a day: those issued, until some time after their due date, and
 * of plans that share a city the newest for as long as no other follows. One statement.
 */
export async function listPlansUnderWay(day: IsoDate): Promise<PlanRevision[]> {
  const on = toDbDate(day);
  return db().$queryRaw<PlanRevision[]>`
    SELECT p.id, p.year, p.revision FROM plans p
     WHERE p.issued_on <= ${on}
       AND (p.due_on + ${AFTERMATH}::int >= ${on} OR NOT EXISTS (
             SELECT 1 FROM plans later
               JOIN plan_cities theirs ON theirs.plan_id = later.id
               JOIN plan_cities own ON own.plan_id = p.id AND own.city_id = theirs.city_id
              WHERE later.year > p.year AND later.issued_on <= ${on}))
     ORDER BY p.year DESC, p.id`;
}
