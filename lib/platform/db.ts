import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "../../prisma/generated/client";
import { env } from "./env";
import { Refusal } from "./refusal";

export type Transaction = Prisma.TransactionClient;
export { Prisma };

// One client a process; development reloads modules, so it is kept on globalThis.
const store = globalThis as { dubanDb?: PrismaClient };

/** The one Prisma client, made at first use. */
export function db(): PrismaClient {
  store.dubanDb ??= new PrismaClient({
    adapter: new PrismaPg({
      connectionString: env().DATABASE_URL,
      // The adapter writes instants without their zone: the session has to read them as UTC.
      options: "-c TimeZone=UTC",
      max: 10,
      connectionTimeoutMillis: 10_000,
    }),
  });
  return store.dubanDb;
}

export async function disconnect(): Promise<void> {
  await store.dubanDb?.$disconnect();
  store.dubanDb = undefined;
}

/**
 * One command = one transaction. A uniqueness violation means that someone else was first: it
 * becomes the given refusal.
 */
export async function transact<T>(
  work: (tx: Transaction) => Promise<T>,
  whenTaken = "该操作已由他人完成，请刷新后查看。",
): Promise<T> {
  try {
    return await db().$transaction(work, { maxWait: 10_000, timeout: 20_000 });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
      throw new Refusal("STALE", whenTaken);
    }
    throw error;
  }
}
