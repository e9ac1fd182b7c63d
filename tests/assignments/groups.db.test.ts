import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeAssignments } from "@/lib/assignments/commands";
import { type AssignmentPanel, getAssignmentPanel } from "@/lib/assignments/queries";
import type { AssignmentEntry } from "@/lib/assignments/rules";
import { forgetBoards } from "@/lib/dashboards/board-cache";
import { getPointDashboard } from "@/lib/dashboards/queries";
import type { Actor } from "@/lib/policy";
import { standing } from "../support/assignments";
import { withDatabase } from "../support/database";
import { actorNamed, assignmentOf, at, hire, unitNamed } from "../support/people";
import { approve, refusalOf, submit } from "../support/reports";

withDatabase({ template: "plan" });

let admin: Actor;
let reviewer: Actor;

beforeAll(async () => {
  reviewer = await hire("reviewer", "REVIEWER");
  await hire("admin", "ADMIN");
});

beforeEach(async () => {
  admin = await actorNamed("admin");
});

async function sidesOf(number: number, day: string) {
  forgetBoards();
  const { point } = await getPointDashboard(await actorNamed("admin"), number, day);
  return { point, sides: new Map(point.sides.map((side) => [side.city.shortName, side])) };
}

/** The form as it opens, with every proposal taken. */
function proposed(panel: AssignmentPanel): AssignmentEntry[] {
  const lines = panel.groups.flatMap(({ line, members }) => [line, ...members]);
  return [...panel.units, ...lines].flatMap(({ id, proposed: role, groupId }) =>
    role === null ? [] : [{ unitId: id, role, groupId }],
  );
}

function save(panel: AssignmentPanel, entries: AssignmentEntry[], day = "2024-09-06") {
  return changeAssignments(admin, { pointId: panel.point.id, seal: panel.seal, entries }, at(day));
}

describe("a group nobody has resolved", () => {
  test("counts as one unit at 0 and is named on the point", async () => {
    const { point, sides } = await sidesOf(15, "2024-09-01");
    expect(point.tags).toContain("集合单位待明确");
    for (const side of sides.values()) {
      expect(side.units.map(({ group }) => group)).toEqual(["UNRESOLVED"]);
      expect(side.percent).toBe(0);
      expect(side.reason).toContain("明确集合单位成员");
    }
    // Beside a unit at 60 % it halves the side.
    const unit = await unitNamed("济南市教育局");
    const panel = await getAssignmentPanel(admin, 15);
    const added = { unitId: unit.id, role: "RESPONSIBLE" as const, groupId: null };
    await save(panel, [...standing(panel), added], "2024-09-01");
    const staff = await hire("staff", "STAFF", { unit: unit.name });
    const updateId = await submit(staff, await assignmentOf(unit.name, 15), "2024-09-02", {
      percent: 60,
    });
    await approve(reviewer, updateId, "2024-09-03");
    expect((await sidesOf(15, "2024-09-03")).sides.get("济南")?.percent).toBe(30);
  });

  test("offers the places the text names for 有关, all of its city for 各", async () => {
    const concerned = await getAssignmentPanel(admin, 15);
    expect(concerned.groups).toHaveLength(2);
    for (const group of concerned.groups) {
      expect(group).toMatchObject({ scope: "CONCERNED", resolved: false });
      expect(group.members.length).toBeGreaterThan(0);
      expect(group.others.length).toBeGreaterThan(0);
    }
    for (const group of (await getAssignmentPanel(admin, 24)).groups) {
      expect(group).toMatchObject({ scope: "EVERY", resolved: false, others: [] });
      expect(group.members.length).toBeGreaterThan(10);
    }
  });
});

describe("resolving the groups of point 15", () => {
  test("makes its members answer for it, from that day on, and only them", async () => {
    const panel = await getAssignmentPanel(admin, 15);
    await save(panel, proposed(panel));
    const before = await sidesOf(15, "2024-09-05");
    expect(before.point.tags).toContain("集合单位待明确");
    const { point, sides } = await sidesOf(15, "2024-09-06");
    expect(point.tags).not.toContain("集合单位待明确");
    for (const [index, city] of ["济南", "临沂"].entries()) {
      const units = sides.get(city)?.units ?? [];
      expect(units.filter(({ group }) => group === "RESOLVED")).toHaveLength(1);
      const members = units.filter(({ groupId }) => groupId !== null);
      expect(members.map(({ unit }) => unit.name).sort()).toEqual(
        panel.groups[index]?.members.map(({ name }) => name).sort(),
      );
      expect(
        members.every(({ origin, role }) => origin === "ADMIN" && role === "RESPONSIBLE"),
      ).toBe(true);
    }
  });

  test("lets the side's percent grow with what a member reports", async () => {
    const { sides } = await sidesOf(15, "2024-09-06");
    const jinan = sides.get("济南");
    const member = jinan?.units.find(({ groupId }) => groupId !== null);
    if (!jinan || !member) throw new Error("no member");
    const staff = await hire("member", "STAFF", { unit: member.unit.name });
    await approve(
      reviewer,
      await submit(staff, member.assignmentId, "2024-09-08", { percent: 90 }),
      "2024-09-09",
    );
    const after = (await sidesOf(15, "2024-09-09")).sides.get("济南");
    const answering = jinan.units.filter(({ group }) => group !== "RESOLVED").length;
    expect(after?.percent).toBeCloseTo(jinan.percent + 90 / answering, 9);
  });

  test("to nobody again makes it one unit at 0 again; the past keeps its members", async () => {
    const panel = await getAssignmentPanel(admin, 15);
    expect(panel.groups.map(({ resolved }) => resolved)).toEqual([true, true]);
    const lines = [...panel.units, ...panel.groups.map(({ line }) => line)];
    const without = lines.map(({ id }) => ({
      unitId: id,
      role: "RESPONSIBLE" as const,
      groupId: null,
    }));
    await save(panel, without, "2024-10-01");
    expect((await sidesOf(15, "2024-10-01")).point.tags).toContain("集合单位待明确");
    const { point } = await sidesOf(15, "2024-09-30");
    expect(point.tags).not.toContain("集合单位待明确");
    expect(point.units.some(({ groupId }) => groupId !== null)).toBe(true);
  });
});

describe("a member is refused", () => {
  test("for a group of another point, and for what is no group", async () => {
    const panel = await getAssignmentPanel(admin, 23);
    const foreign = (await getAssignmentPanel(admin, 24)).groups[0]?.assignmentId ?? 0;
    const county = panel.groups[0]?.members[0] ?? panel.groups[0]?.others[0];
    const now = [...panel.units, ...panel.groups.map(({ line }) => line)].map(({ id }) => ({
      unitId: id,
      role: "RESPONSIBLE" as const,
      groupId: null,
    }));
    for (const groupId of [foreign, 999_999]) {
      const entries = [...now, { unitId: county?.id ?? 0, role: "RESPONSIBLE" as const, groupId }];
      expect(await refusalOf(save(panel, entries))).toBe("INVALID");
    }
  });

  test("when the same change drops its group", async () => {
    const panel = await getAssignmentPanel(admin, 23);
    const dropped = panel.groups[0]?.line.id;
    const entries = proposed(panel).filter(({ unitId }) => unitId !== dropped);
    const member = await unitNamed("蒙阴县政府");
    const groupId = panel.groups[0]?.assignmentId ?? 0;
    const orphan = { unitId: member.id, role: "RESPONSIBLE" as const, groupId };
    expect(
      await refusalOf(
        save(panel, [...entries.filter(({ unitId }) => unitId !== member.id), orphan]),
      ),
    ).toBe("INVALID");
  });

  test("when it is a group itself, no county or zone, or of the other city", async () => {
    const panel = await getAssignmentPanel(admin, 23);
    const [one, other] = panel.groups;
    if (!one || !other) throw new Error("point 23 has two groups");
    const office = await unitNamed("济南市教育局");
    const foreign = other.members[0] ?? other.others[0];
    for (const unitId of [other.line.id, office.id, foreign?.id ?? 0]) {
      const entries = [
        { unitId: one.line.id, role: "RESPONSIBLE" as const, groupId: null },
        { unitId, role: "RESPONSIBLE" as const, groupId: one.assignmentId },
      ];
      expect(await refusalOf(save(panel, entries))).toBe("INVALID");
    }
  });
});
