import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newStorageKey } from "../../lib/platform/storage";
import type { Storage } from "../../lib/platform/storage-contract";
import { diskStorage } from "../../lib/platform/storage-disk";
import { leftovers, receive } from "../../lib/platform/storage-incoming";
import { bodyOf, bring, keepsItsPromises } from "./storage-rules";

let dataDir: string;
let storage: Storage;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "duban-storage-"));
  storage = diskStorage(dataDir);
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const incoming = () => readdir(path.join(dataDir, "evidence", "incoming"));

describe("files that arrive", () => {
  test("are counted and hashed while they are written", async () => {
    const file = await bring(dataDir, "佐证", "材料");
    expect(file.size).toBe(12);
    expect(file.sha256).toBe(createHash("sha256").update("佐证材料").digest("hex"));
    expect((await stat(file.path)).size).toBe(12);
    await file.discard();
    expect(await incoming()).toEqual([]);
  });

  test("cut in the middle leave nothing behind and ask for another try", async () => {
    const cut = bring(dataDir, "first half", new Error("aborted"));
    await expect(cut).rejects.toMatchObject({ name: "Refusal", message: /没有传完，请重试/ });
    expect(await incoming()).toEqual([]);
  });

  test("beyond their limit are not read any further", async () => {
    let given = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        given += 1;
        controller.enqueue(new Uint8Array(1000));
      },
    });
    const large = receive(dataDir, endless, 10_000, () => new Error("too large"));
    await expect(large).rejects.toThrow("too large");
    expect(given).toBeLessThan(15);
    expect(await incoming()).toEqual([]);
  });

  test("without a body are empty", async () => {
    const file = await receive(dataDir, null, 10, () => new Error("too large"));
    expect(file.size).toBe(0);
    await file.discard();
  });

  test("that a crash left unfinished are listed with their age", async () => {
    const file = await bring(dataDir, "left");
    const found = [];
    for await (const each of leftovers(dataDir)) found.push(each.file);
    expect(found).toEqual([file.path]);
    await file.discard();
  });
});

describe("evidence on disk", () => {
  keepsItsPromises(() => ({ storage, dataDir }));

  test("is readable by the portal's own user only", async () => {
    const key = newStorageKey();
    await storage.keep(key, await bring(dataDir, "secret"));
    const file = path.join(dataDir, "evidence", key.slice(0, 2), key);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(path.dirname(file))).mode & 0o077).toBe(0);
  });

  test("files that are none of the portal's are not listed, and nothing is before the first one", async () => {
    await writeFile(path.join(dataDir, "evidence", "notes.txt"), "of the operator");
    await mkdir(path.join(dataDir, "evidence", "zz"), { recursive: true });
    await writeFile(path.join(dataDir, "evidence", "zz", "notes.txt"), "of the operator");
    for await (const { key } of storage.list()) expect(key).toMatch(/^[0-9a-f]{32}$/);
    for await (const { key } of diskStorage(path.join(dataDir, "none")).list())
      expect(key).toBe("");
  });
});

describe("a disk that takes no more", () => {
  const folder = path.join(tmpdir(), `duban-full-${process.pid}`);
  // A disk of 256 KB; only root may make one.
  const mounted = process.getuid?.() === 0 && mountSmallDisk(folder);
  afterAll(async () => {
    if (mounted) execFileSync("umount", [folder]);
    await rm(folder, { recursive: true, force: true });
  });

  test.skipIf(!mounted)(
    "is said in Chinese, leaves nothing behind, and works again once there is room",
    async () => {
      const pieces = Array.from({ length: 8 }, () => new Uint8Array(64_000));
      const full = receive(folder, bodyOf(...pieces), 1 << 20, () => new Error("too large"));
      await expect(full).rejects.toMatchObject({
        name: "Refusal",
        message: /磁盘空间不足.*联系管理员/,
      });
      expect(await readdir(path.join(folder, "evidence", "incoming"))).toEqual([]);
      const key = newStorageKey();
      await diskStorage(folder).keep(key, await bring(folder, "fits"));
      expect(existsSync(path.join(folder, "evidence", key.slice(0, 2), key))).toBe(true);
    },
  );

  test.skipIf(process.getuid?.() === 0)(
    "because the folder may not be written is said too",
    async () => {
      const closed = await mkdtemp(path.join(tmpdir(), "duban-closed-"));
      await chmod(closed, 0o500);
      await expect(bring(closed, "x")).rejects.toMatchObject({ message: /无法写入/ });
      await rm(closed, { recursive: true });
    },
  );
});

function mountSmallDisk(folder: string): boolean {
  try {
    execFileSync("mkdir", ["-p", folder]);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
