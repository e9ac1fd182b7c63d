import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { checkDatabase } from "../../lib/cli/check-database";
import { installJobs } from "../../lib/platform/job-runner";
import { migrate } from "../../lib/platform/migrate";
import { startScratchServer } from "../support/embedded";
import { freePort } from "../support/free-port";

let server: Awaited<ReturnType<typeof startScratchServer>>;

beforeAll(async () => {
  server = await startScratchServer();
  await run("CREATE ROLE guest LOGIN PASSWORD 'guest'");
  await run("CREATE ROLE locked NOLOGIN");
  await run("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
  await run("CREATE DATABASE half_open");
  await run("GRANT CREATE ON SCHEMA public TO guest", "half_open");
});

afterAll(() => server.stop());

describe("the operator's database", () => {
  test("passes when everything is right", async () => {
    await checkDatabase(server.url);
  });

  test.each([
    [140_011, "PostgreSQL 14，请改用 15 至 18 的版本"],
    [190_000, "PostgreSQL 19，请改用 15 至 18 的版本"],
  ])("of version %d is refused, with the versions that will do", async (version, sentence) => {
    await expect(checkDatabase(server.url, { version })).rejects.toThrow(sentence);
  });

  test.each([150_000, 160_004, 170_002])("of version %d will do", async (version) => {
    await checkDatabase(server.url, { version });
  });

  test("that only reads is refused", async () => {
    await expect(checkDatabase(server.url, { reads_only: true })).rejects.toThrow("只读的备库");
  });

  test.each([
    ["a wrong password", { password: "wrong" }, "账号 duban 的密码不对"],
    ["an unknown account", { username: "nobody" }, "账号 nobody 的密码不对"],
    ["a missing database", { pathname: "/none" }, "CREATE DATABASE none OWNER duban"],
    [
      "an unknown host",
      { hostname: "no-such-host.invalid" },
      "找不到数据库主机 no-such-host.invalid",
    ],
    ["another encoding than UTF-8", { pathname: "/latin" }, "latin 的编码是 LATIN1"],
    ["no right to make tables", guest(), "GRANT CREATE ON SCHEMA public TO guest"],
    [
      "no right to make schemas",
      guest("/half_open"),
      "GRANT CREATE ON DATABASE half_open TO guest",
    ],
  ])("with %s is refused in a sentence that says what to do", async (_, parts, sentence) => {
    await expect(checkDatabase(urlWith(parts))).rejects.toThrow(sentence);
  });

  test("at a port nothing listens on is refused with the address tried", async () => {
    const port = String(await freePort());
    await expect(checkDatabase(urlWith({ port }))).rejects.toThrow(`127.0.0.1:${port} 拒绝连接`);
  });

  test("with the rights it was told to give is set up whole by that account, and started again without one of them", async () => {
    await run("CREATE DATABASE opened");
    await run("GRANT CREATE ON SCHEMA public TO guest", "opened");
    await run("GRANT CREATE ON DATABASE opened TO guest");
    const url = urlWith(guest("/opened"));
    await checkDatabase(url);
    await migrate(url);
    await installJobs(url);
    await run("REVOKE CREATE ON DATABASE opened FROM guest");
    await checkDatabase(url);
    await installJobs(url);
    // The queue's own connections close behind its answer.
    await vi.waitFor(async () => expect(await connectionsTo("opened")).toBe(0), 10_000);
  });
});

function guest(pathname = "/duban") {
  return { username: "guest", password: "guest", pathname };
}

function urlWith(
  parts: Partial<Record<"username" | "password" | "hostname" | "port" | "pathname", string>>,
) {
  return Object.assign(new URL(server.url), parts).href;
}

async function run(sql: string, database = "duban") {
  const client = new Client({ connectionString: urlWith({ pathname: `/${database}` }) });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

async function connectionsTo(database: string): Promise<number> {
  const [row] = await run(
    `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = '${database}'`,
  );
  return row.count;
}
