import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeAssignments } from "@/lib/assignments/commands";
import { type AssignmentPanel, getAssignmentPanel } from "@/lib/assignments/queries";
import type { AssignmentEntry } from "@/lib/assignments/rules";
import { changeAssignmentsInput } from "@/lib/assignments/schema";
import { forgetBoards } from "@/lib/dashboards/board-cache";
import { getBoard, getPointDashboard } from "@/lib/dashboards/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { standing } from "../support/assignments";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire, hireForCity, unitNamed } from "../support/people";
import { approve, race, refusalOf, submit } from "../support/reports";

withDatabase({ template: "plan" });

let admin: Actor;
let staff: Actor;
let reviewer: Actor;

beforeAll(async () => {
  ({ staff } = await hireForCity("staff", "临沂市"));
  reviewer = await hire("reviewer", "REVIEWER");
  await hire("admin", "ADMIN");
});

beforeEach(async () => {
  admin = await actorNamed("admin");
});

async function change(
  number: number,
  day: string,
  edit: (entries: AssignmentEntry[], panel: AssignmentPanel) => AssignmentEntry[],
) {
  const panel = await getAssignmentPanel(admin, number);
  const { seal, point } = panel;
  const entries = edit(standing(panel), panel);
  return changeAssignments(admin, { pointId: point.id, seal, entries }, at(day));
}

async function pointOn(number: number, day: string) {
  forgetBoards();
  return (await getPointDashboard(await actorNamed("admin"), number, day)).point;
}

const names = (units: { unit: { name: string } }[]) => units.map(({ unit }) => unit.name).sort();

describe("changing the units of a point", () => {
  test("holds from that day on; yesterday's board still shows yesterday's units and light", async () => {
    const before = await pointOn(1, "2024-09-05");
    const added = await unitNamed("蒙阴县政府");
    const removed = before.units[0];
    await change(1, "2024-09-06", (entries) => [
      ...entries.filter(({ unitId }) => unitId !== removed?.unit.id),
      { unitId: added.id, role: "SUPPORT", groupId: null },
    ]);
    const yesterday = await pointOn(1, "2024-09-05");
    expect(yesterday).toEqual(before);
    const today = await pointOn(1, "2024-09-06");
    expect(names(today.units)).toEqual(
      [...names(before.units).filter((name) => name !== removed?.unit.name), "蒙阴县政府"].sort(),
    );
    expect(today.units.find(({ unit }) => unit.id === added.id)).toMatchObject({
      role: "SUPPORT",
      origin: "ADMIN",
      since: "2024-09-06",
    });
  });

  test("keeps every term ever held, with its days, and one audit entry a change", async () => {
    const [first] = (await getAssignmentPanel(admin, 2)).units;
    if (!first) throw new Error("no units");
    const as = (role: AssignmentEntry["role"]) => (entries: AssignmentEntry[]) =>
      entries.map((entry) => (entry.unitId === first.id ? { ...entry, role } : entry));
    await change(2, "2024-06-01", as("LEAD"));
    await change(2, "2024-07-01", as("SUPPORT"));
    const { history, point } = await getAssignmentPanel(admin, 2);
    expect(
      history
        .filter(({ unitName }) => unitName === first.name)
        .map(({ role, origin, startsOn, endsOn }) => [role, origin, startsOn, endsOn]),
    ).toEqual([
      ["SUPPORT", "DOCUMENT", "2024-07-01", null],
      ["LEAD", "DOCUMENT", "2024-06-01", "2024-07-01"],
      ["RESPONSIBLE", "DOCUMENT", "2024-04-24", "2024-06-01"],
    ]);
    const subject = `work-point:${point.id}`;
    expect(await db().auditEntry.count({ where: { action: "assignment.change", subject } })).toBe(
      2,
    );
    const share = (await pointOn(2, "2024-09-01")).units.find(({ unit }) => unit.id === first.id);
    expect(share).toMatchObject({ role: "SUPPORT", since: "2024-04-24" });
  });

  test("a unit that comes back after months away is not held to the months it was away", async () => {
    const [first] = (await getAssignmentPanel(admin, 3)).units;
    await change(3, "2024-05-02", (entries) =>
      entries.filter(({ unitId }) => unitId !== first?.id),
    );
    await change(3, "2024-09-06", (entries) => [
      ...entries,
      { unitId: first?.id ?? 0, role: "RESPONSIBLE", groupId: null },
    ]);
    const share = (await pointOn(3, "2024-09-10")).units.find(({ unit }) => unit.id === first?.id);
    expect(share).toMatchObject({ since: "2024-09-06", origin: "DOCUMENT" });
  });

  test("changed and changed back on one day leaves that day as it was", async () => {
    const before = await pointOn(4, "2024-09-06");
    const panel = await getAssignmentPanel(admin, 4);
    const old = standing(panel);
    await change(4, "2024-09-06", (entries) => entries.slice(1));
    await change(4, "2024-09-06", () => old);
    const after = await pointOn(4, "2024-09-06");
    expect(names(after.units)).toEqual(names(before.units));
    expect(after.light).toBe(before.light);
    expect((await getAssignmentPanel(admin, 4)).seal).toBe(panel.seal);
  });

  test("keeps what a unit reported, and lets it no longer report once it left", async () => {
    const [own] = (await pointOn(5, "2024-09-01")).units.filter(({ unit }) =>
      staff.unitIds.includes(unit.id),
    );
    if (!own) throw new Error("no unit of 临沂市 on point 5");
    await approve(reviewer, await submit(staff, own.assignmentId, "2024-09-02"), "2024-09-03");
    await change(5, "2024-09-06", (entries) =>
      entries.filter(({ unitId }) => unitId !== own.unit.id),
    );
    expect((await pointOn(5, "2024-09-05")).units.find(({ id }) => id === own.id)?.percent).toBe(
      40,
    );
    expect(names((await pointOn(5, "2024-09-06")).units)).not.toContain(own.unit.name);
    expect(await refusalOf(submit(staff, own.assignmentId, "2024-09-06"))).toBe("NOT_FOUND");
  });

  test("a LEAD decides its city's percent alone from that day on", async () => {
    const board = await getBoard(await actorNamed("admin"), "2024-09-01");
    const point = board.points.find(
      ({ units }) =>
        units.filter(({ unit }) => staff.unitIds.includes(unit.id)).length >= 2 &&
        units.every(({ group }) => group === "NONE") &&
        units[0]?.percent === null &&
        units.length > 3,
    );
    const own = point?.units.filter(({ unit }) => staff.unitIds.includes(unit.id)) ?? [];
    const [lead, other] = own;
    if (!point || !lead || !other) throw new Error("no such point");
    await approve(
      reviewer,
      await submit(staff, lead.assignmentId, "2024-09-02", { percent: 80 }),
      "2024-09-03",
    );
    await approve(
      reviewer,
      await submit(staff, other.assignmentId, "2024-09-02", { percent: 20 }),
      "2024-09-03",
    );
    const side = async (day: string) =>
      (await pointOn(point.number, day)).sides.find(({ city }) => city.shortName === "临沂")
        ?.percent;
    expect(await side("2024-09-05")).toBeCloseTo(100 / own.length, 9);
    await change(point.number, "2024-09-06", (entries) =>
      entries.map((entry) => (entry.unitId === lead.unit.id ? { ...entry, role: "LEAD" } : entry)),
    );
    expect(await side("2024-09-06")).toBe(80);
    expect(await side("2024-09-05")).toBeCloseTo(100 / own.length, 9);
  });
});

describe("a change is refused", () => {
  test("on what somebody else changed since: the second of two admins is told", async () => {
    const { seal, point } = await getAssignmentPanel(admin, 6);
    const old = standing(await getAssignmentPanel(admin, 6));
    const save = (entries: AssignmentEntry[]) =>
      changeAssignments(admin, { pointId: point.id, seal, entries }, at("2024-09-06"));
    const ends = await race([save(old.slice(1)), save(old.slice(0, -1))]);
    expect([...ends].sort()).toEqual(["STALE", undefined]);
    expect(await refusalOf(save(old.slice(1)))).toBe("STALE");
  });

  test("when it changes nothing or leaves nobody", async () => {
    expect(await refusalOf(change(7, "2024-09-06", (entries) => entries))).toBe("INVALID");
    expect(await refusalOf(change(7, "2024-09-06", () => []))).toBe("INVALID");
  });

  test("that gives one city two leads", async () => {
    const two = change(8, "2024-09-06", (entries) =>
      entries.map((entry) => ({ ...entry, role: "LEAD" })),
    );
    await expect(two).rejects.toThrow(/一市只设一个牵头单位/);
  });

  test("that takes a unit off a point while its report awaits review", async () => {
    const own = (await pointOn(9, "2024-09-01")).units.find(({ unit }) =>
      staff.unitIds.includes(unit.id),
    );
    if (!own) throw new Error("no unit of 临沂市 on point 9");
    const updateId = await submit(staff, own.assignmentId, "2024-09-02");
    const leave = () =>
      change(9, "2024-09-06", (entries) => entries.filter(({ unitId }) => unitId !== own.unit.id));
    await expect(leave()).rejects.toThrow(/有进展正在等待审核/);
    await approve(reviewer, updateId, "2024-09-03");
    await leave();
  });

  test("from anybody but the admin, as if there were nothing", async () => {
    const { seal, point } = await getAssignmentPanel(admin, 7);
    for (const role of ["STAFF", "REVIEWER", "LEADER", "AUDITOR", "API_TOKEN"] as const) {
      const other: Actor = { ...admin, role };
      const input = { pointId: point.id, seal, entries: [] };
      expect(await refusalOf(changeAssignments(other, input, at("2024-09-06")))).toBe("NOT_FOUND");
      expect(await refusalOf(getAssignmentPanel(other, 7))).toBe("NOT_FOUND");
    }
    expect(await refusalOf(getAssignmentPanel(admin, 32))).toBe("NOT_FOUND");
  });

  test("for a unit or a point nobody knows", async () => {
    const ghost: AssignmentEntry = { unitId: 999_999, role: "LEAD", groupId: null };
    expect(await refusalOf(change(7, "2024-09-06", (entries) => [...entries, ghost]))).toBe(
      "NOT_FOUND",
    );
    const input = { pointId: 999_999, seal: "", entries: [ghost] };
    expect(await refusalOf(changeAssignments(admin, input, at("2024-09-06")))).toBe("NOT_FOUND");
  });

  test.each(["1", "1:BOSS", "x:LEAD", "1:LEAD:", "1:LEAD:2:3", "-1:LEAD", ""])(
    "for the malformed entry %j",
    (entry) => {
      expect(
        changeAssignmentsInput.safeParse({ pointId: 1, seal: "", entries: [entry] }).success,
      ).toBe(false);
    },
  );
});
