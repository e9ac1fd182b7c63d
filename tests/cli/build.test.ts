import { spawnSync } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { scratchFolder } from "./portal";

const root = path.resolve(import.meta.dirname, "../..");
let scratch: Awaited<ReturnType<typeof scratchFolder>>;

/** A project whose Next only notes that it was asked to build. */
beforeEach(async () => {
  scratch = await scratchFolder("源码 目录");
  for (const [file, text] of Object.entries({
    "app/page.tsx": "一",
    "lib/rule.ts": "一",
    "tsconfig.json": "{}",
    "package-lock.json": "{}",
    "lib/cli/die-with-parent.mjs": "",
    "node_modules/next/dist/bin/next": BUILDER,
  })) {
    await put(file, text);
  }
});
afterEach(() => scratch.remove());

const BUILDER = `
const { appendFileSync, existsSync, mkdirSync, writeFileSync } = require("node:fs");
if (existsSync("broken")) { console.log("Type error: 一"); process.exit(1); }
mkdirSync(".next", { recursive: true });
writeFileSync(".next/BUILD_ID", "x");
appendFileSync("builds", "build ");
`;

async function put(file: string, text: string) {
  const place = path.join(scratch.folder, file);
  await mkdir(path.dirname(place), { recursive: true });
  await writeFile(place, text);
}

/** Asks for a build as npm start does; how many there were by now, and what was printed. */
async function ask() {
  const module = JSON.stringify(pathToFileURL(path.join(root, "lib/cli/build.ts")).href);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      "--conditions=react-server",
      "--import",
      pathToFileURL(path.join(root, "node_modules/tsx/dist/loader.mjs")).href,
      "--input-type=module",
      "-e",
      `import { buildWhenNeeded } from ${module}; await buildWhenNeeded(() => undefined);`,
    ],
    { cwd: scratch.folder, encoding: "utf8" },
  );
  const builds = await readFile(path.join(scratch.folder, "builds"), "utf8").catch(() => "");
  return { status, printed: stdout + stderr, builds: builds.split(" ").length - 1 };
}

describe("the pages are built", () => {
  test("where there is no build, and not again while nothing changed", async () => {
    expect(await ask()).toMatchObject({ status: 0, builds: 1 });
    expect((await ask()).builds).toBe(1);
    await rm(path.join(scratch.folder, ".next/BUILD_ID"));
    expect((await ask()).builds).toBe(2);
  });

  test.each(["app/page.tsx", "lib/rule.ts", "tsconfig.json", "package-lock.json"])(
    "when %s is other than what was built",
    async (file) => {
      await ask();
      await put(file, "{ }");
      expect((await ask()).builds).toBe(2);
      expect((await ask()).builds).toBe(2);
    },
  );

  test("anew after a build that failed, whose words the operator gets", async () => {
    await put("broken", "");
    const failed = await ask();
    expect(failed).toMatchObject({ status: 1, builds: 0 });
    expect(failed.printed).toContain("页面构建失败");
    expect(failed.printed).toContain("Type error: 一");
    await rm(path.join(scratch.folder, "broken"));
    expect(await ask()).toMatchObject({ status: 0, builds: 1 });
  });
});
