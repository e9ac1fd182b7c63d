import "server-only";
import { createHmac } from "node:crypto";
import { type Client, escapeIdentifier, escapeLiteral } from "pg";
import { withClient } from "./connection";
import { OperatorError } from "./env";

/** The role the portal runs as on the embedded server; outside the operator chooses the name. */
const APPLICATION = "duban_app";

/** The address of the embedded server as the portal uses it; the password follows from the owner's and tells nothing of it. */
export function applicationUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.password = createHmac("sha256", url.password).update(APPLICATION).digest("hex");
  url.username = APPLICATION;
  return url.href;
}

/** Makes that role, or sets its password again; `client` is whoever may make roles. */
export async function makeApplicationRole(client: Client, ownerUrl: string): Promise<void> {
  const password = escapeLiteral(new URL(applicationUrl(ownerUrl)).password);
  await client.query(`DO $do$ BEGIN CREATE ROLE ${APPLICATION};
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $do$`);
  await client.query(`ALTER ROLE ${APPLICATION} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE
    PASSWORD ${password}`);
}

/**
 * Gives the role of the second address what the portal needs and takes away what it has beyond that, in
 * one step: it reads and writes rows, but owns no table, so it can switch off no trigger, and of what
 * never changes it only adds more. At every start, since an upgrade may have brought tables.
 */
export async function grantApplication(ownerUrl: string, applicationUrl: string): Promise<void> {
  const name = await withClient(applicationUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>("SELECT current_user AS name");
    return rows[0]?.name ?? "";
  });
  await withClient(ownerUrl, async (client) => {
    const { rows: same } = await client.query(IS_OWNER, [name]);
    if (same.length > 0) throw new OperatorError(ONE_ROLE);
    await client.query("BEGIN");
    // Two that start at once would change the same rows of the catalog.
    await client.query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
    const role = escapeIdentifier(name);
    const { rows } = await client.query<{ place: string; rights: string }>(GRANTED);
    const grants = rows.map(
      ({ place, rights }) =>
        `REVOKE ALL ON ${place} FROM ${role}; GRANT ${rights} ON ${place} TO ${role}`,
    );
    const { rows: queue } = await client.query<{ name: string }>(CLOSED_QUEUE);
    const policies = queue.map((each) => `CREATE POLICY portal ON ${each.name} USING (true)`);
    await client.query([...grants, ...policies].join(";\n"));
    await client.query("COMMIT");
  });
}

/** Whether who is connected can do no more to the audit log than read it and add to it. */
export const ADDS_ONLY = `
  SELECT NOT r.rolsuper AND NOT pg_has_role(r.oid, t.relowner, 'MEMBER')
         AND NOT has_table_privilege('audit_entries', 'UPDATE, DELETE, TRUNCATE, TRIGGER')
         AND NOT has_table_privilege('audit_chain', 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER') AS kept
    FROM pg_roles r, pg_class t
   WHERE r.rolname = current_user AND t.oid = 'audit_entries'::regclass`;

const LOCK = 20240428;

const ONE_ROLE =
  "DATABASE_URL 的账号就是各表的所有者（或其成员、超级用户），应另建一个账号供门户运行使用：CREATE ROLE duban_app LOGIN PASSWORD '密码'，把它写进 DATABASE_URL，所有者写进 MIGRATE_DATABASE_URL。";

const IS_OWNER = `
  SELECT FROM pg_roles r WHERE r.rolname = $1
     AND (r.rolsuper OR pg_has_role(r.oid, (SELECT relowner FROM pg_class WHERE oid = 'audit_entries'::regclass), 'MEMBER'))`;

// What a trigger keeps from every change is only added to; where the log begins and ends, and what
// was migrated, is only read.
const GRANTED = `
  SELECT CASE WHEN c.relkind = 'S' THEN 'SEQUENCE ' ELSE '' END || c.oid::regclass AS place,
         CASE WHEN c.relkind = 'S' THEN 'USAGE, SELECT'
              WHEN c.oid IN ('audit_chain'::regclass, '_prisma_migrations'::regclass) THEN 'SELECT'
              WHEN c.oid = 'audit_entries'::regclass OR EXISTS (
                     SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgtype & 25 = 25
                        AND t.tgfoid = 'refuse_change'::regproc)
              THEN 'SELECT, INSERT' ELSE 'SELECT, INSERT, UPDATE, DELETE' END AS rights
    FROM pg_class c
   WHERE c.relnamespace IN (current_schema()::regnamespace, 'graphile_worker'::regnamespace)
     AND c.relkind IN ('r', 'p', 'v', 'S') AND pg_has_role(c.relowner, 'USAGE')
  UNION ALL SELECT 'SCHEMA ' || quote_ident(name), 'USAGE'
    FROM unnest(ARRAY[current_schema(), 'graphile_worker']) AS name
  UNION ALL SELECT 'FUNCTION remove_demonstration_rows()', 'EXECUTE'`;

// The job queue shows its rows to nobody but the owner unless told otherwise.
const CLOSED_QUEUE = `
  SELECT c.oid::regclass::text AS name FROM pg_class c
   WHERE c.relnamespace = 'graphile_worker'::regnamespace AND c.relrowsecurity
     AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)`;
