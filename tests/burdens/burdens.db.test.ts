import { beforeAll, expect, test } from "vitest";
import { decideAdjustment, proposeAdjustment } from "@/lib/adjustments/commands";
import { listBurdens } from "@/lib/burdens/queries";
import { burdenOf } from "@/lib/burdens/rules";
import { forgetBoards } from "@/lib/dashboards/board-cache";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { getReportForm } from "@/lib/progress/queries";
import { withDatabase } from "../support/database";
import { startPause } from "../support/pauses";
import { actorNamed, at, hire } from "../support/people";
import { refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

let admin: Actor;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  await hire("staff", "STAFF", { unit: "济南市教育局" });
});

test("what a unit is asked for a month is four fields a point, and its indicators and action items", () => {
  expect(burdenOf([])).toEqual({ points: 0, indicators: 0, items: 0, fields: 0 });
  expect(
    burdenOf([
      { indicators: 2, items: 3 },
      { indicators: 0, items: 1 },
    ]),
  ).toEqual({ points: 2, indicators: 2, items: 4, fields: 14 });
});

test("the figure of a unit is what its report forms ask", async () => {
  const staff = await actorNamed("staff");
  const shares = await db().assignment.findMany({ where: { unit: { name: "济南市教育局" } } });
  const asked = { indicators: 0, items: 0 };
  for (const { id } of shares) {
    const form = await getReportForm(staff, id, undefined, "2024-06-10");
    asked.indicators += form.indicators.length;
    asked.items += form.actionItems.length;
  }
  const burdens = await listBurdens(admin, "2024-06-10");
  const own = burdens.find(({ unit }) => unit.name === "济南市教育局");
  expect(own).toMatchObject({ points: shares.length, ...asked });
  expect(own?.fields).toBe(shares.length * 4 + asked.indicators + asked.items);
  expect([...burdens].sort((a, b) => b.fields - a.fields)).toEqual(burdens);
  expect(await refusalOf(listBurdens(staff, "2024-06-10"))).toBe("NOT_FOUND");
});

test("a point that is paused, cancelled or 销号 in the unit's city is none of it", async () => {
  const day = "2024-09-20";
  const of = async (name: string) =>
    (await listBurdens(await actorNamed("admin"), day)).find(({ unit }) => unit.name === name)
      ?.points ?? 0;
  const shares = await db().assignment.findMany({
    where: { unit: { name: "济南市教育局" } },
    include: { point: { include: { assignments: { include: { unit: true } } } } },
    orderBy: { pointId: "asc" },
  });
  const before = await of("济南市教育局");
  expect(before).toBe(shares.length);
  const [paused, cancelled, closed] = shares.map(({ point }) => point);
  if (!paused || !cancelled || !closed) throw new Error("too few points");
  const reasons = { reason: "上级规划调整", basis: "济政办字〔2024〕99号" };
  await startPause(admin, { pointId: paused.id, ...reasons }, at("2024-09-10"));
  expect(await of("济南市教育局")).toBe(before - 1);

  const reviewer = await hire("reviewer", "REVIEWER");
  const { adjustmentId } = await proposeAdjustment(
    reviewer,
    { pointId: cancelled.id, kind: "CANCEL", text: "", ...reasons },
    at("2024-09-10"),
  );
  const decision = { adjustmentId, decision: "APPROVED" as const, opinion: "" };
  await decideAdjustment(admin, decision, at("2024-09-11"));
  expect(await of("济南市教育局")).toBe(before - 2);

  const partner = closed.assignments.find(({ unit }) => unit.name.startsWith("临沂市"))?.unit;
  const partnerBefore = await of(partner?.name ?? "");
  expect(partnerBefore).toBeGreaterThan(0);
  const city = await db().city.findUniqueOrThrow({ where: { name: "济南市" } });
  await db().closure.create({
    data: {
      pointId: closed.id,
      cityId: city.id,
      outcome: "完成",
      closedById: reviewer.accountId,
      closedOn: new Date("2024-09-12"),
    },
  });
  forgetBoards();
  expect(await of("济南市教育局")).toBe(before - 3);
  // The other city's side of it goes on.
  expect(await of(partner?.name ?? "")).toBe(partnerBefore);
});
