import { beforeAll, expect, test } from "vitest";
import { getBoard } from "@/lib/dashboards/queries";
import { askedReports } from "@/lib/dashboards/reporting";
import { fromDbDate } from "@/lib/dates";
import { publishImport } from "@/lib/imports/publish";
import { listMyReports } from "@/lib/inbox/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire } from "../support/people";
import { approve, refusalOf, submit } from "../support/reports";
import { begin, draft, NOTICE, settle } from "./notices";

withDatabase({ template: "plan" });

const PUBLISHED = "2025-09-08";
const UNIT = "青河市教育局";
let admin: Actor;
let planId = 0;

async function boardOn(day: string) {
  return getBoard(await actorNamed("xitong"), day);
}

beforeAll(async () => {
  await hire("xitong", "ADMIN");
  admin = await hire("daoru", "ADMIN");
  const view = await settle(admin, (await begin(admin, NOTICE, at(PUBLISHED))).id);
  const input = { ...draft(view), accepted: [], due: {}, seal: "" };
  const from = (reportsFrom: string) =>
    publishImport(admin, { ...input, reportsFrom }, at(PUBLISHED));
  expect(await refusalOf(from("2024-01-01"))).toBe("INVALID");
  expect(await refusalOf(from("2025-09-02"))).toBe("INVALID");
  ({ planId } = await from("2025-09-01"));
});

test("a plan published late asks for no report of the months before", async () => {
  const periods = await db().period.findMany({ where: { planId }, orderBy: { month: "asc" } });
  expect(periods.map(({ month }) => fromDbDate(month).slice(5, 7))).toEqual([
    "09",
    "10",
    "11",
    "12",
  ]);
  const board = await boardOn(PUBLISHED);
  expect(board.plan.id).toBe(planId);
  expect(new Set(askedReports(board).map(({ state }) => state))).toEqual(new Set(["DUE"]));
  const clerk = await hire("qh-jyj", "STAFF", { unit: UNIT });
  const months = (await listMyReports(clerk, PUBLISHED)).map(({ month }) => month);
  expect(new Set(months)).toEqual(new Set(["2025-09-01"]));
});

test("and blames nobody before the first report can be missed", async () => {
  for (const day of ["2025-05-01", PUBLISHED, "2025-09-25", "2025-09-27"]) {
    const { points } = await boardOn(day);
    expect(new Set(points.map(({ light }) => light)), day).toEqual(new Set(["NOT_STARTED"]));
  }
  expect((await boardOn(PUBLISHED)).points[0]?.reason).toContain(
    "自 9月起报送，首期 9月25日截止，报送前不亮灯",
  );
  // Both sides wait for the same: no city is named.
  for (const { reason } of (await boardOn(PUBLISHED)).points) expect(reason).not.toContain("侧自");
  const { points } = await boardOn("2025-09-28");
  expect(points.every(({ light }) => light === "SEVERE" || light === "LAGGING")).toBe(true);
});

test("but shows what is reported as soon as it is approved", async () => {
  const clerk = await actorNamed("qh-jyj");
  const reviewer = await hire("shenhe", "REVIEWER");
  const { id, pointId } = await db().assignment.findFirstOrThrow({
    where: { planId, unit: { name: UNIT } },
  });
  const updateId = await submit(clerk, id, "2025-09-09", { month: "2025-09-01", percent: 80 });
  await approve(reviewer, updateId, "2025-09-10");
  const pointOn = async (day: string) =>
    (await boardOn(day)).points.find((point) => point.id === pointId);
  const lit = (await pointOn("2025-09-10"))?.sides.filter(({ percent }) => percent > 0);
  expect(lit?.length).toBeGreaterThan(0);
  for (const { light } of lit ?? []) expect(light).not.toBe("NOT_STARTED");
  // 80 % beside a side that can still report in time is no 不同步; beside one that has missed it is.
  const tagsOn = async (day: string) => (await pointOn(day))?.tags ?? [];
  expect((await pointOn("2025-09-10"))?.sides).toHaveLength(2);
  expect(await tagsOn("2025-09-10")).not.toContain("不同步");
  expect(await tagsOn("2025-09-28")).toContain("不同步");
  expect((await pointOn("2025-09-09"))?.light).toBe("NOT_STARTED");
});
