import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { newStorageKey } from "../../lib/platform/storage";
import type { Storage } from "../../lib/platform/storage-contract";
import { s3Storage } from "../../lib/platform/storage-s3";
import { freePort } from "../support/free-port";
import { withS3Service } from "../support/s3-service";
import { bring, keepsItsPromises } from "./storage-rules";

const service = withS3Service("duban");
let storage: Storage;

beforeAll(() => {
  storage = s3Storage(service.settings("duban"));
});

const unavailable = { name: "Refusal", message: /文件存储服务暂时无法使用/ };

describe("evidence in an S3 service", () => {
  keepsItsPromises(() => ({ storage, dataDir: service.folder }));

  test("leaves nothing on the portal's own disk once the service has it", async () => {
    await storage.keep(newStorageKey(), await bring(service.folder, "handed over"));
    expect(await readdir(path.join(service.folder, "evidence", "incoming"))).toEqual([]);
  });

  test("with a bucket that does not exist is refused, and the file is kept nowhere", async () => {
    const wrong = s3Storage(service.settings("elsewhere"));
    await expect(
      wrong.keep(newStorageKey(), await bring(service.folder, "x")),
    ).rejects.toMatchObject(unavailable);
  });

  test("is sent with the sha-256 of the whole, for the service to compare", async () => {
    const seen: Record<string, unknown>[] = [];
    const listener = createServer((request, response) => {
      seen.push(request.headers);
      request.resume().on("end", () => response.end());
    });
    const port = await freePort();
    await once(listener.listen(port, "127.0.0.1"), "listening");
    const settings = { ...service.settings("duban"), S3_ENDPOINT: `http://127.0.0.1:${port}` };
    const file = await bring(service.folder, "佐证材料");
    await s3Storage(settings).keep(newStorageKey(), file);
    expect(seen[0]).toMatchObject({
      "x-amz-content-sha256": file.sha256,
      "content-length": "12",
    });
    expect(seen[0]).not.toHaveProperty("content-encoding");
    listener.close();
  });

  test("with keys the service does not know is refused", async () => {
    const settings = { ...service.settings("duban"), S3_ACCESS_KEY: "wrong" };
    await expect(s3Storage(settings).read(newStorageKey())).rejects.toMatchObject(unavailable);
  });

  test("that nobody answers for is refused with a sentence, in reading, writing and listing", async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`;
    const gone = s3Storage({ ...service.settings("duban"), S3_ENDPOINT: nobody });
    await expect(gone.read(newStorageKey())).rejects.toMatchObject(unavailable);
    await expect(gone.remove(newStorageKey())).rejects.toMatchObject(unavailable);
    await expect(
      gone.keep(newStorageKey(), await bring(service.folder, "x")),
    ).rejects.toMatchObject(unavailable);
    await expect(gone.list()[Symbol.asyncIterator]().next()).rejects.toMatchObject(unavailable);
  });
});
