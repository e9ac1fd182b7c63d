import "server-only";
import { isDemonstration } from "../platform/clock";
import type { Transaction } from "../platform/db";
import type { Person, Ties } from "./digest";

// More than this many unread messages are told by the portal, not by a mail.
const MOST_MESSAGES = 20;

/**
 * Everybody who may get a digest, with the messages they have not read and no digest has told yet.
 * Reminders are told by the clock, not as messages, so DUE and OVERDUE are left out.
 */
export function readPeople(tx: Transaction): Promise<Person[]> {
  return tx.$queryRaw<Person[]>`
    SELECT a.id, a.role, a.post, a.unit_id AS "unitId", u.name AS "unitName",
           a.city_id AS "cityId", a.email, a.demonstration,
           (SELECT coalesce(json_agg(json_build_object('kind', n.kind, 'text', n.text,
                     'path', n.path) ORDER BY n.id), '[]')
              FROM (SELECT * FROM notifications
                     WHERE account_id = a.id AND read_at IS NULL
                       AND kind NOT IN ('DUE', 'OVERDUE')
                       AND created_at > coalesce((SELECT max(created_at) FROM digests
                                                   WHERE account_id = a.id), '-infinity')
                     ORDER BY id DESC LIMIT ${MOST_MESSAGES}) n) AS unread
      FROM accounts a LEFT JOIN units u ON u.id = a.unit_id
     WHERE a.active AND (NOT a.demonstration OR ${isDemonstration()})
     ORDER BY a.id`;
}

export async function readTies(tx: Transaction): Promise<Ties> {
  const rows = await tx.$queryRaw<{ handler: boolean; id: number; other: number }[]>`
    SELECT true AS handler, id, handler_id AS other FROM assignments WHERE handler_id IS NOT NULL
    UNION ALL
    SELECT false, id, parent_id FROM units WHERE parent_id IS NOT NULL`;
  const pairs = (handler: boolean) =>
    new Map(rows.filter((row) => row.handler === handler).map(({ id, other }) => [id, other]));
  return { handlers: pairs(true), parents: pairs(false) };
}
