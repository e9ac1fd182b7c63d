import { withClient } from "../platform/connection";
import { OperatorError } from "../platform/env";
import { migrate } from "../platform/migrate";
import { ADDS_ONLY, grantApplication } from "../platform/roles";
import type { OpenDatabase } from "./open-database";
import { say } from "./progress";

/** Brings the schema to this version, as the owner of the tables. */
export async function upgradeDatabase({ url, application }: OpenDatabase): Promise<void> {
  try {
    await migrate(url, { onProgress: say });
  } catch (error) {
    throw application === url ? explained(error) : error;
  }
}

/**
 * The job queue, then what the portal's own role may do there, as the owner of both. Says so where that
 * role could change the audit log. Settings are read by now: they have to be complete.
 */
export async function admitPortal({ url, application }: OpenDatabase): Promise<void> {
  await (await import("../platform/job-runner")).installJobs(url);
  if (application !== url) await grantApplication(url, application);
  if (!(await addsOnly(application))) say(HINT);
}

const HINT =
  "提示：DATABASE_URL 的账号是各表的所有者，能够改动审计日志。正式启用时宜另建一个运行账号，办法见 README“数据库账号”";

function addsOnly(url: string): Promise<boolean> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ kept: boolean }>(ADDS_ONLY);
    return rows[0]?.kept === true;
  });
}

/** A role that owns nothing cannot upgrade. */
function explained(error: unknown): unknown {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  if (code !== "42501" && cause?.code !== "42501") return error;
  return new OperatorError(
    `数据库账号的权限不够，不能升级数据库结构（${(error as Error).message}）。请把各表所有者的连接地址写进 MIGRATE_DATABASE_URL 后重新启动，或用它执行 npm run db:upgrade。`,
    { cause: error },
  );
}
