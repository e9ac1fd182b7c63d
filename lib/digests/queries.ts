import "server-only";
import { isDemonstration } from "../platform/clock";
import type { Transaction } from "../platform/db";
import type { Person, Ties } from "./digest";

/** Everybody who may get a digest. */
export function readPeople(tx: Transaction): Promise<Omit<Person, "unread">[]> {
  return tx.$queryRaw<Omit<Person, "unread">[]>`
    SELECT a.id, a.role, a.post, a.unit_id AS "unitId", u.name AS "unitName",
           a.city_id AS "cityId", a.email, a.demonstration,
           reached_plans(a.id) AS "planIds"
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
