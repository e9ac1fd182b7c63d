import "server-only";
import type { NotificationKind } from "../../prisma/generated/enums";
import { shanghaiDate, toDbDate } from "../dates";
import type { Transaction } from "../platform/db";
import type { Actor } from "../policy";

export type Message = {
  /** accounts to tell; the one who acts is left out */
  to: number[];
  kind: NotificationKind;
  /** one plain sentence */
  text: string;
  /** where in the portal it leads: lib/paths.ts */
  path: string;
  /** what makes it the same message, without the account: a second writing does nothing */
  sameAs: string;
};

/** Writes a message for each person in the transaction of what happened. */
export async function notify(
  tx: Transaction,
  actor: Pick<Actor, "accountId" | "demonstration"> | null,
  message: Message,
  now: Date,
): Promise<void> {
  const to = [...new Set(message.to)].filter((id) => id !== actor?.accountId);
  if (to.length === 0) return;
  await tx.notification.createMany({
    data: to.map((accountId) => ({
      accountId,
      kind: message.kind,
      text: message.text,
      path: message.path,
      createdAt: now,
      businessOn: toDbDate(shanghaiDate(now)),
      sameAs: `${message.sameAs}:${accountId}`,
      demonstration: actor?.demonstration ?? false,
    })),
    skipDuplicates: true,
  });
}

/** Who of a unit is told about one assignment: its 经办人, else every active account of the unit or the unit above. */
export async function staffOf(tx: Transaction, assignmentId: number): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number; handler: boolean }[]>`
    SELECT acc.id, acc.id IS NOT DISTINCT FROM a.handler_id AS handler
      FROM assignments a
      JOIN units u ON u.id = a.unit_id
      JOIN accounts acc ON acc.role = 'STAFF' AND acc.active AND acc.unit_id IN (u.id, u.parent_id)
     WHERE a.id = ${assignmentId}`;
  const handler = rows.filter((row) => row.handler);
  return (handler.length > 0 ? handler : rows).map((row) => row.id);
}

/** The reviewers of a city: those of the city itself and those of both. */
export async function reviewersOf(tx: Transaction, cityId: number | null): Promise<number[]> {
  const rows = await tx.account.findMany({
    where: { role: "REVIEWER", active: true, OR: [{ cityId: null }, { cityId: cityId ?? -1 }] },
    select: { id: true },
  });
  return rows.map((row) => row.id);
}
