import "server-only";
import type { Transaction } from "../platform/db";

/**
 * Locks a unit with those above and below it, so that who signs for them changes one by one: of two
 * who take the last two signers away, the second sees what the first did.
 */
export async function lockSigning(tx: Transaction, unitId: number | null): Promise<void> {
  await tx.$executeRaw`
    SELECT 1 FROM units u
     WHERE u.id = ${unitId} OR u.parent_id = ${unitId}
        OR u.id = (SELECT parent_id FROM units WHERE id = ${unitId})
     ORDER BY u.id FOR UPDATE`;
}

/**
 * Of a unit and those below it, the names of those whose reports need 审签 and that nobody can sign
 * for: neither an account of their own nor one of the unit above. Asked after a change, before its commit.
 */
export async function findUnsigned(tx: Transaction, unitId: number | null): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT u.name FROM units u
     WHERE u.requires_sign_off AND (u.id = ${unitId} OR u.parent_id = ${unitId})
       AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.role = 'STAFF' AND a.active AND a.signs_off
                          AND a.unit_id IN (u.id, u.parent_id))
     ORDER BY u.official_order`;
  return rows.map(({ name }) => name);
}
