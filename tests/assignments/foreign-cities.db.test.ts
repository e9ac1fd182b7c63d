import { beforeAll, expect, test } from "vitest";
import { changeAssignments } from "@/lib/assignments/commands";
import { getAssignmentPanel } from "@/lib/assignments/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { standing } from "../support/assignments";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";

withDatabase({ template: "plan" });

let admin: Actor;
beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
});

test("a unit of a city that is none of the plan's is neither offered nor taken; one of no city is both", async () => {
  const city = await db().city.create({
    data: { name: "烟台市", shortName: "烟台", displayOrder: 90 },
  });
  const make = (name: string, cityId: number | null) =>
    db().unit.create({
      data: {
        name,
        shortName: name,
        pinyinInitials: "x",
        kind: "GOVERNMENT",
        cityId,
        officialOrder: 900,
      },
    });
  const foreign = await make("烟台市教育局", city.id);
  const province = await make("省教育厅", null);
  const panel = await getAssignmentPanel(admin, 12);
  const offered = panel.available.flatMap(({ units }) => units.map(({ id }) => id));
  expect(offered).toContain(province.id);
  expect(offered).not.toContain(foreign.id);

  const add = (unitId: number) =>
    changeAssignments(
      admin,
      {
        pointId: panel.point.id,
        seal: panel.seal,
        entries: [...standing(panel), { unitId, role: "SUPPORT", groupId: null }],
      },
      at("2024-09-02"),
    );
  await expect(add(foreign.id)).rejects.toThrow(
    "烟台市教育局属于烟台市，这个年度计划没有烟台市，不能承担其中的要点。",
  );
  await add(province.id);
  const { units } = await getAssignmentPanel(admin, 12);
  expect(units.map(({ id }) => id)).toContain(province.id);
});
