import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkDatabase } from "../../lib/cli/check-database";
import { startScratchServer } from "../support/embedded";
import { freePort } from "../support/free-port";

let server: Awaited<ReturnType<typeof startScratchServer>>;

beforeAll(async () => {
  server = await startScratchServer();
  await run("CREATE ROLE guest LOGIN PASSWORD 'guest'");
  await run("CREATE ROLE locked NOLOGIN");
  await run("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
  await run(
    "CREATE DATABASE plain ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0",
  );
  await run("CREATE DATABASE half_open");
  await run("GRANT CREATE ON SCHEMA public TO guest", "half_open");
});

afterAll(() => server.stop());

describe("the operator's database", () => {
  test("passes without a word when everything is right", async () => {
    expect(await checkDatabase(server.url)).toBeUndefined();
  });

  test.each([
    [140_011, "PostgreSQL 14，请改用 15 至 18 的版本"],
    [190_000, "PostgreSQL 19，请改用 15 至 18 的版本"],
  ])("of version %d is refused, with the versions that will do", async (version, sentence) => {
    await expect(checkDatabase(server.url, { version })).rejects.toThrow(sentence);
  });

  test.each([150_000, 160_004, 170_002])("of version %d will do", async (version) => {
    expect(await checkDatabase(server.url, { version })).toBeUndefined();
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
    ["no right to install extensions", guest("/half_open"), "CREATE EXTENSION pg_trgm"],
  ])("with %s is refused in a sentence that says what to do", async (_, parts, sentence) => {
    await expect(checkDatabase(urlWith(parts))).rejects.toThrow(sentence);
  });

  test("at a port nothing listens on is refused with the address tried", async () => {
    const port = String(await freePort());
    await expect(checkDatabase(urlWith({ port }))).rejects.toThrow(`127.0.0.1:${port} 拒绝连接`);
  });

  test("whose language knows no Chinese letters gets a warning", async () => {
    expect(await checkDatabase(urlWith({ pathname: "/plain" }))).toContain("搜索会找不到中文");
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
  await client.query(sql);
  await client.end();
}
