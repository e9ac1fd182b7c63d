import "server-only";
import { fromDbDate } from "../dates";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { type ChainFault, findChainFault } from "./rules";

export type AuditRow = {
  sequence: number;
  at: Date;
  businessOn: string;
  accountName: string;
  address: string;
  action: string;
  subject: string;
  before: unknown;
  after: unknown;
};

/** The newest entries first, `size` a page, from the entry before `beforeSequence` on. */
export async function listAuditEntries(
  actor: Actor,
  beforeSequence: number | null,
  size = 50,
): Promise<AuditRow[]> {
  if (!may(actor, "audit.read")) throw notFound();
  const rows = await db().auditEntry.findMany({
    where: beforeSequence === null ? {} : { sequence: { lt: beforeSequence } },
    orderBy: { sequence: "desc" },
    take: size,
  });
  return rows.map(({ hash: _, previousHash: __, accountId: ___, businessOn, ...row }) => ({
    ...row,
    businessOn: fromDbDate(businessOn),
  }));
}

/** Walks the whole chain in pages of 2,000; the number of entries and the first fault, if any. */
export async function verifyAuditChain(
  actor: Actor,
): Promise<{ entries: number; fault: ChainFault | null }> {
  if (!may(actor, "audit.read")) throw notFound();
  let previous: { sequence: number; hash: string } | undefined;
  for (;;) {
    const rows = await db().auditEntry.findMany({
      where: { sequence: { gt: previous?.sequence ?? 0 } },
      orderBy: { sequence: "asc" },
      take: 2_000,
    });
    const fault = findChainFault(
      rows.map((row) => ({
        ...row,
        at: row.at.toISOString(),
        businessOn: fromDbDate(row.businessOn),
      })),
      previous,
    );
    previous = rows.at(-1) ?? previous;
    if (fault || rows.length < 2_000) return { entries: previous?.sequence ?? 0, fault };
  }
}
