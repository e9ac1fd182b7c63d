import { readdirSync, readFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startOwnPortal } from "../support/own-portal";
import { expect, test } from "./support/portal";

// The whole of it, with Next, the worker and the database: the quicker tests of npm start do without Next.

test("Ctrl-C ends every process of the portal; a second start finds all it needs and makes nothing anew", async () => {
  test.skip(process.platform !== "linux", "processes are looked up in /proc");
  test.setTimeout(180_000);
  const parent = await mkdtemp(path.join(tmpdir(), "duban-starting-"));
  await chmod(parent, 0o755);
  const folder = path.join(parent, "门户 数据");
  await mkdir(folder);
  const running: { stop: () => Promise<void> }[] = [];
  const start = async () => {
    const portal = await startOwnPortal(undefined, folder);
    running.push(portal);
    return portal;
  };
  try {
    const first = await start();
    expect(first.printed()).toContain("数据库结构升级");
    expect((await fetch(first.url)).url).toContain("/setup");
    expect(processesOf(folder).length).toBeGreaterThan(3);
    await first.stop("SIGINT");
    expect(processesOf(folder)).toEqual([]);

    const again = await start();
    expect(again.printed()).not.toMatch(/升级|建立数据库文件|正在构建/);
    expect((await fetch(again.url)).url).toContain("/setup");
    await again.stop("SIGINT");
    expect(processesOf(folder)).toEqual([]);
  } finally {
    for (const portal of running) await portal.stop();
    await rm(parent, { recursive: true, force: true });
  }
});

/** The running processes that name the folder, in their command or their environment. */
function processesOf(folder: string): string[] {
  return readdirSync("/proc").flatMap((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return [];
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const dead = /\) Z /.test(stat) || command === "";
      const named = command + readFileSync(`/proc/${pid}/environ`, "utf8");
      return !dead && named.includes(folder) ? [command.replaceAll("\0", " ")] : [];
    } catch {
      return [];
    }
  });
}
