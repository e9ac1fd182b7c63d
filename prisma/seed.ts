import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { shanghaiDate } from "../lib/dates";
import { createDemonstrationAccounts } from "../lib/demonstration/accounts";
import { createDemonstrationProgress } from "../lib/demonstration/commands";
import { directorySchema } from "../lib/documents/directory";
import { importFirst } from "../lib/imports/first-import";
import { businessNow } from "../lib/platform/clock";
import { withClient } from "../lib/platform/connection";
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
  await withClient(env().DATABASE_URL, async (client) => {
    // Two instances that start on one database load it once.
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await load(demonstration, onProgress);
  });
}

const LOCK = 20240426;

async function load(demonstration: boolean, onProgress: (line: string) => void): Promise<void> {
  const name = "jinan-linyi-2024.txt";
  const units: unknown = JSON.parse(
    await readFile(path.join(PLANS, "jinan-linyi-units.json"), "utf8"),
  );
  const file = { name, bytes: await readFile(path.join(PLANS, name)) };
  const reading = await importFirst(file, directorySchema.parse(units), businessNow());
  if (reading) {
    for (const { line, message } of reading.warnings) onProgress(`第 ${line} 行：${message}`);
    onProgress(`已载入 ${reading.documentNumber}《${reading.title}》`);
  }
  if (!demonstration || (await db().demonstrationEnd.count()) > 0) return;
  const now = businessNow();
  await createDemonstrationAccounts(now);
  await createDemonstrationProgress(shanghaiDate(now), onProgress);
}
