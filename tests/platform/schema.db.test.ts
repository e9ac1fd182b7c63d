import { expect, test } from "vitest";
import { db } from "../../lib/platform/db";
import { migrationStatus } from "../../lib/platform/migrate";
import { schemaDrift } from "../../lib/platform/schema-engine";
import { withDatabase } from "../support/database";

const database = withDatabase({ template: "empty" });

test("the migrations make exactly what prisma/schema.prisma says", async () => {
  expect(await schemaDrift(database.url)).toBe("");
});

test("a migrated database is current, as the health check asks it", async () => {
  expect(await migrationStatus(db())).toEqual({ current: true, pending: [] });
});

test("a test file works on a database of its own", async () => {
  const [row] = await db().$queryRaw<[{ name: string }]>`SELECT current_database() AS name`;
  expect(database.url).toContain(`/${row.name}`);
  expect(row.name).toMatch(/^duban_test_\d+_/);
});
