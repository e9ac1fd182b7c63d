import { beforeAll, describe, expect, test } from "vitest";
import { planDocument } from "@/lib/dashboards/plan-document";
import { getBoard } from "@/lib/dashboards/queries";
import { waitingExtensions } from "@/lib/dashboards/waiting-extensions";
import { applyForExtension, decideExtension } from "@/lib/extensions/commands";
import { decideExtensionInput } from "@/lib/extensions/schema";
import { extensionText } from "@/lib/format";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire, hireForCity } from "../support/people";
import { race, refusalOf } from "../support/reports";
import { seen } from "../support/time";

withDatabase({ template: "plan" });

let staff: Actor;
let reviewer: Actor;
let linyiReviewer: Actor;

beforeAll(async () => {
  staff = (await hireForCity("staff", "济南市")).staff;
  reviewer = await hire("reviewer", "REVIEWER");
  linyiReviewer = await hire("linyi", "REVIEWER", { city: "临沂市" });
  await hire("leader", "LEADER");
  await hire("stranger", "STAFF", { unit: "临沂市教育局" });
});

const shareOf = (number: number) =>
  db().assignment.findFirstOrThrow({
    where: { point: { number }, unit: { city: { name: "济南市" }, kind: { not: "GROUP" } } },
  });

async function apply(number: number, day: string, toOn = "2025-03-31", actor = staff) {
  const { id } = await shareOf(number);
  const input = { assignmentId: id, toOn, reason: "资金跨年度下达" };
  return (await applyForExtension(actor, input, at(day))).extensionId;
}

function decide(
  extensionId: number,
  day: string,
  decision: "APPROVED" | "REFUSED" = "APPROVED",
  actor = reviewer,
) {
  const opinion = decision === "REFUSED" ? "理由不充分" : "";
  const input = decideExtensionInput.parse({ extensionId, decision, opinion });
  return decideExtension(actor, input, at(day, "15:00:00"));
}

describe("an extension", () => {
  test("moves the due date from the day of approval, shows the original and its count, and leaves earlier days alone", async () => {
    const before = await seen(2, "2024-08-13");
    const id = await apply(2, "2024-08-12");
    await decide(id, "2024-08-14");
    const { time: _, ...then } = before;
    expect(await seen(2, "2024-08-13")).toMatchObject(then);
    expect(then.dueOn).toBe("2024-12-31");
    const after = await seen(2, "2024-08-14");
    expect(after.dueOn).toBe("2025-03-31");
    expect(after.extension && extensionText(after.extension)).toBe(
      "原 12月31日 → 现 2025年3月31日（第1次延期）",
    );
    expect(after.expected).toBeLessThan(before.expected);
    await decide(await apply(2, "2024-10-08", "2025-06-30"), "2024-10-09");
    expect((await seen(2, "2024-10-08")).dueOn).toBe("2025-03-31");
    expect((await seen(2, "2024-10-09")).extension).toEqual({
      fromOn: "2024-12-31",
      toOn: "2025-06-30",
      count: 2,
    });
  });

  test("lets no light be better than 滞后预警 in the period it was granted", async () => {
    await decide(await apply(3, "2024-04-24"), "2024-04-25");
    expect((await seen(3, "2024-04-24")).light).toBe("ON_TRACK");
    const granted = await seen(3, "2024-04-25");
    expect(granted.light).toBe("LAGGING");
    expect(granted.reason).toMatch(/第1次延期/);
    // 未报送 of April would be milder: not before the next period.
    expect((await seen(3, "2024-04-30")).light).toBe("LAGGING");
    expect((await seen(3, "2024-05-01")).light).toBe("UNREPORTED");
  });

  test("is what programs read as the due date of that day", async () => {
    const leader = await actorNamed("leader");
    const dueOn = async (day: string) =>
      planDocument(await getBoard(leader, day))
        .chapters.flatMap(({ points }) => points)
        .find(({ number }) => number === 2)?.dueOn;
    expect(await dueOn("2024-08-13")).toBe("2024-12-31");
    expect(await dueOn("2024-08-14")).toBe("2025-03-31");
  });

  test("is applied for before the due date, for a later one, one at a time, by a unit of the point", async () => {
    const { id: assignmentId } = await shareOf(4);
    const input = { assignmentId, toOn: "2025-03-31", reason: "x" };
    const stranger = await actorNamed("stranger");
    const asked = (actor: Actor, toOn: string, day: string) =>
      refusalOf(applyForExtension(actor, { ...input, toOn }, at(day)));
    expect(await asked(stranger, "2025-03-31", "2024-09-01")).toBe("NOT_FOUND");
    expect(await asked(staff, "2024-12-31", "2024-09-01")).toBe("INVALID");
    expect(await asked(staff, "2034-12-31", "2024-09-01")).toBe("INVALID");
    expect(await asked(staff, "2025-03-31", "2024-12-31")).toBe("INVALID");
    const both = [1, 2].map(() => apply(4, "2024-09-01"));
    expect((await race(both)).sort()).toEqual(["STALE", undefined]);
  });

  test("that is refused names why, changes nothing, and makes room for the next", async () => {
    const id = await apply(5, "2024-09-01");
    expect(decideExtensionInput.safeParse({ extensionId: id, decision: "REFUSED" }).success).toBe(
      false,
    );
    await decide(id, "2024-09-02", "REFUSED");
    expect(await seen(5, "2024-09-03")).toMatchObject({ dueOn: "2024-12-31", extension: null });
    expect(await refusalOf(decide(id, "2024-09-03"))).toBe("STALE");
    await apply(5, "2024-09-04");
  });

  test("is decided by the reviewer of the unit's own city, who finds it waiting", async () => {
    const id = await apply(6, "2024-09-01");
    const board = await getBoard(await actorNamed("reviewer"), "2024-09-01");
    const ids = (actor: Actor) =>
      waitingExtensions(actor, board).map(({ extension }) => extension.id);
    expect(ids(reviewer)).toContain(id);
    expect(ids(linyiReviewer)).not.toContain(id);
    expect(await refusalOf(decide(id, "2024-09-02", "APPROVED", linyiReviewer))).toBe("NOT_FOUND");
    const told = await db().notification.findMany({ where: { kind: "EXTENSION" } });
    expect(told.map(({ accountId }) => accountId)).toContain(reviewer.accountId);
    expect(told.map(({ accountId }) => accountId)).not.toContain(linyiReviewer.accountId);
  });
});
