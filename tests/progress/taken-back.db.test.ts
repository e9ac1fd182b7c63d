import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { getPointRecord } from "@/lib/progress/point-record";
import { getReportForm } from "@/lib/progress/queries";
import { withDatabase } from "../support/database";
import { hire, hireForCity } from "../support/people";
import { approve, submit } from "../support/reports";

withDatabase({ template: "plan" });

let staff: Actor;
let reviewer: Actor;
let fresh: () => { id: number; pointId: number };

beforeAll(async () => {
  ({ staff, fresh } = await hireForCity("staff", "济南市"));
  reviewer = await hire("reviewer", "REVIEWER");
});

/** An assignment with an action item to tick and an indicator to read. */
async function countable() {
  const { id, pointId } = fresh();
  const item = await db().actionItem.findFirstOrThrow({ where: { pointId } });
  const last = await db().indicator.aggregate({ where: { pointId }, _max: { position: true } });
  const indicator = await db().indicator.create({
    data: {
      pointId,
      position: (last._max.position ?? 0) + 1,
      name: "教师",
      target: 20,
      measure: "名",
      sentence: "",
      match: "",
      start: 0,
    },
  });
  const seen = async (day: string) => {
    const { actionItems, indicators } = await getPointRecord(reviewer, pointId, day);
    const unit = await db().unit.findFirstOrThrow({ where: { assignments: { some: { id } } } });
    const own = <T extends { unitName: string }>(rows: T[] = []) =>
      rows.find(({ unitName }) => unitName === unit.name);
    return {
      done: own(actionItems.find(({ position }) => position === item.position)?.done)?.doneOn,
      reading: own(indicators.find(({ position }) => position === indicator.position)?.readings)
        ?.value,
    };
  };
  const report = async (day: string, blocks: object) =>
    approve(reviewer, await submit(staff, id, day, { percent: 50, ...blocks }), day);
  return { id, item, indicator, seen, report };
}

describe("a correction of an approved report", () => {
  test("takes back a tick and a reading from the day it is approved; earlier days read as they stood", async () => {
    const { id, item, indicator, seen, report } = await countable();
    await report("2024-09-06", {
      actions: { [item.id]: "2024-09-05" },
      readings: { [indicator.id]: "12" },
    });
    const correction = { correctionReason: "误勾误填" };
    const updateId = await submit(staff, id, "2024-09-10", { percent: 50, ...correction });
    expect(await seen("2024-09-11")).toEqual({ done: "2024-09-05", reading: 12 });
    await approve(reviewer, updateId, "2024-09-12");
    expect(await seen("2024-09-12")).toEqual({ done: undefined, reading: undefined });
    expect(await seen("2024-09-11")).toEqual({ done: "2024-09-05", reading: 12 });
    const october = await getReportForm(staff, id, undefined, "2024-10-08");
    expect(october.actionItems.find((each) => each.id === item.id)?.doneOn).toBeNull();
    expect(october.indicators.find((each) => each.id === indicator.id)?.last).toBeNull();
  });

  test("that was itself corrected counts no more: the newest approved version speaks", async () => {
    const { item, indicator, seen, report } = await countable();
    const tick = (doneOn: string, value: string) => ({
      actions: { [item.id]: doneOn },
      readings: { [indicator.id]: value },
    });
    await report("2024-09-06", tick("2024-09-02", "12"));
    await report("2024-09-08", { correctionReason: "误填" });
    await report("2024-09-10", { ...tick("2024-09-09", "9"), correctionReason: "补填" });
    expect(await seen("2024-09-07")).toEqual({ done: "2024-09-02", reading: 12 });
    expect(await seen("2024-09-09")).toEqual({ done: undefined, reading: undefined });
    expect(await seen("2024-09-10")).toEqual({ done: "2024-09-09", reading: 9 });
  });

  test("of an earlier month leaves what other months say: the latest reading, the earliest tick", async () => {
    const { id, item, indicator, seen, report } = await countable();
    const july = { month: "2024-07-01" };
    await report("2024-08-01", {
      ...july,
      actions: { [item.id]: "2024-07-20" },
      readings: { [indicator.id]: "5" },
    });
    await report("2024-09-06", {
      actions: { [item.id]: "2024-09-01" },
      readings: { [indicator.id]: "8" },
    });
    expect(await seen("2024-09-06")).toEqual({ done: "2024-07-20", reading: 8 });
    // Approved after September's, so it moves no percent; what July ticked is taken back all the same.
    const late = { ...july, correctionReason: "误勾", readings: { [indicator.id]: "3" } };
    await report("2024-09-10", late);
    expect(await seen("2024-09-10")).toEqual({ done: "2024-09-01", reading: 8 });
    const form = await getReportForm(staff, id, undefined, "2024-09-11");
    expect(form.indicators.find((each) => each.id === indicator.id)?.last).toBe(3);
    expect(form.actionItems.find((each) => each.id === item.id)?.doneOn).toBeNull();
  });

  test("of an earlier month is what the next report's percent is compared with", async () => {
    const { id, report } = await countable();
    await report("2024-08-06", { percent: 60, month: "2024-08-01" });
    await report("2024-09-06", { percent: 60 });
    await report("2024-09-10", { percent: 40, month: "2024-08-01", correctionReason: "口径有误" });
    const september = (day: string) => getReportForm(staff, id, "2024-09-01", day);
    expect((await september("2024-09-09")).previousPercent).toBe(60);
    expect((await september("2024-09-10")).previousPercent).toBe(40);
  });
});
