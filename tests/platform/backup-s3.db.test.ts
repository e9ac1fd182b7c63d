import path from "node:path";
import { buffer } from "node:stream/consumers";
import { beforeAll, expect, test } from "vitest";
import { writeBackup } from "@/lib/platform/backup";
import { db } from "@/lib/platform/db";
import { s3Storage } from "@/lib/platform/storage-s3";
import { upload } from "../evidence/desk";
import { pdf } from "../evidence/samples";
import { emptyDatabases, restoreTool } from "../support/backups";
import { withDatabase } from "../support/database";
import { assignmentOf, hire } from "../support/people";
import { withS3Service } from "../support/s3-service";

const own = withDatabase({ template: "plan" });
const emptyDatabase = emptyDatabases();
const service = withS3Service("duban", "elsewhere");

beforeAll(() => {
  Object.assign(process.env, service.settings("duban"));
});

test("files that stand in an S3 service go into the archive, and from there into another service's bucket", async () => {
  const unit = "济南市教育局";
  const staff = await hire("staff", "STAFF", { unit });
  const content = pdf("选派名单");
  const { id } = await upload(staff, await assignmentOf(unit, 20), "名单.pdf", content);
  const { storageKey } = await db().evidenceFile.findUniqueOrThrow({ where: { id } });

  const file = path.join(service.folder, "all.tar.gz");
  await writeBackup({ databaseUrl: own.url, file, portal: "0.1.0" }, new Date(), () => undefined);

  process.env.S3_BUCKET = "elsewhere";
  const restored = await restoreTool(
    await emptyDatabase(),
    file,
    path.join(service.folder, "data"),
  );
  expect(restored.code, restored.said).toBe(0);
  const there = s3Storage(service.settings("elsewhere"));
  const bytes = await there.read(storageKey);
  expect(bytes && (await buffer(bytes))).toEqual(Buffer.from(content));
});
