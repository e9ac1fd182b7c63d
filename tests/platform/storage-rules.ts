import { randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { beforeAll, expect, test } from "vitest";
import { newStorageKey } from "../../lib/platform/storage";
import type { Storage } from "../../lib/platform/storage-contract";
import { receive } from "../../lib/platform/storage-incoming";

/** A body as a request brings it, in the given pieces; an Error among them breaks it off there. */
export function bodyOf(...pieces: (Uint8Array | string | Error)[]): ReadableStream<Uint8Array> {
  const left = [...pieces];
  return new ReadableStream({
    pull(controller) {
      const piece = left.shift();
      if (piece === undefined) controller.close();
      else if (piece instanceof Error) controller.error(piece);
      else controller.enqueue(typeof piece === "string" ? Buffer.from(piece) : piece);
    },
  });
}

export const bring = (dataDir: string, ...pieces: (Uint8Array | string | Error)[]) =>
  receive(dataDir, bodyOf(...pieces), 1 << 20, () => new Error("too large"));

/** What every storage does alike. */
export function keepsItsPromises(open: () => { storage: Storage; dataDir: string }) {
  let storage: Storage;
  let dataDir: string;
  beforeAll(() => {
    ({ storage, dataDir } = open());
  });

  test("what was kept is read back byte for byte, and is gone once removed", async () => {
    const bytes = randomBytes(300_000);
    const key = newStorageKey();
    await storage.keep(key, await bring(dataDir, bytes));
    const found = await storage.read(key);
    expect(found && (await buffer(found)).equals(bytes)).toBe(true);
    await storage.remove(key);
    await storage.remove(key);
    expect(await storage.read(key)).toBeNull();
  });

  test("a key nothing stands under reads as nothing", async () => {
    expect(await storage.read(newStorageKey())).toBeNull();
  });

  test("the list shows each kept file once with its size and age", async () => {
    const keys = [newStorageKey(), newStorageKey(), newStorageKey()];
    for (const key of keys) await storage.keep(key, await bring(dataDir, key, "more"));
    const listed = [];
    for await (const file of storage.list()) if (keys.includes(file.key)) listed.push(file);
    expect(listed.map(({ key }) => key).sort()).toEqual(keys.sort());
    for (const { size, at } of listed) {
      expect(size).toBe(36);
      expect(Math.abs(Date.now() - at.getTime())).toBeLessThan(60_000);
    }
  });
}
