import "server-only";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may, mayEver } from "../policy";

export type UnitAccount = { id: number; name: string; post: string; active: boolean; open: number };

/**
 * The staff accounts of a unit with how many assignments are in their hands: the actor's own unit,
 * or for an administrator any. One statement.
 */
export async function listUnitAccounts(actor: Actor, unitId?: number): Promise<UnitAccount[]> {
  if (!mayEver(actor, "hand-over.make")) throw notFound();
  if (unitId !== undefined && !may(actor, "hand-over.make", { unitId })) throw notFound();
  return db().$queryRaw<UnitAccount[]>`
    SELECT a.id, a.name, a.post, a.active,
           (SELECT count(*)::int FROM assignments WHERE handler_id = a.id) AS open
      FROM accounts a
     WHERE a.role = 'STAFF' AND a.unit_id = coalesce(${unitId ?? null}::int,
             (SELECT unit_id FROM accounts WHERE id = ${actor.accountId}))
     ORDER BY a.id`;
}
