import { existsSync } from "node:fs";
import path from "node:path";
import { type Env, OperatorError, parseEnv } from "../platform/env";
import { Refusal } from "../platform/refusal";
import { borrowDatabase } from "./open-database";

/**
 * Runs a tool of the command line in the project's folder. What the operator can mend is one
 * sentence on standard error; either way the exit code says that it failed.
 */
export function runTool(work: () => Promise<void>): void {
  process.chdir(path.resolve(import.meta.dirname, "../.."));
  work().catch((error: unknown) => {
    const known = error instanceof OperatorError || error instanceof Refusal;
    console.error(known ? (error as Error).message : error);
    process.exitCode = 1;
  });
}

/** The settings of this installation, .env included. */
export function toolSettings(): Env {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return parseEnv(process.env);
}

/** Does the work on the portal's database, whether the portal runs or not. */
export async function withPortalDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const { url, close } = await borrowDatabase(toolSettings());
  process.env.DATABASE_URL = url;
  const { disconnect } = await import("../platform/db");
  try {
    return await work(url);
  } finally {
    await disconnect();
    await close();
  }
}
