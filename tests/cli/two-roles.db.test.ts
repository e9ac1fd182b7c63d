import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { openDatabase } from "@/lib/cli/open-database";
import { admitPortal, upgradeDatabase } from "@/lib/cli/prepare-database";
import { withClient } from "@/lib/platform/connection";
import { parseEnv } from "@/lib/platform/env";
import { runJobs } from "@/lib/platform/job-runner";
import { emptyDatabases } from "../support/backups";

// An operator's PostgreSQL with two roles, as the README says to make them.
const emptyDatabase = emptyDatabases();
const ROLE = `portal_runner_${process.pid}`;
const said: string[] = [];

beforeAll(() => asServer(`CREATE ROLE ${ROLE} LOGIN PASSWORD 'runner'`));
afterAll(() => asServer(`DROP OWNED BY ${ROLE}; DROP ROLE ${ROLE}`).catch(() => undefined));
afterEach(() => {
  said.length = 0;
  vi.restoreAllMocks();
});

async function asServer(sql: string) {
  await withClient(inject("serverUrl"), (client) => client.query(sql));
}

/** What npm start does with the database before anything else runs. */
async function start(settings: { DATABASE_URL: string; MIGRATE_DATABASE_URL?: string }) {
  vi.spyOn(console, "log").mockImplementation((line) => void said.push(String(line)));
  const database = await openDatabase(parseEnv(settings));
  await upgradeDatabase(database);
  await admitPortal(database);
  vi.restoreAllMocks();
  return database;
}

function runner(owner: string): string {
  const url = new URL(owner);
  Object.assign(url, { username: ROLE, password: "runner" });
  return url.href;
}

const HINT = /提示：.*能够改动审计日志/;
const refused = (url: string, sql: string) =>
  withClient(url, (client) => expect(client.query(sql)).rejects.toThrow(/permission denied|owner/));

describe("an operator's database", () => {
  test("with a role for upgrades and one to run as: the portal's can read and add, and runs jobs", async () => {
    const owner = await emptyDatabase();
    const { application } = await start({
      DATABASE_URL: runner(owner),
      MIGRATE_DATABASE_URL: owner,
    });
    expect(application).toBe(runner(owner));
    expect(said.join("\n")).not.toMatch(HINT);
    await refused(application, "TRUNCATE audit_entries");
    await refused(application, "UPDATE audit_chain SET end_sequence = 0");
    await withClient(application, (client) => client.query("SELECT count(*) FROM plans"));
    const jobs = await runJobs(application, { deliver: async () => undefined });
    await jobs.stop();
  });

  test("one that ran as its owner goes on with two roles from the next start", async () => {
    const owner = await emptyDatabase();
    await start({ DATABASE_URL: owner });
    expect(said.join("\n")).toMatch(HINT);
    said.length = 0;
    await start({ DATABASE_URL: runner(owner), MIGRATE_DATABASE_URL: owner });
    expect(said.join("\n")).not.toMatch(HINT);
  });

  test("upgraded elsewhere, starts without the owner's address; one that is behind says what to write", async () => {
    const owner = await emptyDatabase();
    await start({ DATABASE_URL: runner(owner), MIGRATE_DATABASE_URL: owner });
    await start({ DATABASE_URL: runner(owner) });
    await withClient(owner, (client) =>
      client.query(`DELETE FROM _prisma_migrations WHERE migration_name =
                      (SELECT max(migration_name) FROM _prisma_migrations)`),
    );
    await expect(start({ DATABASE_URL: runner(owner) })).rejects.toThrow("MIGRATE_DATABASE_URL");
  });

  test("with the same role twice, or the one without the other, is told what to do", async () => {
    const owner = await emptyDatabase();
    const twice = `${owner}&application_name=twice`;
    const asked = start({ DATABASE_URL: twice, MIGRATE_DATABASE_URL: owner });
    await expect(asked).rejects.toThrow("CREATE ROLE");
    expect(() => parseEnv({ MIGRATE_DATABASE_URL: owner })).toThrow("DATABASE_URL");
  });
});
