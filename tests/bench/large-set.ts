import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Client } from "pg";

export type SetSize = { plans: number; points: number; updates: number; inForce: number };

/** Loads what large-set.sql describes, and throws when a row of it hangs on nothing. */
export async function loadLargeSet(client: Client): Promise<void> {
  const sql = await readFile(path.join(import.meta.dirname, "large-set.sql"), "utf8");
  await client.query(sql);
  // What autovacuum does for a database that grows over the years.
  await client.query("VACUUM ANALYZE");
  for (const [table, orphans] of Object.entries(ORPHANS)) {
    const { rowCount } = await client.query(`${orphans} LIMIT 1`);
    if (rowCount) throw new Error(`${table} holds a row that hangs on nothing`);
  }
}

export async function sizeOf(client: Client): Promise<SetSize> {
  const { rows } = await client.query<SetSize>(
    `WITH in_force AS (SELECT id FROM plans ORDER BY year DESC, id LIMIT 1)
     SELECT (SELECT count(*)::int FROM plans) AS plans,
            (SELECT count(*)::int FROM work_points) AS points,
            (SELECT count(*)::int FROM progress_updates) AS updates,
            (SELECT count(*)::int FROM progress_updates pu
               JOIN assignments a ON a.id = pu.assignment_id
              WHERE a.plan_id = (SELECT id FROM in_force)) AS "inForce"`,
  );
  return rows[0] as SetSize;
}

const ORPHANS = {
  work_points: `SELECT FROM work_points w
    LEFT JOIN chapters c ON c.id = w.chapter_id AND c.plan_id = w.plan_id WHERE c.id IS NULL`,
  assignments: `SELECT FROM assignments a
    LEFT JOIN work_points w ON w.id = a.point_id AND w.plan_id = a.plan_id
    LEFT JOIN units u ON u.id = a.unit_id WHERE w.id IS NULL OR u.id IS NULL`,
  assignment_terms: `SELECT FROM assignment_terms t
    LEFT JOIN assignments a ON a.id = t.assignment_id LEFT JOIN assignments g ON g.id = t.group_id
    WHERE a.id IS NULL OR (t.group_id IS NOT NULL AND g.id IS NULL)`,
  progress_updates: `SELECT FROM progress_updates pu
    LEFT JOIN assignments a ON a.id = pu.assignment_id
    LEFT JOIN periods p ON p.id = pu.period_id AND p.plan_id = a.plan_id
    LEFT JOIN accounts author ON author.id = pu.author_id
    WHERE p.id IS NULL OR author.id IS NULL`,
  reviews: `SELECT FROM reviews r
    LEFT JOIN progress_updates pu ON (pu.id, pu.assignment_id, pu.period_id)
                                   = (r.update_id, r.assignment_id, r.period_id)
    LEFT JOIN accounts reviewer ON reviewer.id = r.reviewer_id
    WHERE pu.id IS NULL OR reviewer.id IS NULL`,
};
