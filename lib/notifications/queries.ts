import "server-only";
import type { NotificationKind } from "../../prisma/generated/enums";
import { db } from "../platform/db";
import type { Actor } from "../policy";

export type MessageRow = {
  id: number;
  kind: NotificationKind;
  text: string;
  path: string;
  createdAt: Date;
  readAt: Date | null;
};

/** A person's own messages, newest first, `size` a page, from the one before `before` on. */
export async function listMessages(
  actor: Actor,
  filter: { unread?: boolean; before?: number | undefined } = {},
  size = 50,
): Promise<{ messages: MessageRow[]; next: number | null }> {
  const rows = await db().notification.findMany({
    where: {
      accountId: actor.accountId,
      ...(filter.unread ? { readAt: null } : {}),
      ...(filter.before === undefined ? {} : { id: { lt: filter.before } }),
    },
    orderBy: { id: "desc" },
    take: size + 1,
    select: { id: true, kind: true, text: true, path: true, createdAt: true, readAt: true },
  });
  const shown = rows.slice(0, size);
  // Two that were written at once, or on the same business day, stand in the order of what they tell.
  const messages = shown.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  return { messages, next: rows.length > size ? (shown.at(-1)?.id ?? null) : null };
}

/** How many messages each of these accounts has not read. */
export async function countUnread(accountIds: number[]): Promise<Map<number, number>> {
  const rows = await db().$queryRaw<{ id: number; unread: number }[]>`
    SELECT a.id, (SELECT count(*)::int FROM notifications n
                   WHERE n.account_id = a.id AND n.read_at IS NULL) AS unread
      FROM unnest(${accountIds}::int[]) AS a(id)`;
  return new Map(rows.map((row) => [row.id, row.unread]));
}
