import { beforeAll, expect, test } from "vitest";
import { listBurdens } from "@/lib/burdens/queries";
import { burdenOf } from "@/lib/burdens/rules";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { getReportForm } from "@/lib/progress/queries";
import { withDatabase } from "../support/database";
import { actorNamed, hire } from "../support/people";
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
