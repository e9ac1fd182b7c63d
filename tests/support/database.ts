import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, inject } from "vitest";
import { disconnect } from "../../lib/platform/db";
import { installJobs } from "../../lib/platform/job-runner";
import { applicationUrl, grantApplication } from "../../lib/platform/roles";
import { cloneDatabase, dropDatabase, PREFIX, type Template } from "./templates";

/**
 * Gives the test file a database of its own, cloned from the template, and a data folder; call it
 * once, outside of any test. `db()` and everything above it then work on that database. On the
 * demonstration template business time stands at the demonstration's date. They work as the owner of
 * the tables, or as the role the portal runs as; `url` is the owner's either way.
 */
export function withDatabase({
  template,
  role = "owner",
}: {
  template: Template;
  role?: "owner" | "application";
}) {
  const serverUrl = inject("serverUrl");
  const name = `${PREFIX}${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const own = { url: "", dataDir: "" };

  beforeAll(async () => {
    own.url = await cloneDatabase(serverUrl, template, name);
    own.dataDir = await mkdtemp(path.join(tmpdir(), "duban-files-"));
    process.env.DATABASE_URL = own.url;
    process.env.DATA_DIR = own.dataDir;
    process.env.DEMONSTRATION = template === "demonstration" ? "on" : "off";
    if (role === "application") {
      process.env.DATABASE_URL = applicationUrl(own.url);
      await installJobs(own.url);
      await grantApplication(own.url, process.env.DATABASE_URL);
    }
  });

  afterAll(async () => {
    await disconnect();
    await dropDatabase(serverUrl, name);
    await rm(own.dataDir, { recursive: true, force: true });
  });

  return own;
}
