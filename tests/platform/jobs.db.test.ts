import { afterEach, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import { installJobs, releaseDeadJobs, runJobs, type Tasks } from "@/lib/platform/job-runner";
import { enqueue, type JobSpec, runJobNow, selectJobs } from "@/lib/platform/jobs";
import { schemaDrift } from "@/lib/platform/schema-engine";
import { withDatabase } from "../support/database";

const database = withDatabase({ template: "empty" });

beforeAll(() => installJobs(database.url));

const runners: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});

async function work(deliver: Tasks["deliver"]) {
  runners.push(await runJobs(database.url, { deliver }, { concurrency: 3 }));
}

const job = (id: number): JobSpec => ({
  task: "deliver",
  payload: { deliveryId: id },
  key: `deliver:${id}`,
});

test("the queue is installed by several instances at once, again without effect, and is no drift", async () => {
  await db().$executeRaw`DROP SCHEMA graphile_worker CASCADE`;
  await Promise.all([1, 2, 3].map(() => installJobs(database.url)));
  await installJobs(database.url);
  expect(await schemaDrift(database.url)).toBe("");
});

test("a job of a transaction that fails never runs, one of a transaction that is committed runs once", async () => {
  const ran: number[] = [];
  const deliver = async ({ deliveryId }: { deliveryId: number }) => {
    ran.push(deliveryId);
  };
  await Promise.all([work(deliver), work(deliver)]);
  const failing = db().$transaction(async (tx) => {
    await enqueue(tx, [job(1)]);
    throw new Error("rolled back");
  });
  await expect(failing).rejects.toThrow("rolled back");
  const ids = Array.from({ length: 30 }, (_, index) => index + 2);
  await db().$transaction((tx) => enqueue(tx, ids.map(job)));
  await expect.poll(() => ran.length, { timeout: 8_000 }).toBeGreaterThanOrEqual(30);
  await expect.poll(async () => (await selectJobs(db(), 50)).length).toBe(0);
  expect(ran.sort((a, b) => a - b)).toEqual(ids);
});

test("a job that fails is tried again by itself, its failure seen meanwhile", async () => {
  let tries = 0;
  await work(async () => {
    tries += 1;
    if (tries === 1) throw new Error("邮件服务器没有答复");
  });
  await enqueue(db(), [job(1)]);
  await expect
    .poll(async () => (await selectJobs(db(), 5))[0]?.lastError, { timeout: 5_000 })
    .toBe("邮件服务器没有答复");
  const [waiting] = await selectJobs(db(), 5);
  expect(waiting).toMatchObject({ task: "deliver", attempts: 1, maxAttempts: 10, running: false });
  await expect.poll(() => tries, { timeout: 12_000 }).toBe(2);
  await expect.poll(async () => (await selectJobs(db(), 5)).length).toBe(0);
});

test("a job that was given up is kept and shown first, and runs when told to", async () => {
  await enqueue(db(), [job(1), job(2)]);
  await db().$executeRaw`
    UPDATE graphile_worker._private_jobs SET attempts = max_attempts, last_error = 'no'
     WHERE key = 'deliver:2'`;
  const [given, waiting] = await selectJobs(db(), 5);
  expect(given).toMatchObject({ key: "deliver:2", attempts: 10 });
  expect(waiting).toMatchObject({ key: "deliver:1", attempts: 0 });
  expect(await runJobNow(db(), given?.id ?? "")).toBe(true);
  expect(await runJobNow(db(), "999999")).toBe(false);
  const ran: number[] = [];
  await work(async ({ deliveryId }) => {
    ran.push(deliveryId);
  });
  await expect.poll(() => ran.length, { timeout: 5_000 }).toBe(2);
});

test("jobs of a worker that was killed are given back after ten minutes", async () => {
  await enqueue(db(), [job(1), job(2)]);
  await db().$executeRaw`
    UPDATE graphile_worker._private_jobs
       SET locked_by = key, attempts = 1, locked_at = now() - CASE key WHEN 'deliver:1'
             THEN interval '11 minutes' ELSE interval '1 minute' END`;
  await releaseDeadJobs(database.url);
  const rows = await selectJobs(db(), 5);
  expect(new Map(rows.map(({ key, running }) => [key, running]))).toEqual(
    new Map([
      ["deliver:1", false],
      ["deliver:2", true],
    ]),
  );
});

test("a job by the clock runs once for all instances, and what was missed is made up for", async () => {
  let ran = 0;
  const clocks = [{ task: "upkeep" as const, match: "20 19 * * *", late: 26 * 3_600_000 }];
  const upkeep = async () => {
    ran += 1;
  };
  // It has been known for two days and ran last the day before yesterday.
  await db().$executeRaw`
    INSERT INTO graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
    VALUES ('upkeep', now() - interval '3 days', now() - interval '2 days')`;
  for (let instance = 0; instance < 2; instance += 1) {
    runners.push(await runJobs(database.url, { upkeep }, { clocks }));
  }
  await expect.poll(() => ran, { timeout: 10_000 }).toBeGreaterThan(0);
  await expect.poll(async () => (await selectJobs(db(), 5)).length).toBe(0);
  expect(ran).toBe(1);
});

test("a worker that is stopped gives back what does not end in time", async () => {
  let begun = false;
  await work(() => {
    begun = true;
    return new Promise(() => {});
  });
  await enqueue(db(), [job(1)]);
  await expect.poll(() => begun, { timeout: 5_000 }).toBe(true);
  const [runner] = runners.splice(0);
  await runner?.stop();
  await expect.poll(async () => (await selectJobs(db(), 5))[0]?.running).toBe(false);
});
