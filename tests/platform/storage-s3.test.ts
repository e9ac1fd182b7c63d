import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newStorageKey } from "../../lib/platform/storage";
import type { Storage } from "../../lib/platform/storage-contract";
import { s3Storage } from "../../lib/platform/storage-s3";
import { freePort } from "../support/free-port";
import { bring, keepsItsPromises } from "./storage-rules";

type Server = { run(): Promise<{ port: number }>; close(): Promise<void> };
type ServerClass = new (options: Record<string, unknown>) => Server;
const S3rver = createRequire(import.meta.url)("s3rver") as ServerClass;

const KEYS = { S3_REGION: "us-east-1", S3_ACCESS_KEY: "S3RVER", S3_SECRET_KEY: "S3RVER" };
let server: Server;
let dataDir: string;
let storage: Storage;
let endpoint: string;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "duban-s3-"));
  server = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory: path.join(dataDir, "served"),
    configureBuckets: [{ name: "duban" }],
  });
  endpoint = `http://127.0.0.1:${(await server.run()).port}`;
  storage = s3Storage({ ...KEYS, S3_ENDPOINT: endpoint, S3_BUCKET: "duban" });
});

afterAll(async () => {
  await server.close();
  await rm(dataDir, { recursive: true, force: true });
});

const unavailable = { name: "Refusal", message: /文件存储服务暂时无法使用/ };

describe("evidence in an S3 service", () => {
  keepsItsPromises(() => ({ storage, dataDir }));

  test("leaves nothing on the portal's own disk once the service has it", async () => {
    await storage.keep(newStorageKey(), await bring(dataDir, "handed over"));
    expect(await readdir(path.join(dataDir, "evidence", "incoming"))).toEqual([]);
  });

  test("with a bucket that does not exist is refused, and the file is kept nowhere", async () => {
    const wrong = s3Storage({ ...KEYS, S3_ENDPOINT: endpoint, S3_BUCKET: "elsewhere" });
    await expect(wrong.keep(newStorageKey(), await bring(dataDir, "x"))).rejects.toMatchObject(
      unavailable,
    );
  });

  test("is sent with the sha-256 of the whole, for the service to compare", async () => {
    const seen: Record<string, unknown>[] = [];
    const listener = createServer((request, response) => {
      seen.push(request.headers);
      request.resume().on("end", () => response.end());
    });
    const port = await freePort();
    await once(listener.listen(port, "127.0.0.1"), "listening");
    const settings = { ...KEYS, S3_ENDPOINT: `http://127.0.0.1:${port}`, S3_BUCKET: "duban" };
    const file = await bring(dataDir, "佐证材料");
    await s3Storage(settings).keep(newStorageKey(), file);
    expect(seen[0]).toMatchObject({
      "x-amz-content-sha256": file.sha256,
      "content-length": "12",
    });
    expect(seen[0]).not.toHaveProperty("content-encoding");
    listener.close();
  });

  test("with keys the service does not know is refused", async () => {
    const settings = { ...KEYS, S3_ACCESS_KEY: "wrong", S3_ENDPOINT: endpoint, S3_BUCKET: "duban" };
    await expect(s3Storage(settings).read(newStorageKey())).rejects.toMatchObject(unavailable);
  });

  test("that nobody answers for is refused with a sentence, in reading, writing and listing", async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`;
    const gone = s3Storage({ ...KEYS, S3_ENDPOINT: nobody, S3_BUCKET: "duban" });
    await expect(gone.read(newStorageKey())).rejects.toMatchObject(unavailable);
    await expect(gone.remove(newStorageKey())).rejects.toMatchObject(unavailable);
    await expect(gone.keep(newStorageKey(), await bring(dataDir, "x"))).rejects.toMatchObject(
      unavailable,
    );
    await expect(gone.list()[Symbol.asyncIterator]().next()).rejects.toMatchObject(unavailable);
  });
});
