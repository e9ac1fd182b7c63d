import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { OperatorError } from "../platform/env";
import { type Child, startChild } from "./child";
import { say, timed } from "./progress";

export const NEXT = path.join("node_modules", "next", "dist", "bin", "next");

/** Builds the pages when there is no build, or one of other sources. `onChild` gets the builder. */
export async function buildWhenNeeded(onChild: (child: Child) => void) {
  const stamp = await sourceStamp();
  if (existsSync(BUILD) && (await storedStamp()) === stamp) return;
  say("正在构建页面，首次启动或源码改动后需要一两分钟，请稍候");
  await timed("页面构建完成", async () => {
    const child = startChild(NEXT, ["build"], { output: "keep", env: { NODE_ENV: "production" } });
    onChild(child);
    if ((await child.ended) !== 0) {
      throw new OperatorError(
        `页面构建失败，请把下面的输出交给开发人员：\n${child.output().trim()}`,
      );
    }
  });
  await writeFile(STAMP_FILE, stamp);
}

/** Generates the Prisma client when it is missing or of another schema (an install without scripts). */
export async function generateWhenNeeded() {
  const schema = await readFile("prisma/schema.prisma", "utf8");
  const made = await readFile("prisma/generated/internal/class.ts", "utf8").catch(() => "");
  if (made.includes(JSON.stringify(schema))) return;
  await timed("生成数据库访问代码", async () => {
    const prisma = path.join("node_modules", "prisma", "build", "index.js");
    const child = startChild(prisma, ["generate"], { output: "keep" });
    if ((await child.ended) !== 0) {
      throw new OperatorError(
        `生成数据库访问代码失败，请重新执行 npm ci：\n${child.output().trim()}`,
      );
    }
  });
}

const BUILD = ".next/BUILD_ID";
const STAMP_FILE = ".next/source-stamp";

const SOURCES = [
  "app",
  "components",
  "lib",
  "instrumentation.ts",
  "public",
  "prisma/schema.prisma",
  "next.config.mjs",
  "package-lock.json",
  "postcss.config.mjs",
  "tsconfig.json",
];

function storedStamp() {
  return readFile(STAMP_FILE, "utf8").catch(() => "");
}

// Contents, not times: a fresh checkout of the same version is not another version.
async function sourceStamp() {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    for (const file of await filesOf(source)) hash.update(`${file}\0`).update(await readFile(file));
  }
  return hash.digest("hex");
}

async function filesOf(source: string): Promise<string[]> {
  if (!existsSync(source)) return [];
  const entries = await readdir(source, { withFileTypes: true, recursive: true }).catch(() => null);
  if (!entries) return [source];
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => path.join(entry.parentPath, entry.name)).sort();
}
