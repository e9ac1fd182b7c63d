import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { withClient } from "../../lib/platform/connection";
import { migrate } from "../../lib/platform/migrate";

/** empty: migrated · plan: the plan and units of the notice · demonstration: with months of work */
export type Template = "empty" | "plan" | "demonstration";

/** Makes the template once per run, whichever test file asks first; the others wait for it. */
export async function createTemplate(serverUrl: string, template: Template): Promise<string> {
  const name = `${PREFIX}template_${template}`;
  await withClient(serverUrl, async (client) => {
    await client.query("SELECT pg_advisory_lock(hashtext($1))", [name]);
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (found.rowCount) return;
    const unfinished = `${name}_unfinished`;
    await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
    if (template === "empty") {
      await client.query(`CREATE DATABASE ${unfinished}`);
      await migrate(urlOf(serverUrl, unfinished));
    } else {
      await cloneDatabase(serverUrl, "empty", unfinished);
      await seedInAProcess(urlOf(serverUrl, unfinished), template);
    }
    await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
  });
  return name;
}

/** A copy of a template; copying files beats the write-ahead log for databases this small. */
export async function cloneDatabase(serverUrl: string, template: Template, name: string) {
  const source = await createTemplate(serverUrl, template);
  await withClient(serverUrl, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${source} STRATEGY file_copy`),
  );
  return urlOf(serverUrl, name);
}

export async function dropDatabase(serverUrl: string, name: string) {
  await withClient(serverUrl, (client) =>
    client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  );
}

/** Removes what an earlier run left on a server that outlives it. */
export async function sweep(serverUrl: string) {
  await withClient(serverUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "SELECT datname FROM pg_database WHERE starts_with(datname, $1)",
      [PREFIX],
    );
    for (const { datname } of rows) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`);
  });
}

export const PREFIX = "duban_test_";

function urlOf(serverUrl: string, database: string) {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

// In a process of its own, because the Prisma client of this one belongs to the test's database.
async function seedInAProcess(databaseUrl: string, template: Template) {
  await promisify(execFile)(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "tests/support/seed.ts"],
    {
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl,
        DEMONSTRATION: template === "demonstration" ? "on" : "off",
      },
    },
  );
}
