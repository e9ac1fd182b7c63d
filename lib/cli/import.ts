import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Directory, directorySchema } from "../documents/directory";
import { readNotice } from "../documents/notice";
import { noticeAsJson, noticeAsTree } from "../documents/notice-json";
import { linesOfFile } from "../documents/source-text";
import { OperatorError } from "../platform/env";
import { Refusal } from "../platform/refusal";

const USAGE = `用法：
  npm run import -- 文件 [--json] [--directory 单位名录.json]

  读取一份通知（.txt 或 .docx），按章、项、责任单位列出读到的内容，不写入数据库。
  --json       输出 JSON
  --directory  用单位名录核对单位，格式同 prisma/plans/jinan-linyi-units.json`;

const MOST_MB = 60;

/** npm run import -- FILE: what the reader of notices makes of a file. */
function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "boolean", default: false }, directory: { type: "string" } },
  });
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new OperatorError(USAGE);
  const directory = values.directory ? directoryOf(values.directory) : null;
  const lines = linesOfFile(path.basename(file), bytesOf(file));
  const reading = readNotice(lines, directory?.cities ?? []);
  const notice = noticeAsJson(path.basename(file), reading, directory);
  process.stdout.write(values.json ? `${JSON.stringify(notice, null, 2)}\n` : noticeAsTree(notice));
}

function bytesOf(file: string): Uint8Array {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new OperatorError(`没有找到文件“${file}”，请检查路径和文件名。`);
  if (!found.isFile()) throw new OperatorError(`“${file}”不是文件，请写出通知文件的路径。`);
  if (found.size > MOST_MB << 20)
    throw new OperatorError(`“${file}”超过 ${MOST_MB} MB，不像一份通知，请检查是否选错了文件。`);
  try {
    return readFileSync(file);
  } catch {
    throw new OperatorError(`“${file}”打不开，请检查文件权限。`);
  }
}

function directoryOf(file: string): Directory {
  if (!existsSync(file)) throw new OperatorError(`没有找到单位名录“${file}”，请检查路径和文件名。`);
  try {
    return directorySchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    throw new OperatorError(
      `单位名录“${file}”格式不对，请对照 prisma/plans/jinan-linyi-units.json 修改。`,
    );
  }
}

try {
  main();
} catch (error) {
  if (error instanceof OperatorError || error instanceof Refusal) console.error(error.message);
  else if (error instanceof TypeError && "code" in error) console.error(USAGE);
  else console.error(`读取时出错：${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
