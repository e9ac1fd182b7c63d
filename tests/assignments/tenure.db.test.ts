import { beforeAll, expect, test } from "vitest";
import { changeAssignments } from "@/lib/assignments/commands";
import { getAssignmentPanel } from "@/lib/assignments/queries";
import type { AssignmentEntry } from "@/lib/assignments/rules";
import { getTenure } from "@/lib/assignments/tenure";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { standing } from "../support/assignments";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire } from "../support/people";
import { refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

const POINT = 12;
const NAME = "济南市新设办公室";
let leader: Actor;

beforeAll(async () => {
  await hire("admin", "ADMIN");
  leader = await hire("leader", "LEADER");
});

async function change(day: string, edit: (entries: AssignmentEntry[]) => AssignmentEntry[]) {
  const admin = await actorNamed("admin");
  const panel = await getAssignmentPanel(admin, POINT);
  const entries = edit(standing(panel));
  await changeAssignments(admin, { pointId: panel.point.id, seal: panel.seal, entries }, at(day));
}

test("a unit's first and last day of work are told, and nothing of one that never had any", async () => {
  const { id } = await db().unit.create({
    data: {
      name: NAME,
      shortName: "新设办",
      pinyinInitials: "xsb",
      kind: "GOVERNMENT",
      cityId: (await db().city.findFirstOrThrow({ where: { name: "济南市" } })).id,
      officialOrder: 900,
    },
  });
  const tenure = async () => getTenure(await actorNamed("leader"), id);
  expect(await refusalOf(tenure())).toBe("NOT_FOUND");

  await change("2024-08-01", (all) => [...all, { unitId: id, role: "SUPPORT", groupId: null }]);
  expect(await tenure()).toEqual({ name: NAME, from: "2024-08-01", until: null });
  await change("2024-09-01", (all) => all.filter(({ unitId }) => unitId !== id));
  expect(await tenure()).toEqual({ name: NAME, from: "2024-08-01", until: "2024-09-01" });
  expect(await refusalOf(getTenure({ ...leader, plan: null }, id))).toBe("NOT_FOUND");
});
