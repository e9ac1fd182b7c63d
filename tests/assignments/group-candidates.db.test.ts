import { beforeAll, describe, expect, test } from "vitest";
import { changeAssignments } from "@/lib/assignments/commands";
import { type AssignmentPanel, getAssignmentPanel } from "@/lib/assignments/queries";
import type { AssignmentEntry } from "@/lib/assignments/rules";
import { forgetBoards } from "@/lib/dashboards/board-cache";
import { getPointDashboard } from "@/lib/dashboards/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import type { Prisma } from "@/prisma/generated/client";
import { standing } from "../support/assignments";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire, readInNotice, unitNamed } from "../support/people";

withDatabase({ template: "plan" });

let admin: Actor;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
});

async function sidesOf(number: number, day: string) {
  forgetBoards();
  const { point } = await getPointDashboard(await actorNamed("admin"), number, day);
  return { point, sides: new Map(point.sides.map((side) => [side.city.shortName, side])) };
}

function save(panel: AssignmentPanel, entries: AssignmentEntry[], day = "2024-09-06") {
  return changeAssignments(admin, { pointId: panel.point.id, seal: panel.seal, entries }, at(day));
}

describe("what a group offers", () => {
  async function reword(number: number, data: Prisma.UnitUncheckedUpdateInput) {
    const panel = await getAssignmentPanel(admin, number);
    const group = panel.groups[0];
    if (!group) throw new Error(`no group on point ${number}`);
    const { name, groupScope, cityId } = await db().unit.findUniqueOrThrow({
      where: { id: group.line.id },
    });
    await db().unit.update({ where: { id: group.line.id }, data });
    return () =>
      db().unit.update({ where: { id: group.line.id }, data: { name, groupScope, cityId } });
  }

  test("of no city: the counties of all the plan's cities, those of its brackets proposed in its role", async () => {
    const back = await reword(24, {
      ...{ name: "有关区县政府（历下区、兰山区）", groupScope: "CONCERNED", cityId: null },
    });
    const named = ({ line }: { line: { name: string } }) => line.name.startsWith("有关区县政府");
    const before = (await getAssignmentPanel(admin, 24)).groups.find(named);
    await readInNotice({ id: before?.assignmentId ?? 0 }, "SUPPORT");
    const panel = await getAssignmentPanel(admin, 24);
    const group = panel.groups.find(named);
    expect(group?.members.map(({ name, proposed }) => [name, proposed]).sort()).toEqual(
      [
        ["兰山区政府", "SUPPORT"],
        ["历下区政府", "SUPPORT"],
      ].sort(),
    );
    expect(new Set(group?.others.map(({ cityId }) => cityId)).size).toBe(2);
    await save(panel, [
      ...standing(panel),
      ...(group?.members ?? []).map(({ id, groupId }) => ({
        ...{ unitId: id, role: "SUPPORT" as const, groupId },
      })),
    ]);
    const { sides } = await sidesOf(24, "2024-09-06");
    for (const city of ["济南", "临沂"]) {
      const members = sides.get(city)?.units.filter((unit) => unit.groupId === group?.assignmentId);
      expect(members).toHaveLength(1);
    }
    await back();
  });

  test("of 部门: departments of its city, none that carries the point already", async () => {
    const { cityId } = await unitNamed("济南市教育局");
    const back = await reword(23, { name: "济南市各有关部门", groupScope: "CONCERNED", cityId });
    const panel = await getAssignmentPanel(admin, 23);
    const group = panel.groups.find(({ line }) => line.name === "济南市各有关部门");
    const names = group?.others.map(({ name }) => name) ?? [];
    expect(names).toContain("济南市教育局");
    expect(names.filter((name) => /区政府|管委会|临沂/.test(name))).toEqual([]);
    for (const { id } of panel.units) expect(group?.others.map((o) => o.id)).not.toContain(id);
    const office = group?.others.find(({ name }) => name === "济南市教育局");
    const member = {
      ...{ unitId: office?.id ?? 0, role: "RESPONSIBLE" as const },
      groupId: group?.assignmentId ?? 0,
    };
    await save(panel, [...standing(panel), member]);
    const after = await getAssignmentPanel(admin, 23);
    await save(
      after,
      standing(after).filter(({ unitId }) => unitId !== office?.id),
      "2024-09-07",
    );
    await back();
  });

  test("of 驻济单位: what is stationed there and nothing else, that of the city first", async () => {
    const { cityId: jinan } = await unitNamed("济南市教育局");
    const { cityId: linyi } = await unitNamed("临沂市教育局");
    const own = [
      { name: "临沂海关", cityId: linyi },
      { name: "济南海关", cityId: jinan },
      { name: "济南警备区", cityId: jinan },
      { name: "山东海事局", cityId: null },
    ];
    await db().unit.createMany({
      data: own.map((unit, at) => ({
        ...{ ...unit, shortName: unit.name, pinyinInitials: "x", kind: "STATIONED" },
        officialOrder: 900 + at,
      })),
    });
    const back = await reword(23, { name: "驻济单位", groupScope: "EVERY", cityId: null });
    const { groups } = await getAssignmentPanel(admin, 23);
    const group = groups.find(({ line }) => line.name === "驻济单位");
    expect(group?.members.map(({ name }) => name)).toContain("济南海关");
    expect(new Set(group?.members.map(({ cityId }) => cityId))).toEqual(new Set([jinan]));
    const others = group?.others.map(({ name }) => name) ?? [];
    expect(others).toEqual(expect.arrayContaining(["临沂海关", "山东海事局"]));
    const offered = [...(group?.members ?? []), ...(group?.others ?? [])].map(({ id }) => id);
    const kinds = await db().unit.findMany({ where: { id: { in: offered } } });
    expect(new Set(kinds.map(({ kind }) => kind))).toEqual(new Set(["STATIONED"]));
    expect(kinds.map(({ name }) => name)).not.toContain("济南警备区");
    await back();
  });

  test("that leads: its members lead through it, as one lead", async () => {
    const panel = await getAssignmentPanel(admin, 15);
    const [group] = panel.groups;
    if (!group) throw new Error("point 15 has groups");
    await readInNotice({ id: group.assignmentId }, "LEAD");
    const leading = await getAssignmentPanel(admin, 15);
    expect(leading.groups[0]?.members.map(({ proposed }) => proposed)).toEqual(
      (leading.groups[0]?.members ?? []).map(() => "LEAD"),
    );
    const { members = [] } = leading.groups[0] ?? {};
    expect(members.length).toBeGreaterThan(1);
    const own = members.map(({ id, groupId }) => ({
      ...{ unitId: id, role: "LEAD" as const, groupId },
    }));
    await save(leading, [...standing(leading), ...own], "2024-10-02");
    const after = await getAssignmentPanel(admin, 15);
    const office = await unitNamed("济南市财政局");
    const second = { unitId: office.id, role: "LEAD" as const, groupId: null };
    await expect(save(after, [...standing(after), second], "2024-10-03")).rejects.toThrow(
      /一市只设一个牵头单位/,
    );
  });
});
