import { Client } from "pg";
import { expect, test } from "vitest";
import { db, disconnect } from "@/lib/platform/db";
import { getHealth } from "@/lib/platform/health";
import { withDatabase } from "../support/database";

const database = withDatabase({ template: "empty" });

test("health is well on a migrated database, and says which migration is missing", async () => {
  expect(await getHealth()).toEqual({ status: "ok" });
  await db().$executeRaw`
    DELETE FROM _prisma_migrations WHERE migration_name LIKE '%_holidays_2026'`;
  expect(await getHealth()).toEqual({
    status: "unavailable",
    reason: expect.stringMatching(/^数据库结构待升级：\d+_holidays_2026$/),
  });
});

test("health says that the database does not answer, and is well again once it does", async () => {
  await db().$executeRaw`
    INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
    SELECT 'again', '', '20261125000200_holidays_2026', now()`;
  await allowConnections(false);
  await disconnect();
  expect(await getHealth()).toEqual({ status: "unavailable", reason: "数据库没有应答" });
  await allowConnections(true);
  expect(await getHealth()).toEqual({ status: "ok" });
});

/** Shuts the test's database, or opens it again, from beside it. */
async function allowConnections(allowed: boolean) {
  const url = new URL(database.url);
  const name = url.pathname.slice(1);
  url.pathname = "/postgres";
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await client.query(`ALTER DATABASE "${name}" WITH ALLOW_CONNECTIONS ${allowed}`);
  await client.end();
}
