import { spawnSync } from "node:child_process";
import { stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lockDataDir, storedSecret } from "../../lib/platform/data-dir";
import { scratchFolder } from "../cli/portal";

let scratch: Awaited<ReturnType<typeof scratchFolder>>;
beforeEach(async () => {
  scratch = await scratchFolder();
});
afterEach(() => scratch.remove());

describe("the lock of the data folder", () => {
  test("keeps a second start off, until the first gives it free", async () => {
    const unlock = await lockDataDir(scratch.folder);
    await expect(lockDataDir(scratch.folder)).rejects.toThrow(`正由进程 ${process.pid} 使用`);
    await unlock();
    await (await lockDataDir(scratch.folder))();
  });

  test("of a process that is gone does not block, nor one whose number another process has", async () => {
    const gone = spawnSync(process.execPath, ["-e", ""]).pid;
    for (const pid of [gone, process.pid]) {
      await (await lockDataDir(scratch.folder))();
      await writeFile(path.join(scratch.folder, "lock"), JSON.stringify({ pid, started: "then" }));
      await (await lockDataDir(scratch.folder))();
    }
  });

  test("goes to exactly one of many who find a dead holder at the same time", async () => {
    await (await lockDataDir(scratch.folder))();
    await writeFile(path.join(scratch.folder, "lock"), '{"pid":1,"started":"then"}');
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => lockDataDir(scratch.folder)),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  });
});

test("the session secret is made once and readable by its owner only", async () => {
  const secret = await storedSecret(scratch.folder);
  expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(await storedSecret(scratch.folder)).toBe(secret);
  expect((await stat(path.join(scratch.folder, "secret"))).mode & 0o777).toBe(0o600);
});
