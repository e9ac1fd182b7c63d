import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";

type Server = { run(): Promise<{ port: number }>; close(): Promise<void> };
type ServerClass = new (options: Record<string, unknown>) => Server;
const S3rver = createRequire(import.meta.url)("s3rver") as ServerClass;

const KEYS = { S3_REGION: "us-east-1", S3_ACCESS_KEY: "S3RVER", S3_SECRET_KEY: "S3RVER" };

/** A service that speaks S3 while a file's tests run, with these buckets, and a folder beside it. */
export function withS3Service(...buckets: string[]) {
  const service = {
    folder: "",
    settings: (bucket: string) => ({ ...KEYS, S3_BUCKET: bucket, S3_ENDPOINT: "" }),
  };
  let server: Server;
  beforeAll(async () => {
    service.folder = await mkdtemp(path.join(tmpdir(), "duban-s3-"));
    server = new S3rver({
      port: 0,
      address: "127.0.0.1",
      silent: true,
      directory: path.join(service.folder, "served"),
      configureBuckets: buckets.map((name) => ({ name })),
    });
    const { port } = await server.run();
    service.settings = (bucket) => ({
      ...KEYS,
      S3_BUCKET: bucket,
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
    });
  });
  afterAll(async () => {
    await server.close();
    await rm(service.folder, { recursive: true, force: true });
  });
  return service;
}
