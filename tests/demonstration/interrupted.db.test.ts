import { Client } from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createDemonstrationAccounts } from "@/lib/demonstration/accounts";
import { createDemonstrationProgress } from "@/lib/demonstration/commands";
import { db } from "@/lib/platform/db";
import { withDatabase } from "../support/database";
import { at } from "../support/people";
import { cloneDatabase, dropDatabase, PREFIX } from "../support/templates";

const database = withDatabase({ template: "plan" });

const serverUrl = inject("serverUrl");
const whole = `${PREFIX}${process.pid}_whole`;
let wholeUrl = "";
// A few points keep this fast: what a unit reports does not depend on the others. Every unit that a
// 批示 is on has one of them.
const POINTS = [1, 9, 15, 17, 20, 22];

beforeAll(async () => {
  wholeUrl = await cloneDatabase(serverUrl, "demonstration", whole);
  await db().$executeRaw`
    UPDATE assignment_terms SET ends_on = starts_on WHERE assignment_id IN (
      SELECT a.id FROM assignments a JOIN work_points wp ON wp.id = a.point_id
       WHERE NOT wp.number = ANY(${POINTS}))`;
  await createDemonstrationAccounts(at("2024-09-20"));
});

afterAll(() => dropDatabase(serverUrl, whole));

/** All that was handed in and decided on those points, with its day, in words that hold in any database. */
async function recordsIn(url: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT wp.number, u.name, p.month::text, pu.version, pu.percent, pu.progress_text,
              pu.problem_text, pu.no_progress_reason, pu.submitted_at, a.name AS author,
              r.decision, r.reason, r.counts, r.decided_at
         FROM progress_updates pu
         JOIN assignments s ON s.id = pu.assignment_id
         JOIN work_points wp ON wp.id = s.point_id
         JOIN units u ON u.id = s.unit_id
         JOIN periods p ON p.id = pu.period_id
         JOIN accounts a ON a.id = pu.author_id
         LEFT JOIN reviews r ON r.update_id = pu.id
        WHERE wp.number = ANY($1)
        ORDER BY wp.number, u.name, p.month, pu.version`,
      [POINTS],
    );
    return rows;
  } finally {
    await client.end();
  }
}

async function load(months: number): Promise<string[]> {
  const told: string[] = [];
  const stop = (line: string) => {
    told.push(line);
    if (told.length === months) throw new Error("the machine was switched off");
  };
  await createDemonstrationProgress("2024-09-20", stop).catch((error: Error) => {
    if (error.message !== "the machine was switched off") throw error;
  });
  return told;
}

test("a load that was interrupted goes on to the same records as one that was not", async () => {
  const finished = () => db().auditEntry.count({ where: { action: "demonstration.load" } });
  expect(await load(2)).toHaveLength(2);
  const half = await recordsIn(database.url);
  expect(half.length).toBeGreaterThan(10);
  expect(await finished()).toBe(0);
  expect(await load(4)).toHaveLength(4);
  expect(await load(Number.POSITIVE_INFINITY)).toHaveLength(9);
  expect(await finished()).toBe(1);
  const records = await recordsIn(database.url);
  expect(records).toEqual(await recordsIn(wholeUrl));
  expect(records.length).toBeGreaterThan(half.length);
  expect(await load(1)).toEqual([]);
}, 90_000);
