import path from "node:path";
import { OperatorError } from "../platform/env";
import { openDatabase } from "./open-database";
import { say, timed } from "./progress";
import { runTool, toolSettings } from "./tool";

const USAGE = `用法：
  npm run restore -- 文件.tar.gz

  先核对整份备份，再恢复到空的数据库或还没有建过账号的新装门户；旧版本的备份恢复后自动升级结构。
  请先停止门户。目标由 DATA_DIR 或 DATABASE_URL 指定，佐证材料放到 DATA_DIR 或 S3_BUCKET。`;

const standing = process.env.INIT_CWD ?? process.cwd();

/** npm run restore -- FILE: an archive of npm run backup into a database nobody has worked in. */
async function main(): Promise<void> {
  const [named, ...more] = process.argv.slice(2);
  if (!named || more.length > 0 || named.startsWith("-")) throw new OperatorError(USAGE);
  const file = path.resolve(standing, named);
  const settings = toolSettings();
  const { checkArchive } = await import("../platform/archive");
  const manifest = await timed("备份完整，与清单逐项相符", () => checkArchive(file));
  const { url, close } = await openDatabase(settings);
  process.env.DATABASE_URL = url;
  try {
    const { restoreBackup } = await import("../platform/restore");
    await restoreBackup({ databaseUrl: url, file, manifest }, say);
    await note(path.basename(file), manifest.createdAt);
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    console.log(
      `已恢复：${manifest.tables.length} 张表 ${rows} 行，文件 ${manifest.files.length} 个。现在可以启动门户；恢复前待发的邮件和群消息不会自动补发。`,
    );
  } finally {
    await (await import("../platform/db")).disconnect();
    await close();
  }
}

async function note(file: string, createdAt: string): Promise<void> {
  const { recordEntry, SYSTEM_ACTOR } = await import("../audit/commands");
  const { businessNow } = await import("../platform/clock");
  const { transact } = await import("../platform/db");
  const entry = { action: "backup.restore", subject: "backup", after: { file, createdAt } };
  await transact((tx) => recordEntry(tx, SYSTEM_ACTOR, entry, businessNow()));
}

runTool(main);
