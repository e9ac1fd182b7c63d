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
  const pool = {
    connectionString: env().DATABASE_URL,
    // The adapter writes instants without their zone: the session has to read them as UTC.
    options: "-c TimeZone=UTC",
    max: 10,
    connectionTimeoutMillis: 10_000,
  };
  store.dubanDb ??= new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => statementName(sql) }),
  });
  return store.dubanDb;
}

/** The driver keeps nothing under an empty name. */
const UNNAMED = "";
const MARK = /^\s*\/\* prepared \*\//;
const names = new Map<string, string>();

/**
 * The name under which a connection keeps a statement parsed and planned: one that begins with the
 * mark. Pages' own statements take several times as long to plan as to run. Text that varies without
 * bound must not carry the mark.
 */
export function statementName(sql: string): string {
  if (!MARK.test(sql)) return UNNAMED;
  const name = names.get(sql) ?? `prepared_${names.size + 1}`;
  names.set(sql, name);
  return name;
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
