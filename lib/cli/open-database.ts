import { lockDataDir } from "../platform/data-dir";
import { startEmbeddedPostgres } from "../platform/embedded-postgres";
import type { Env } from "../platform/env";
import { checkDatabase } from "./check-database";
import { say } from "./progress";

export type OpenDatabase = { url: string; close(): Promise<void> };

/**
 * The database of this installation: the operator's PostgreSQL, checked, or the embedded one,
 * started under the lock of the data folder and stopped by `close`.
 */
export async function openDatabase(
  env: Pick<Env, "DATABASE_URL" | "DATA_DIR">,
): Promise<OpenDatabase> {
  if (env.DATABASE_URL) {
    const warning = await checkDatabase(env.DATABASE_URL);
    if (warning) say(warning);
    return { url: env.DATABASE_URL, close: async () => undefined };
  }
  const unlock = await lockDataDir(env.DATA_DIR);
  try {
    const server = await startEmbeddedPostgres({ dataDir: env.DATA_DIR, onProgress: say });
    if (server.adopted) say("接管了上次异常退出后留下的数据库进程");
    return {
      url: server.url,
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
