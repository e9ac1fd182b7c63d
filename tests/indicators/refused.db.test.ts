import { beforeAll, describe, expect, test } from "vitest";
import { SYSTEM_ACTOR } from "@/lib/audit/commands";
import { importNotice } from "@/lib/documents/commands";
import { readNotice } from "@/lib/documents/notice";
import { setIndicator } from "@/lib/indicators/commands";
import { listIndicators } from "@/lib/indicators/queries";
import { setIndicatorInput } from "@/lib/indicators/schema";
import type { Actor } from "@/lib/policy";
import { getReportForm } from "@/lib/progress/queries";
import { directory } from "../documents/published";
import { HEAD } from "../documents/read";
import { withDatabase } from "../support/database";
import { addTo, figures, reject } from "../support/indicators";
import { assignmentOf, at, hire, unitNamed } from "../support/people";
import { race, refusalOf, submit } from "../support/reports";

withDatabase({ template: "plan" });

const UNIT = "济南市教育局";
const POINT = 20;
let admin: Actor;
let reviewer: Actor;
let staff: Actor;
let share = 0;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  reviewer = await hire("reviewer", "REVIEWER");
  staff = await hire("staff", "STAFF", { unit: UNIT });
  share = await assignmentOf(UNIT, POINT);
});

describe("refused is", () => {
  test("whoever is no administrator", async () => {
    const id = await addTo(admin, 7, "2024-06-10");
    const leader = await hire("leader", "LEADER");
    for (const actor of [reviewer, leader, staff]) {
      expect(await refusalOf(setIndicator(actor, await figures(id), at("2024-06-11")))).toBe(
        "NOT_FOUND",
      );
      expect(await refusalOf(reject(actor, id, "2024-06-11"))).toBe("NOT_FOUND");
      expect(await refusalOf(addTo(actor, 7, "2024-06-11"))).toBe("NOT_FOUND");
      await expect(listIndicators(actor, "2024-06-11")).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }
  });

  test("a page that has not seen the newest, and the slower of two", async () => {
    const id = await addTo(admin, 8, "2024-06-10");
    const seen = await figures(id, { target: "5" });
    await setIndicator(admin, seen, at("2024-06-11"));
    expect(await refusalOf(setIndicator(admin, { ...seen, target: 6 }, at("2024-06-11")))).toBe(
      "STALE",
    );
    const next = await figures(id, { target: "7" });
    const ends = await race([
      setIndicator(admin, next, at("2024-06-12")),
      setIndicator(admin, { ...next, target: 8 }, at("2024-06-12")),
    ]);
    expect(ends.sort()).toEqual(["STALE", undefined]);
  });

  test("a target of zero, no name, a day outside the point's time, a unit that is not of the point, no change", async () => {
    const typed = {
      indicatorId: 1,
      version: 0,
      name: "教师",
      target: "0",
      measure: "名",
      unitIds: [],
    };
    expect(setIndicatorInput.safeParse(typed).error?.issues[0]?.message).toBe(
      "目标请填大于 0 的整数，例如 20。",
    );
    for (const target of ["-3", "2.5", "", "三"]) {
      expect(setIndicatorInput.safeParse({ ...typed, target }).success).toBe(false);
    }
    expect(setIndicatorInput.safeParse({ ...typed, target: "3", name: " " }).success).toBe(false);
    const id = await addTo(admin, 9, "2024-06-10");
    const set = async (changes: Record<string, unknown>) =>
      setIndicator(admin, await figures(id, changes), at("2024-06-11"));
    await expect(set({ dueOn: "2025-06-30" })).rejects.toMatchObject({
      fields: { dueOn: expect.stringContaining("2024-12-31") },
    });
    const stranger = (await unitNamed(UNIT)).id;
    await expect(set({ unitIds: [stranger] })).rejects.toMatchObject({
      fields: { unitIds: expect.stringContaining("不承担") },
    });
    await expect(set({})).rejects.toThrow("没有变化");
  });

  test("another measure word once somebody has counted in the old one", async () => {
    const { indicators } = await getReportForm(staff, share, undefined, "2024-07-05");
    const { id = 0 } = indicators[0] ?? {};
    await submit(staff, share, "2024-07-05", { readings: { [id]: "6" } });
    const wanted = await figures(id, { measure: "人次" });
    await expect(setIndicator(admin, wanted, at("2024-07-06"))).rejects.toMatchObject({
      fields: { measure: expect.stringContaining("已有单位") },
    });
  });

  test("an administrator who works on another plan", async () => {
    const id = await addTo(admin, 10, "2024-06-10");
    const notice = `${HEAD}一、任务\n1. 建校。新建一所学校。（责任单位：市教育局）`;
    await importNotice(SYSTEM_ACTOR, readNotice(notice), directory, at("2025-03-06"));
    const elsewhere = await hire("elsewhere", "ADMIN");
    expect(elsewhere.plan?.id).not.toBe(admin.plan?.id);
    const wanted = await figures(id, { target: "9" });
    expect(await refusalOf(setIndicator(elsewhere, wanted, at("2025-03-06")))).toBe("STALE");
    expect((await listIndicators(elsewhere, "2025-03-06")).map((each) => each.id)).not.toContain(
      id,
    );
  });
});
