import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkDatabase } from "@/lib/cli/check-database";
import { getBoard } from "@/lib/dashboards/queries";
import { writeBackup } from "@/lib/platform/backup";
import { withClient } from "@/lib/platform/connection";
import { db, disconnect } from "@/lib/platform/db";
import { installJobs } from "@/lib/platform/job-runner";
import { migrate } from "@/lib/platform/migrate";
import { grantApplication } from "@/lib/platform/roles";
import { schemaDrift } from "@/lib/platform/schema-engine";
import { search } from "@/lib/search/queries";
import { seed } from "@/prisma/seed";
import { contents, emptyDatabases, restoreTool } from "../support/backups";
import { outsideVersions, startOutsideServer } from "../support/outside-server";
import { actorNamed, assignmentOf, hire } from "../support/people";
import { approve, submit } from "../support/reports";

// The embedded server is 18: what an operator brings is older. One version a run, the oldest there is.
const [version = ""] = outsideVersions();
const emptyDatabase = emptyDatabases();

describe.skipIf(version === "")(`an operator's PostgreSQL ${version}`, () => {
  let server: Awaited<ReturnType<typeof startOutsideServer>>;

  beforeAll(async () => {
    server = await startOutsideServer(version);
    // The portal runs as a role of its own; whoever started the server owns everything.
    const application = server.url.replace("//duban@", "//duban_app@");
    await withClient(server.url, (client) => client.query("CREATE ROLE duban_app LOGIN"));
    process.env.DATABASE_URL = application;
    process.env.DEMONSTRATION = "off";
    await checkDatabase(server.url);
    await migrate(server.url);
    await installJobs(server.url);
    await grantApplication(server.url, application);
    await seed({ demonstration: false, onProgress: () => undefined });
  });
  afterAll(async () => {
    await disconnect();
    await server?.stop();
  });

  test("takes every migration: it has what the schema says", async () => {
    expect(await schemaDrift(server.url)).toBe("");
    const [row] = await db().$queryRaw<[{ major: number }]>`
      SELECT current_setting('server_version_num')::int / 10000 AS major`;
    expect(row.major).toBe(Number(version));
  });

  test("carries a report from its unit to the dashboards and the search", async () => {
    const unit = "济南市教育局";
    const staff = await hire("staff", "STAFF", { unit });
    const reviewer = await hire("reviewer", "REVIEWER", { city: "济南市" });
    await hire("leader", "LEADER");
    const text = { percent: 70, progressText: "选派教师到岗，覆盖结对学校。" };
    const id = await submit(staff, await assignmentOf(unit, 20), "2024-09-06", text);
    await approve(reviewer, id, "2024-09-06");
    const leader = await actorNamed("leader");
    const board = await getBoard(leader, "2024-09-06");
    const share = board.assignments.find(
      (each) => each.unit.name === unit && each.latest?.percent === 70,
    );
    expect(share?.latest?.progressText).toBe(text.progressText);
    const found = await search(leader, { q: "结对学校" }, "2024-09-06");
    expect(JSON.stringify(found)).toContain("结对学校");
  });

  test("keeps the audit log from the role the portal runs as", async () => {
    await expect(db().$executeRaw`DELETE FROM audit_entries`).rejects.toThrow("permission denied");
    await expect(db().$executeRaw`ALTER TABLE audit_entries DISABLE TRIGGER USER`).rejects.toThrow(
      "must be owner",
    );
  });

  test("is backed up while people work, and restored to its like and to the embedded server, row for row", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "duban-outside-backup-"));
    const file = path.join(folder, "all.tar.gz");
    try {
      const source = { databaseUrl: server.url, file, portal: "0.1.0" };
      await writeBackup(source, new Date(), () => undefined);
      const like = server.url.replace(/\/postgres$/, "/restored");
      await withClient(server.url, (client) => client.query("CREATE DATABASE restored"));
      const { audit_chain: _, audit_entries: entries = [], ...before } = await contents(server.url);
      for (const url of [like, await emptyDatabase()]) {
        expect((await restoreTool(url, file, path.join(folder, "data"))).said).not.toMatch(/没有/);
        // The restore has its own entry in the log; the rest is as it was.
        const { audit_chain: __, audit_entries: kept = [], ...after } = await contents(url);
        expect(after).toEqual(before);
        expect(kept.slice(0, entries.length)).toEqual(entries);
        expect(kept.slice(entries.length)).toEqual([expect.stringContaining("backup.restore")]);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
