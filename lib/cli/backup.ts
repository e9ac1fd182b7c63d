import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { OperatorError } from "../platform/env";
import { say } from "./progress";
import { runTool, withPortalDatabase } from "./tool";

const USAGE = `用法：
  npm run backup                 写到当前文件夹的 duban-backup-日期-时间.tar.gz
  npm run backup -- 文件.tar.gz   写到指定的文件
  npm run backup -- --check 文件  核对一份备份是否完整

  备份含数据库、佐证材料和印发的月报，门户运行时也可以做。其中有口令散列和全部填报，请按同等密级保管；
  会话密钥（DATA_DIR/secret）和 .env 不在其中。`;

// npm runs scripts in the project's folder; what people name is meant from where they stand.
const standing = process.env.INIT_CWD ?? process.cwd();

/** npm run backup: the database with its files in one archive, on any PostgreSQL, while people work. */
async function main(): Promise<void> {
  const { values, positionals } = asked();
  const [named] = positionals;
  if (positionals.length > 1 || (values.check && !named)) throw new OperatorError(USAGE);
  if (values.check) return check(path.resolve(standing, named ?? ""));
  const { systemNow, businessNow } = await import("../platform/clock");
  const file = path.resolve(standing, named ?? (await freshName(systemNow())));
  await withPortalDatabase(async (databaseUrl) => {
    const { recordEntry, SYSTEM_ACTOR } = await import("../audit/commands");
    const { transact } = await import("../platform/db");
    const { writeBackup } = await import("../platform/backup");
    const entry = {
      action: "backup.make",
      subject: "backup",
      after: { file: path.basename(file) },
    };
    await transact((tx) => recordEntry(tx, SYSTEM_ACTOR, entry, businessNow()));
    const portal = JSON.parse(await readFile("package.json", "utf8")).version as string;
    const made = await writeBackup({ databaseUrl, file, portal }, systemNow(), say);
    await writeFile(`${file}.sha256`, `${made.sha256}  ${path.basename(file)}\n`);
    const rows = made.manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    const { files, missing, tables } = made.manifest;
    console.log(
      `备份已写好：${file}（${megabytes(made.size)} MB，${tables.length} 张表 ${rows} 行，文件 ${files.length} 个${missing.length > 0 ? `，缺少 ${missing.length} 个` : ""}）\n校验值（sha-256）：${made.sha256}`,
    );
  });
}

async function check(file: string): Promise<void> {
  const { checkArchive } = await import("../platform/archive");
  const { createdAt, migrations, tables, files, missing } = await checkArchive(file);
  const { shanghaiDate, shanghaiTime } = await import("../dates");
  const at = new Date(createdAt);
  console.log(
    `备份完整：${shanghaiDate(at)} ${shanghaiTime(at)} 写出，结构版本 ${migrations.at(-1)?.name}，${tables.length} 张表，文件 ${files.length} 个${missing.length > 0 ? `，写备份时已缺少 ${missing.length} 个` : ""}。`,
  );
}

async function freshName(now: Date): Promise<string> {
  const { shanghaiDate, shanghaiTime } = await import("../dates");
  const time = shanghaiTime(now, "second").replaceAll(":", "");
  return `duban-backup-${shanghaiDate(now).replaceAll("-", "")}-${time}.tar.gz`;
}

const megabytes = (bytes: number) => (bytes / (1 << 20)).toFixed(1);

function asked() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { check: { type: "boolean", default: false } },
    });
  } catch {
    throw new OperatorError(USAGE);
  }
}

runTool(main);
