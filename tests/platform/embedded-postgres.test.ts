import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type EmbeddedPostgres,
  runningPostgresUrl,
  startEmbeddedPostgres,
} from "../../lib/platform/embedded-postgres";
import { isRunning, scratchFolder } from "../cli/portal";

const asRoot = process.getuid?.() === 0;
const settings = ["fsync=off"];

let scratch: Awaited<ReturnType<typeof scratchFolder>>;
const running: EmbeddedPostgres[] = [];

beforeEach(async () => {
  scratch = await scratchFolder("数据 目录");
});

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  await scratch.remove();
});

describe("the embedded PostgreSQL", () => {
  test("keeps its data and its port from one start to the next, in a folder with spaces and Chinese", async () => {
    const first = await begin();
    await ask(first.url, "CREATE TABLE kept AS SELECT 1 AS one");
    await first.stop();
    const second = await begin();
    expect(second.adopted).toBe(false);
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
  });

  test("finds Chinese by trigram and sorts it by pinyin", async () => {
    const { url } = await begin();
    await ask(url, "CREATE EXTENSION pg_trgm");
    expect(await ask(url, "SELECT similarity('对口合作', '对口合作督办') > 0.4 AS found")).toEqual([
      { found: true },
    ]);
    const sorted = await ask(
      url,
      "SELECT name FROM unnest('{临沂,济南,安徽}'::text[]) name ORDER BY 1",
    );
    expect(sorted.map((row) => row.name)).toEqual(["安徽", "济南", "临沂"]);
  });

  test("listens on this machine only, and keeps its password to its owner", async () => {
    const server = await begin();
    expect(new URL(server.url).hostname).toBe("127.0.0.1");
    expect(await ask(server.url, "SHOW listen_addresses")).toEqual([
      { listen_addresses: "127.0.0.1" },
    ]);
    const wrong = server.url.replace(/:[^:@]+@/, ":wrong@");
    await expect(ask(wrong, "SELECT 1")).rejects.toThrow(/password/);
  });

  test("starts over after a crash in the middle of setting up", async () => {
    const half = path.join(scratch.folder, "postgres", "cluster.unfinished");
    await mkdir(half, { recursive: true });
    await writeFile(path.join(half, "PG_VERSION"), "18");
    const { url } = await begin();
    expect(await ask(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  test("left behind by a killed process it is taken over, and stopping it then really ends it", async () => {
    const lost = await begin();
    const found = await begin();
    expect(found.adopted).toBe(true);
    expect(found.url).toBe(lost.url);
    const pid = await serverPid(found);
    await found.stop();
    expect(isRunning(pid)).toBe(false);
    await lost.stop();
  });

  test("is found by a tool while it runs, and not when it does not", async () => {
    expect(await runningPostgresUrl(scratch.folder)).toBeUndefined();
    const server = await begin();
    expect(await runningPostgresUrl(scratch.folder)).toBe(server.url);
    await server.stop();
    expect(await runningPostgresUrl(scratch.folder)).toBeUndefined();
  });

  test("starts again after the server itself was killed", async () => {
    const killed = await begin();
    process.kill(await serverPid(killed), "SIGKILL");
    const again = await begin();
    expect(again.adopted).toBe(false);
    expect(await ask(again.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  test("starts although the number it left behind now belongs to another program", async () => {
    const killed = await begin();
    const file = path.join(killed.dataDir, "cluster", "postmaster.pid");
    const left = await readFile(file, "utf8");
    await killed.stop();
    await writeFile(file, left.replace(/^\d+/, String(process.pid)));
    const again = await begin();
    expect(again.adopted).toBe(false);
  });

  test("takes another port when its own is in use", async () => {
    const first = await begin();
    await first.stop();
    const taken = Number(new URL(first.url).port);
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(taken, "127.0.0.1", resolve));
    try {
      const second = await begin();
      expect(new URL(second.url).port).not.toBe(String(taken));
    } finally {
      other.close();
    }
  });

  test.runIf(asRoot)("stands elsewhere, and says so, where its user may not go", async () => {
    await mkdir(scratch.folder);
    await chmod(scratch.folder, 0o700);
    const told: string[] = [];
    const server = await begin((line) => told.push(line));
    try {
      expect(server.dataDir).not.toContain(scratch.folder);
      expect(told.join()).toContain(server.dataDir);
      await server.stop();
      expect((await begin()).dataDir).toBe(server.dataDir);
      expect(existsSync(path.join(scratch.folder, "postgres", "cluster"))).toBe(false);
    } finally {
      await running.splice(0).at(-1)?.stop();
      await rm(path.dirname(server.dataDir), { recursive: true });
    }
  });
});

async function begin(onProgress?: (line: string) => void) {
  const server = await startEmbeddedPostgres({ dataDir: scratch.folder, settings, onProgress });
  running.push(server);
  return server;
}

async function serverPid(server: EmbeddedPostgres) {
  const file = path.join(server.dataDir, "cluster", "postmaster.pid");
  return Number((await readFile(file, "utf8")).split("\n")[0]);
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
