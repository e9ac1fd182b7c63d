import "server-only";
import { db } from "./db";
import { log } from "./log";
import { migrationStatus } from "./migrate";

export type Health = { status: "ok" } | { status: "unavailable"; reason: string };

/** Whether this process can serve: the database answers and no migration is pending. */
export async function getHealth(): Promise<Health> {
  try {
    const { current, pending } = await migrationStatus(db());
    if (current) return { status: "ok" };
    return { status: "unavailable", reason: `数据库结构待升级：${pending.join("、")}` };
  } catch (error) {
    log().error({ err: error }, "health check failed");
    return { status: "unavailable", reason: "数据库没有应答" };
  }
}
