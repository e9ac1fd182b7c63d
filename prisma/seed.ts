import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { Client } from "pg";
import { SYSTEM_ACTOR } from "../lib/audit/commands";
import { shanghaiDate } from "../lib/dates";
import { createDemonstrationAccounts } from "../lib/demonstration/accounts";
import { createDemonstrationProgress } from "../lib/demonstration/commands";
import { importNotice } from "../lib/documents/commands";
import { directorySchema } from "../lib/documents/directory";
import { readNotice } from "../lib/documents/notice";
import { businessNow } from "../lib/platform/clock";
import { db } from "../lib/platform/db";
import { env } from "../lib/platform/env";

const PLANS = path.join(import.meta.dirname, "plans");

/**
 * What a first start loads: the notice as the parser reads it, its directory, and in a demonstration
 * accounts and a year of progress. What is there already is left alone.
 */
export async function seed({
  demonstration,
  onProgress,
}: {
  demonstration: boolean;
  onProgress: (line: string) => void;
}): Promise<void> {
  const client = new Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  try {
    // Two instances that start on one database load it once.
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await load(demonstration, onProgress);
  } finally {
    await client.end();
  }
}

const LOCK = 20240426;

async function load(demonstration: boolean, onProgress: (line: string) => void): Promise<void> {
  if ((await db().plan.count()) === 0) {
    const reading = readNotice(await readFile(path.join(PLANS, "jinan-linyi-2024.txt"), "utf8"));
    const data: unknown = JSON.parse(
      await readFile(path.join(PLANS, "jinan-linyi-units.json"), "utf8"),
    );
    await importNotice(SYSTEM_ACTOR, reading, directorySchema.parse(data), businessNow());
    for (const { line, message } of reading.warnings) onProgress(`第 ${line} 行：${message}`);
    onProgress(`已载入 ${reading.documentNumber}《${reading.title}》`);
  }
  if (!demonstration || (await db().demonstrationEnd.count()) > 0) return;
  const now = businessNow();
  await createDemonstrationAccounts(now);
  await createDemonstrationProgress(shanghaiDate(now), onProgress);
}
