import "server-only";
import { Prisma, type Transaction } from "./db";

// Any number will do as long as nothing else in this database uses it.
const LOCK = 20240427;

/**
 * Held until the transaction ends: ALONE by whoever changes the 名录, SHARED by whoever gives something
 * to units that have to stand.
 */
export async function holdDirectory(tx: Transaction, how: "ALONE" | "SHARED"): Promise<void> {
  const lock = Prisma.raw(
    how === "ALONE" ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared",
  );
  await tx.$executeRaw`SELECT ${lock}(${LOCK})`;
}
