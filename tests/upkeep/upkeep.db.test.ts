import { existsSync } from "node:fs";
import { mkdir, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { SESSION_MAX } from "@/lib/accounts/rules";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { installJobs, runJobs } from "@/lib/platform/job-runner";
import { newStorageKey } from "@/lib/platform/storage";
import type { Actor } from "@/lib/policy";
import { runUpkeep } from "@/lib/upkeep/commands";
import { listUpkeep } from "@/lib/upkeep/queries";
import { UPKEEP_CRON, UPKEEP_LATE } from "@/lib/upkeep/rules";
import { remove, upload } from "../evidence/desk";
import { withDatabase } from "../support/database";
import { at, hire, hireForCity } from "../support/people";
import { refusalOf } from "../support/reports";

const database = withDatabase({ template: "plan" });

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CLOCK = new Date();
const ago = (ms: number) => new Date(CLOCK.getTime() - ms);

let admin: Actor;
let staff: Actor;
let fresh: () => { id: number };

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  ({ staff, fresh } = await hireForCity("staff", "济南市"));
});

async function stray(hours: number): Promise<string> {
  const key = newStorageKey();
  const file = path.join(env().DATA_DIR, "evidence", key.slice(0, 2), key);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, "%PDF-");
  await utimes(file, ago(hours * HOUR), ago(hours * HOUR));
  return file;
}

test("the daily clearing takes what is older than a day and nothing younger, and tells what it took", async () => {
  const { id } = fresh();
  const gone = await upload(staff, id, "旧.pdf", undefined, { day: "2024-09-06" });
  const kept = await upload(staff, id, "新.pdf", undefined, { day: "2024-09-06" });
  await remove(staff, gone.id, "2024-09-06");
  await remove(staff, kept.id, "2024-09-08");
  const [young, old] = [await stray(23), await stray(25)];
  await runUpkeep(at("2024-09-08", "18:00:00"), CLOCK);
  expect(await db().evidenceFile.findMany({ select: { name: true } })).toEqual([
    { name: "新.pdf" },
  ]);
  expect([existsSync(young), existsSync(old)]).toEqual([true, false]);
  expect(await listUpkeep(admin)).toMatchObject([
    { at: CLOCK, evidenceFiles: 2, evidenceMissing: 0, evidenceDeleted: 2 },
  ]);
  for (const role of ["STAFF", "REVIEWER", "LEADER", "AUDITOR"] as const) {
    const other = await hire(`no-${role.toLowerCase()}`, role, { unit: "济南市教育局" });
    expect(await refusalOf(listUpkeep(other))).toBe("NOT_FOUND");
  }
});

test("failures older than a day that lock nothing go, with those of addresses", async () => {
  const rows = [
    ["young", 23 * HOUR, null],
    ["old", 25 * HOUR, null],
    ["locked", 25 * HOUR, -HOUR],
    ["unlocked", 25 * HOUR, HOUR],
  ] as const;
  for (const [nameHash, age, until] of rows) {
    const lockedUntil = until === null ? null : ago(until);
    await db().signInFailure.create({
      data: { nameHash, failures: 5, lastAt: ago(age), lockedUntil },
    });
  }
  for (const [address, age] of [
    ["10.0.0.1", 23 * HOUR],
    ["10.0.0.2", 25 * HOUR],
  ] as const) {
    await db().signInAddress.create({ data: { address, failures: 9, since: ago(age) } });
  }
  await runUpkeep(at("2024-09-08"), CLOCK);
  const names = (await db().signInFailure.findMany()).map(({ nameHash }) => nameHash);
  expect(names.sort()).toEqual(["locked", "young"]);
  expect(await db().signInAddress.findMany()).toMatchObject([{ address: "10.0.0.1" }]);
  expect((await listUpkeep(admin))[0]).toMatchObject({ failuresDeleted: 3 });
});

test("sessions go 30 days after they ended or reached the end of their life", async () => {
  await db().session.deleteMany();
  const session = (id: string, age: number, ended: number | null) =>
    db().session.create({
      data: {
        id,
        accountId: staff.accountId,
        createdAt: ago(age),
        lastSeenAt: ago(age),
        revokedAt: ended === null ? null : ago(ended),
      },
    });
  await session("running", HOUR, null);
  await session("ended lately", 2 * DAY, 2 * DAY);
  await session("over lately", 30 * DAY + SESSION_MAX - HOUR, null);
  await session("over", 30 * DAY + SESSION_MAX + HOUR, null);
  await session("ended", 30 * DAY + HOUR, 30 * DAY + HOUR);
  await runUpkeep(at("2024-09-08"), CLOCK);
  const left = (await db().session.findMany({ orderBy: { id: "asc" } })).map(({ id }) => id);
  expect(left).toEqual(["ended lately", "over lately", "running"]);
  expect((await listUpkeep(admin))[0]).toMatchObject({ sessionsDeleted: 2 });
});

test("runs by itself once a day, at night in Shanghai, and makes up for a night that was missed", async () => {
  await installJobs(database.url);
  expect(UPKEEP_CRON).toBe("20 19 * * *");
  const before = (await listUpkeep(admin)).length;
  await db().$executeRaw`
    INSERT INTO graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
    VALUES ('upkeep', now() - interval '3 days', now() - interval '2 days')`;
  const runner = await runJobs(
    database.url,
    { upkeep: () => runUpkeep(at("2024-09-08"), new Date()) },
    { clocks: [{ task: "upkeep", match: UPKEEP_CRON, late: UPKEEP_LATE }] },
  );
  await expect
    .poll(async () => (await listUpkeep(admin, 50)).length, { timeout: 10_000 })
    .toBe(before + 1);
  await runner.stop();
});
