import { beforeAll, describe, expect, test } from "vitest";
import { listMyReports, listReviewQueue } from "@/lib/inbox/queries";
import type { Actor } from "@/lib/policy";
import { withdrawUpdate } from "@/lib/progress/commands";
import { getReportForm } from "@/lib/progress/queries";
import { reviewUpdate } from "@/lib/reviews/commands";
import { reviewUpdateInput } from "@/lib/reviews/schema";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire, hireForCity } from "../support/people";
import { approve, submit } from "../support/reports";

withDatabase({ template: "plan" });

let staff: Actor;
let reviewer: Actor;
let fresh: () => { id: number };

beforeAll(async () => {
  ({ staff, fresh } = await hireForCity("staff", "济南市"));
  reviewer = await hire("reviewer", "REVIEWER");
});

const MONTH = "2024-09-01";
const entry = async (id: number, day: string) =>
  (await listMyReports(await actorNamed("staff"), day)).find(
    (report) => report.assignmentId === id && report.month === MONTH,
  );
const takeBack = (updateId: number, day: string) =>
  withdrawUpdate(staff, { updateId }, at(day, "12:00:00"));

describe("a withdrawn report", () => {
  test("reads 待报 with the mark 已撤回, when and by whom, in the list and on the form", async () => {
    const { id } = fresh();
    expect((await entry(id, "2024-09-05"))?.withdrawn).toBeNull();
    await takeBack(await submit(staff, id, "2024-09-06"), "2024-09-07");
    expect(await entry(id, "2024-09-07")).toMatchObject({
      state: "DUE",
      withdrawn: { by: "STAFF（staff）", at: expect.stringContaining("2024-09-07") },
    });
    expect((await getReportForm(staff, id, undefined, "2024-09-07")).takenBack).toMatchObject({
      version: 1,
      by: "STAFF（staff）",
    });
  });

  test("loses the mark once it is handed in again, and gets it again when that is taken back too", async () => {
    const { id } = fresh();
    await takeBack(await submit(staff, id, "2024-09-06"), "2024-09-06");
    const second = await submit(staff, id, "2024-09-08");
    expect(await entry(id, "2024-09-08")).toMatchObject({ state: "PENDING", withdrawn: null });
    expect((await getReportForm(staff, id, undefined, "2024-09-08")).takenBack).toBeNull();
    await takeBack(second, "2024-09-09");
    expect((await getReportForm(staff, id, undefined, "2024-09-09")).takenBack?.version).toBe(2);
    await approve(reviewer, await submit(staff, id, "2024-09-10"), "2024-09-10");
    expect(await entry(id, "2024-09-10")).toMatchObject({ state: "APPROVED", withdrawn: null });
  });
});

test("a decision on a version that was withdrawn and handed in anew is refused and names the new one", async () => {
  const { id } = fresh();
  const first = await submit(staff, id, "2024-09-06");
  const decide = (updateId: number) =>
    reviewUpdate(
      reviewer,
      reviewUpdateInput.parse({ updateId, decision: "RETURNED", reason: "请补充" }),
      at("2024-09-08"),
    );
  await takeBack(first, "2024-09-06");
  await expect(decide(first)).rejects.toMatchObject({
    code: "STALE",
    fields: {},
    message: expect.stringContaining("已撤回修改"),
  });
  const second = await submit(staff, id, "2024-09-07");
  await expect(decide(first)).rejects.toMatchObject({
    code: "STALE",
    fields: { newer: String(second) },
    message: expect.stringContaining("已撤回并重新报送"),
  });
  const queue = await listReviewQueue(await actorNamed("reviewer"), "2024-09-08");
  expect(queue.find(({ report }) => report.id === second)?.earlier).toEqual([first]);
  await decide(second);
});
