import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../../lib/platform/embedded-postgres";
import { createTemplate, sweep } from "./templates";

declare module "vitest" {
  interface ProvidedContext {
    serverUrl: string;
  }
}

/**
 * Once per run: the server every test database stands on, with the migrated template in it.
 * TEST_DATABASE_URL names an existing server to use instead, and a role that may create databases.
 */
export default async function setup(project: TestProject) {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { url: given, stop: () => sweep(given) } : await startScratchServer();
  project.provide("serverUrl", server.url);
  if (given) await sweep(given);
  await createTemplate(server.url, "empty");
  return server.stop;
}

/** A server in a temporary folder that trades safety for speed; `stop` removes it. */
export async function startScratchServer() {
  const dataDir = await mkdtemp(path.join(tmpdir(), "duban-test-"));
  await chmod(dataDir, 0o755);
  const server = await startEmbeddedPostgres({ dataDir, settings: SCRATCH });
  const stop = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url: server.url, dataDir, stop };
}

const SCRATCH = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "wal_level=minimal",
  "max_wal_senders=0",
  "autovacuum=off",
  // Not the zone of the portal: SQL has to name Asia/Shanghai where it means it.
  "timezone=Asia/Kathmandu",
];
