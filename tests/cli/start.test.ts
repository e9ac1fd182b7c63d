import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { chown, mkdir, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { freePort } from "../support/free-port";
import { isRunning, PORTAL_ARGUMENTS, type Portal, scratchFolder, startPortal } from "./portal";

let scratch: Awaited<ReturnType<typeof scratchFolder>>;

beforeEach(async () => {
  scratch = await scratchFolder("数据 目录");
});

afterEach(async () => {
  for (const pid of processesOf(scratch.folder)) process.kill(pid, "SIGKILL");
  await scratch.remove();
});

describe("npm start", () => {
  test("from an empty folder ends with a portal that answers, its address and the demonstration accounts", async () => {
    const portal = await begin();
    expect((await portal.get("/")).database).toContain("127.0.0.1");
    const { printed } = await interrupt(portal, "SIGINT");
    expect(printed).toContain(`http://localhost:${portal.port}`);
    expect(printed).toMatch(/jn-jyj +填报员，济南市教育局/);
  });

  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "%s ends it with code 0 and leaves no process behind",
    async (signal) => {
      const portal = await begin();
      const { pid } = await portal.get("/");
      const { code, printed } = await interrupt(portal, signal);
      expect(code, printed).toBe(0);
      expect(printed).not.toMatch(/error|错误/i);
      expect(isRunning(pid)).toBe(false);
      expect(processesOf(scratch.folder)).toEqual([]);
    },
  );

  test.each([300, 900])(
    "Ctrl-C after %d ms, while it is still starting, leaves no process behind",
    async (wait) => {
      const portal = await startPortal({ DATA_DIR: scratch.folder });
      await new Promise((resolve) => setTimeout(resolve, wait));
      const { code, printed } = await interrupt(portal, "SIGINT");
      // Before its first line a Node process dies of the signal itself.
      expect([0, null], printed).toContain(code);
      expect(processesOf(scratch.folder)).toEqual([]);
    },
  );

  test("ends when the shell npm put in between ends, which passes no signal on", async () => {
    const PORT = String(await freePort());
    const shell = spawn("sh", ["-c", '"$0" "$@"; exit', process.execPath, ...PORTAL_ARGUMENTS], {
      env: { ...process.env, npm_lifecycle_event: "start", DATA_DIR: scratch.folder, PORT },
    });
    await new Promise<void>((resolve) => {
      shell.stdout.on("data", (text) => String(text).includes("门户已启动") && resolve());
    });
    shell.kill("SIGTERM");
    await expect.poll(() => processesOf(scratch.folder), { timeout: 10_000 }).toEqual([]);
  });

  test("killed hard, its web server ends too, and the next start takes the database over", async () => {
    const killed = await begin();
    const { pid, database } = await killed.get("/");
    killed.process.kill("SIGKILL");
    await killed.ended;
    const next = await begin({ PORT: String(killed.port) });
    expect(isRunning(pid)).toBe(false);
    expect((await next.get("/")).database).toBe(database);
    const { printed } = await interrupt(next, "SIGTERM");
    expect(printed).toContain("接管了上次异常退出后留下的数据库进程");
    expect(processesOf(scratch.folder)).toEqual([]);
  });

  test("a second start on the same data folder is refused in one sentence and does no harm", async () => {
    const first = await begin();
    const second = await startPortal({ DATA_DIR: scratch.folder });
    const { code, printed } = await second.ended;
    expect(code).toBe(1);
    expect(printed.trim()).toMatch(/^数据文件夹 .* 正由进程 \d+ 使用，请先停止该进程/);
    await first.get("/");
    expect((await interrupt(first, "SIGTERM")).code).toBe(0);
  });

  test("when the web server dies everything ends with code 1", async () => {
    const portal = await begin();
    await portal.get("/exit").catch(() => undefined);
    const { code, printed } = await portal.ended;
    expect(code).toBe(1);
    expect(printed).toContain("网站进程意外退出（7）");
    expect(processesOf(scratch.folder)).toEqual([]);
  });

  test("a port in use is told before anything is made", async () => {
    const taken = createServer();
    const PORT = String(await freePort());
    await new Promise<void>((resolve) => taken.listen(Number(PORT), resolve));
    const { code, printed } = await (await startPortal({ DATA_DIR: scratch.folder, PORT })).ended;
    taken.close();
    expect(code).toBe(1);
    expect(printed.trim()).toBe(
      `端口 ${PORT} 已被其他程序占用，请先停止该程序，或换一个端口启动：PORT=${Number(PORT) + 1} npm start`,
    );
    await expect(stat(scratch.folder)).rejects.toThrow("ENOENT");
  });

  test("wrong settings are told all at once, with code 1", async () => {
    const portal = await startPortal({ DATA_DIR: scratch.folder, LOG_LEVEL: "x", PUBLIC_URL: "y" });
    const { code, printed } = await portal.ended;
    expect(code).toBe(1);
    expect(printed).toMatch(/PUBLIC_URL：.*\n.*LOG_LEVEL：/);
  });

  test("a database that does not answer is told with code 1", async () => {
    const DATABASE_URL = `postgresql://duban:x@127.0.0.1:${await freePort()}/duban`;
    const { code, printed } = await (await startPortal({ DATA_DIR: scratch.folder, DATABASE_URL }))
      .ended;
    expect(code).toBe(1);
    expect(printed.trim()).toMatch(/^数据库 127\.0\.0\.1:\d+ 拒绝连接，请确认 PostgreSQL 已启动/);
  });

  test.runIf(process.getuid?.() === 0)("works for an ordinary user as for root", async () => {
    await mkdir(scratch.folder);
    await chown(scratch.folder, NOBODY, NOBODY);
    const portal = await startPortal({ DATA_DIR: scratch.folder }, { uid: NOBODY, gid: NOBODY });
    await portal.up;
    expect((await interrupt(portal, "SIGINT")).code).toBe(0);
    expect(processesOf(scratch.folder)).toEqual([]);
  });
});

const NOBODY = 65534;

async function begin(env: Record<string, string> = {}) {
  const portal = await startPortal({ DATA_DIR: scratch.folder, ...env });
  await portal.up;
  return portal;
}

// To the whole process group, as a terminal does.
async function interrupt(portal: Portal, signal: NodeJS.Signals) {
  if (portal.process.pid) process.kill(-portal.process.pid, signal);
  return portal.ended;
}

/** Running processes that have the folder on their command line or in their environment. */
function processesOf(folder: string) {
  if (!existsSync("/proc")) return [];
  const numbers = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return numbers.map(Number).filter((pid) => {
    if (pid === process.pid || !isRunning(pid)) return false;
    try {
      const read = (name: string) => readFileSync(`/proc/${pid}/${name}`, "utf8");
      return read("cmdline").includes(folder) || read("environ").includes(folder);
    } catch {
      return false;
    }
  });
}
