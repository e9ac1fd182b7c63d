import { beforeAll, describe, expect, test } from "vitest";
import { forgetBoards } from "@/lib/dashboards/board-cache";
import { listReviewQueue } from "@/lib/inbox/queries";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { actorNamed, hire, hireForCity } from "../support/people";
import { approve, refusalOf, sendBack, submit } from "../support/reports";
import { statementsOf } from "../support/statements";

withDatabase({ template: "plan" });

let staff: Actor;
let reviewer: Actor;
let fresh: () => { id: number; pointId: number };

beforeAll(async () => {
  ({ staff, fresh } = await hireForCity("staff", "济南市"));
  reviewer = await hire("reviewer", "REVIEWER", { city: "济南市" });
  await hire("linyi", "REVIEWER", { city: "临沂市" });
});

describe("the review queue", () => {
  test("holds what awaits this reviewer, the odd ones first, then the oldest", async () => {
    const [one, two, three] = [fresh(), fresh(), fresh()];
    for (const { id } of [one, two, three]) {
      const august = { percent: 15, progressText: "印发方案，明确分工。" };
      await approve(reviewer, await submit(staff, id, "2024-08-10", august), "2024-08-11");
    }
    const steady = await submit(staff, one.id, "2024-09-10", { percent: 20 });
    const jumped = await submit(staff, two.id, "2024-09-11", { percent: 90 });
    const later = await submit(staff, three.id, "2024-09-12", { percent: 25 });
    const ids = async (name: string, day: string) =>
      (await listReviewQueue(await actorNamed(name), day)).map(({ report }) => report.id);
    const queue = (await ids("reviewer", "2024-09-12")).filter((id) =>
      [steady, jumped, later].includes(id),
    );
    expect(queue).toEqual([jumped, steady, later]);
    expect(await ids("linyi", "2024-09-12")).toEqual([]);
    expect(await ids("reviewer", "2024-09-11")).not.toContain(later);
    await approve(reviewer, jumped, "2024-09-12");
    expect(await ids("reviewer", "2024-09-12")).not.toContain(jumped);
    expect(await refusalOf(listReviewQueue(staff, "2024-09-12"))).toBe("NOT_FOUND");
  });

  test("carries last period's report, what a correction replaces, and what was asked for before", async () => {
    const { id } = fresh();
    await approve(reviewer, await submit(staff, id, "2024-08-10", { percent: 60 }), "2024-08-11");
    const first = await submit(staff, id, "2024-09-10", { percent: 62 });
    await sendBack(reviewer, first, "2024-09-11", "请写明数量", "progressText");
    const second = await submit(staff, id, "2024-09-12", { percent: 63 });
    const entry = async (update: number, day: string) =>
      (await listReviewQueue(await actorNamed("reviewer"), day)).find(
        ({ report }) => report.id === update,
      );
    expect(await entry(second, "2024-09-12")).toMatchObject({
      previous: { month: "2024-08-01", percent: 60 },
      replaced: null,
      returned: { reason: "请写明数量", notes: { progressText: "请写明数量" } },
      anomalies: [{ anomaly: "SAME_TEXT", text: "与上期相同 100%" }],
    });
    await approve(reviewer, second, "2024-09-12");
    const correction = await submit(staff, id, "2024-09-13", {
      percent: 64,
      progressText: "改正：实为三次。",
      correctionReason: "数量有误",
    });
    expect(await entry(correction, "2024-09-13")).toMatchObject({
      replaced: { id: second, percent: 63 },
      anomalies: [{ anomaly: "CORRECTION" }],
    });
  });

  test("marks a unit that left the two periods before without a report", async () => {
    const { id } = fresh();
    await approve(reviewer, await submit(staff, id, "2024-06-10"), "2024-06-11");
    const late = await submit(staff, id, "2024-09-12", { percent: 45, progressText: "恢复推进。" });
    const queue = await listReviewQueue(await actorNamed("reviewer"), "2024-09-12");
    const found = queue.find(({ report }) => report.id === late);
    expect(found?.anomalies.map(({ anomaly }) => anomaly)).toEqual(["UNREPORTED_TWICE"]);
  });

  test("takes the board and one statement, however many wait", async () => {
    const actor = await actorNamed("reviewer");
    forgetBoards();
    expect(await statementsOf(() => listReviewQueue(actor, "2024-09-12"))).toHaveLength(2);
  });
});
