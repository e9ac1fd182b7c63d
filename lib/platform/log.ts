import "server-only";
import pino from "pino";
import { env } from "./env";

const store = globalThis as { dubanLog?: pino.Logger };

/** What an operator needs, as JSON lines on standard output; never texts of reports or passwords. */
export function log(): pino.Logger {
  store.dubanLog ??= pino({ level: env().LOG_LEVEL, base: undefined });
  return store.dubanLog;
}
