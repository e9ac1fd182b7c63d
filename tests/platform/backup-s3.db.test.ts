import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeBackup } from "@/lib/platform/backup";
import { db } from "@/lib/platform/db";
import { s3Storage } from "@/lib/platform/storage-s3";
import { upload } from "../evidence/desk";
import { pdf } from "../evidence/samples";
import { emptyDatabases, restoreTool } from "../support/backups";
import { withDatabase } from "../support/database";
import { assignmentOf, hire } from "../support/people";

type Server = { run(): Promise<{ port: number }>; close(): Promise<void> };
type ServerClass = new (options: Record<string, unknown>) => Server;
const S3rver = createRequire(import.meta.url)("s3rver") as ServerClass;

const own = withDatabase({ template: "plan" });
const emptyDatabase = emptyDatabases();
const KEYS = { S3_REGION: "us-east-1", S3_ACCESS_KEY: "S3RVER", S3_SECRET_KEY: "S3RVER" };
let folder: string;
let server: Server;
let endpoint: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "duban-backup-s3-"));
  server = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory: path.join(folder, "served"),
    configureBuckets: [{ name: "duban" }, { name: "elsewhere" }],
  });
  endpoint = `http://127.0.0.1:${(await server.run()).port}`;
  Object.assign(process.env, KEYS, { S3_ENDPOINT: endpoint, S3_BUCKET: "duban" });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

test("files that stand in an S3 service go into the archive, and from there into another service's bucket", async () => {
  const unit = "济南市教育局";
  const staff = await hire("staff", "STAFF", { unit });
  const content = pdf("选派名单");
  const { id } = await upload(staff, await assignmentOf(unit, 20), "名单.pdf", content);
  const { storageKey } = await db().evidenceFile.findUniqueOrThrow({ where: { id } });

  const file = path.join(folder, "all.tar.gz");
  await writeBackup({ databaseUrl: own.url, file, portal: "0.1.0" }, new Date(), () => undefined);

  process.env.S3_BUCKET = "elsewhere";
  const restored = await restoreTool(await emptyDatabase(), file, path.join(folder, "data"));
  expect(restored.code, restored.said).toBe(0);
  const there = s3Storage({ ...KEYS, S3_ENDPOINT: endpoint, S3_BUCKET: "elsewhere" });
  const bytes = await there.read(storageKey);
  expect(bytes && (await buffer(bytes))).toEqual(Buffer.from(content));
});
