import type { Client } from "pg";
import { describe, expect, test } from "vitest";
import { readChain } from "@/lib/audit/chain";
import { purgeAudit, SYSTEM_ACTOR } from "@/lib/audit/commands";
import { withClient } from "@/lib/platform/connection";
import { db, transact } from "@/lib/platform/db";
import { runJobs } from "@/lib/platform/job-runner";
import { enqueue, selectJobs } from "@/lib/platform/jobs";
import { migrationStatus } from "@/lib/platform/migrate";
import { ADDS_ONLY, applicationUrl, grantApplication } from "@/lib/platform/roles";
import { withDatabase } from "../support/database";
import { at, hire, hireForCity } from "../support/people";
import { approve, submit } from "../support/reports";

const own = withDatabase({ template: "plan", role: "application" });

const asOwner = <T>(work: (client: Client) => Promise<T>) => withClient(own.url, work);

describe("the role the portal runs as", () => {
  test("carries a report from its unit to its approval, and every step is in the log", async () => {
    const reviewer = await hire("reviewer", "REVIEWER");
    const { staff, fresh } = await hireForCity("staff", "济南市");
    const before = (await readChain()).entries;
    await approve(reviewer, await submit(staff, fresh().id, "2024-09-06"), "2024-09-07");
    expect(await readChain()).toMatchObject({ fault: null, entries: before + 2 });
  });

  test.each(["audit_entries", "audit_chain", "progress_updates", "reviews"])(
    "changes, removes or empties nothing of %s, and switches none of its guards off",
    async (table) => {
      const [{ column } = { column: "" }] = await db().$queryRaw<{ column: string }[]>`
        SELECT attname::text AS column FROM pg_attribute
         WHERE attrelid = ${table}::regclass AND attnum = 1`;
      for (const sql of [
        `UPDATE ${table} SET ${column} = ${column}`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table} CASCADE`,
        `ALTER TABLE ${table} DISABLE TRIGGER USER`,
        `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
        `ALTER TABLE ${table} OWNER TO CURRENT_USER`,
        `CREATE RULE aside AS ON INSERT TO ${table} DO INSTEAD NOTHING`,
        `CREATE TRIGGER aside BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
        `DROP TABLE ${table} CASCADE`,
      ]) {
        await expect(db().$executeRawUnsafe(sql), sql).rejects.toThrow(
          /permission denied|must be owner/,
        );
      }
    },
  );

  test.each([
    "SET session_replication_role = replica",
    "SET ROLE duban",
    "SET SESSION AUTHORIZATION duban",
    "CREATE OR REPLACE FUNCTION guard_audit_entry() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
    "ALTER FUNCTION guard_audit_entry() RENAME TO aside",
    "INSERT INTO audit_chain (id, start_sequence, start_hash, end_sequence, end_hash) VALUES (1, 0, '', 0, '')",
    "UPDATE _prisma_migrations SET checksum = ''",
    "GRANT duban TO duban_app",
  ])("does not get around it: %s", async (sql) => {
    await expect(db().$executeRawUnsafe(sql)).rejects.toThrow(/permission denied|must be owner/);
  });

  test("is not deceived by tables of the same names it makes for itself", async () => {
    const { end } = await readChain();
    await db()
      .$transaction(async (tx) => {
        await tx.$executeRaw`CREATE TEMP TABLE audit_chain AS SELECT * FROM public.audit_chain`;
        await tx.$executeRaw`
        INSERT INTO public.audit_entries SELECT ${end.sequence + 1}, at, business_on, account_id,
               account_name, address, action, subject, before, after, ${end.hash}, 'made up'
          FROM public.audit_entries WHERE sequence = 1`;
        const [chain] = await tx.$queryRaw<{ end: number }[]>`
        SELECT end_sequence AS end FROM public.audit_chain`;
        expect(chain?.end).toBe(end.sequence + 1);
        throw new Error("taken back");
      })
      .catch((error: Error) => expect(error.message).toBe("taken back"));
    expect(await readChain()).toMatchObject({ fault: null, end });
  });

  test("cannot purge, not even what is old enough", async () => {
    const asked = purgeAudit(SYSTEM_ACTOR, { before: "2020-01-01" }, at("2024-09-06"), new Date());
    await expect(asked).rejects.toThrow(/所有者/);
  });

  test("queues jobs and runs them", async () => {
    await transact((tx) =>
      enqueue(tx, [{ task: "deliver", payload: { deliveryId: 7 }, key: "deliver:7" }]),
    );
    const done: number[] = [];
    const runner = await runJobs(
      process.env.DATABASE_URL ?? "",
      { deliver: async ({ deliveryId }) => void done.push(deliveryId) },
      { clocks: [{ task: "upkeep", match: "0 0 1 1 *", late: 0 }] },
    );
    await expect.poll(() => done, { timeout: 10_000 }).toEqual([7]);
    await runner.stop();
    await expect.poll(() => selectJobs(db(), 10)).toEqual([]);
  });

  test("knows what a health check asks", async () => {
    expect((await migrationStatus(db())).current).toBe(true);
  });
});

describe("rights", () => {
  const kept = (url: string) =>
    withClient(url, async (client) => {
      const { rows } = await client.query<{ kept: boolean }>(ADDS_ONLY);
      return rows[0]?.kept;
    });

  test("tell the role that adds only from the owner", async () => {
    expect(await kept(applicationUrl(own.url))).toBe(true);
    expect(await kept(own.url)).toBe(false);
  });

  test("given beyond that are taken away at the next start, those for new tables are given", async () => {
    const role = applicationUrl(own.url);
    await asOwner(async (owner) => {
      await owner.query(
        "GRANT ALL ON audit_entries TO duban_app; CREATE TABLE added_later (id int)",
      );
    });
    expect(await kept(role)).toBe(false);
    await expect(db().$queryRaw`SELECT * FROM added_later`).rejects.toThrow("permission denied");
    await Promise.all([grantApplication(own.url, role), grantApplication(own.url, role)]);
    expect(await kept(role)).toBe(true);
    expect(await db().$queryRaw`SELECT * FROM added_later`).toEqual([]);
    await asOwner((owner) => owner.query("DROP TABLE added_later"));
  });

  test("cover every table that triggers keep from change, and no other", async () => {
    const rows = await db().$queryRaw<{ name: string; changes: boolean; guarded: boolean }[]>`
      SELECT c.relname::text AS name, has_table_privilege(c.oid, 'UPDATE, DELETE') AS changes,
             EXISTS (SELECT FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid
                      WHERE t.tgrelid = c.oid AND f.proname = 'refuse_change'
                        AND pg_get_triggerdef(t.oid) LIKE '%BEFORE DELETE OR UPDATE%') AS guarded
        FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
         AND c.relname NOT IN ('audit_entries', 'audit_chain', '_prisma_migrations')`;
    expect(rows.filter(({ guarded }) => guarded).length).toBeGreaterThan(15);
    expect(rows.filter(({ changes, guarded }) => changes === guarded)).toEqual([]);
  });

  test("are not taken from the owner, who is told to use two roles", async () => {
    await expect(grantApplication(own.url, own.url)).rejects.toThrow("MIGRATE_DATABASE_URL");
  });
});
