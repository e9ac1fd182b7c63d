import { lockDataDir } from "../platform/data-dir";
import { runningPostgresUrl, startEmbeddedPostgres } from "../platform/embedded-postgres";
import type { Env } from "../platform/env";
import { applicationUrl } from "../platform/roles";
import { checkDatabase } from "./check-database";
import { say } from "./progress";

type Settings = Pick<Env, "DATABASE_URL" | "MIGRATE_DATABASE_URL" | "DATA_DIR">;

export type OpenDatabase = {
  /** as the owner of its tables, for upgrades and tools */
  url: string;
  /** as the portal runs: the same where the operator named one role only */
  application: string;
  close(): Promise<void>;
};

/**
 * The database of this installation: the operator's PostgreSQL, checked, or the embedded one,
 * started under the lock of the data folder and stopped by `close`.
 */
export async function openDatabase(settings: Settings): Promise<OpenDatabase> {
  if (settings.DATABASE_URL) {
    const { DATABASE_URL: application, MIGRATE_DATABASE_URL: url = application } = settings;
    await checkDatabase(application, {}, { owner: url === application });
    if (url !== application) await checkDatabase(url, {}, { setting: "MIGRATE_DATABASE_URL" });
    return { url, application, close: async () => undefined };
  }
  const unlock = await lockDataDir(settings.DATA_DIR);
  try {
    const server = await startEmbeddedPostgres({ dataDir: settings.DATA_DIR, onProgress: say });
    if (server.adopted) say("接管了上次异常退出后留下的数据库进程");
    return {
      url: server.url,
      application: applicationUrl(server.url),
      close: async () => {
        await server.stop();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/**
 * The same database for a tool (npm run admin): that of a portal that is running, or one opened for
 * as long as the tool runs.
 */
export async function borrowDatabase(settings: Settings): Promise<OpenDatabase> {
  const url = settings.DATABASE_URL ? undefined : await runningPostgresUrl(settings.DATA_DIR);
  if (!url) return openDatabase(settings);
  return { url, application: applicationUrl(url), close: async () => undefined };
}
