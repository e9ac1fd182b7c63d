import { beforeAll, expect, test } from "vitest";
import { getBoard } from "@/lib/dashboards/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { DEFAULT_THRESHOLDS } from "@/lib/status/rules";
import { previewThresholds, setThresholds } from "@/lib/thresholds/commands";
import { thresholdsInput } from "@/lib/thresholds/schema";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire } from "../support/people";
import { race, refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

let admin: Actor;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  await hire("leader", "LEADER");
});

// Nobody reported in this plan: behind by a third in June, in amber or red by the limits alone.
const mild = { ...DEFAULT_THRESHOLDS, severeGap: 90, laggingGap: 80, unreportedGraceDays: 60 };
const input = (effectiveOn: string, limits: object = mild) =>
  thresholdsInput.parse({ ...limits, effectiveOn });
const countsOn = async (day: string) => (await getBoard(await actorNamed("leader"), day)).counts;

test("a preview counts the lights that would turn, and it comes true from the day on, never before", async () => {
  const before = await countsOn("2024-07-01");
  const preview = await previewThresholds(admin, input("2024-07-01"), at("2024-07-01"));
  expect(preview.present).toEqual(before);
  expect(preview.changed.length).toBeGreaterThan(20);
  expect(await countsOn("2024-07-01")).toEqual(before);
  const earlier = await countsOn("2024-06-30");
  await setThresholds(admin, input("2024-07-01"), at("2024-07-01"));
  expect(await countsOn("2024-07-01")).toEqual(preview.proposed);
  expect(await countsOn("2024-06-30")).toEqual(earlier);
});

test("what was set for a day stays; a later period may have others", async () => {
  const other = input("2024-07-01", { ...mild, severeGap: 95 });
  expect(await refusalOf(setThresholds(admin, other, at("2024-07-01")))).toBe("STALE");
  const same = input("2024-08-01");
  expect(await refusalOf(setThresholds(admin, same, at("2024-07-02")))).toBe("INVALID");
  const usual = input("2024-08-01", DEFAULT_THRESHOLDS);
  const both = [1, 2].map(() => setThresholds(admin, usual, at("2024-07-02")));
  expect((await race(both)).filter((end) => end === undefined)).toHaveLength(1);
  expect(await db().lightThresholds.count()).toBe(3);
});

test("nobody but the admin sets them, no earlier day, and no limits that contradict each other", async () => {
  const leader = await actorNamed("leader");
  const later = input("2024-09-01", { ...mild, severeGap: 99 });
  for (const command of [setThresholds, previewThresholds]) {
    expect(await refusalOf(command(leader, later, at("2024-07-02")))).toBe("NOT_FOUND");
    expect(await refusalOf(command(admin, later, at("2024-09-02")))).toBe("INVALID");
  }
  for (const wrong of [{ laggingGap: 25 }, { severeGap: "x" }, { dueSoonPercent: 101 }]) {
    const limits = { ...DEFAULT_THRESHOLDS, ...wrong, effectiveOn: "2024-09-01" };
    expect(thresholdsInput.safeParse(limits).success).toBe(false);
  }
});
