import "server-only";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { access, chmod, constants, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { OperatorError } from "./env";

/** The session secret of this installation, made at first use and readable by its owner only. */
export async function storedSecret(dataDir: string) {
  const file = path.join(dataDir, "secret");
  await makeDataDir(dataDir);
  if (!existsSync(file)) {
    await writeFile(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
  }
  return (await readFile(file, "utf8")).trim();
}

/**
 * Keeps a second process off the data folder. Returns the function that gives it free; a process
 * killed before it could do so does not block the next one.
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  await makeDataDir(dataDir);
  const file = path.join(dataDir, "lock");
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) });
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      await writeFile(file, mine, { flag: "wx" });
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = await readLock(file);
    if (holder && startOf(holder.pid) === holder.started) {
      throw new OperatorError(
        `数据文件夹 ${dataDir} 正由进程 ${holder.pid} 使用，请先停止该进程，或用 DATA_DIR 指定另一个文件夹。`,
      );
    }
    // Without content it is being written just now, or its writer was killed in between.
    if (!holder && attempt < 10) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      continue;
    }
    await removeDead(file);
  }
  throw new OperatorError(`无法锁定数据文件夹 ${dataDir}，请检查其读写权限后重新启动。`);
}

/**
 * Removes the lock of a dead holder. One at a time, and looked at again meanwhile: of many who saw
 * the same dead holder none may remove the lock that another has taken since.
 */
async function removeDead(file: string): Promise<void> {
  const turn = `${file}.turn`;
  try {
    await writeFile(turn, "", { flag: "wx" });
  } catch {
    // Whoever was killed during its turn left it; a turn takes milliseconds.
    const { mtimeMs } = await stat(turn).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > TURN_MAX) await rm(turn, { force: true });
    await new Promise((resolve) => setTimeout(resolve, 50));
    return;
  }
  const holder = await readLock(file);
  // Without content it may be the next holder's, being written just now.
  const written = await stat(file).catch(() => null);
  const abandoned = !holder && written !== null && Date.now() - written.mtimeMs > TURN_MAX;
  if (abandoned || (holder && startOf(holder.pid) !== holder.started)) {
    await rm(file, { force: true });
  }
  await rm(turn, { force: true });
}

const TURN_MAX = 5_000;

/** Makes the data folder, one that the database's own user may pass through. */
export async function makeDataDir(dataDir: string) {
  try {
    if (await mkdir(dataDir, { recursive: true })) await chmod(dataDir, 0o755);
    await access(dataDir, constants.W_OK);
  } catch (cause) {
    throw new OperatorError(
      `无法写入数据文件夹 ${dataDir}，请检查其所有者和权限，或用 DATA_DIR 指定另一个文件夹。`,
      { cause },
    );
  }
}

async function readLock(file: string) {
  try {
    return JSON.parse(await readFile(file, "utf8")) as { pid: number; started: string };
  } catch {
    return undefined;
  }
}

/** Tells two processes of the same number apart; empty when there is no such process. */
function startOf(pid: number) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return "";
  }
  if (process.platform !== "linux") return "alive";
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    // Field 3 is the state, field 22 the start in clock ticks since the boot.
    return fields[0] === "Z" ? "" : `${boot} ${fields[19]}`;
  } catch {
    return "";
  }
}
