import { beforeAll, describe, expect, test } from "vitest";
import { getAssignmentPanel } from "@/lib/assignments/queries";
import { getBoard } from "@/lib/dashboards/queries";
import { toDbDate } from "@/lib/dates";
import { restoreUnit, saveUnit } from "@/lib/directory/commands";
import type { DirectoryRow } from "@/lib/directory/queries";
import { getDirectory } from "@/lib/directory/queries";
import { unitSeal } from "@/lib/directory/rules";
import { abolishUnitInput } from "@/lib/directory/schema";
import { abolishUnit, previewAbolition } from "@/lib/directory/succession";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { unitIn, unitInput } from "../support/directory";
import { actorNamed, assignmentOf, at, hire } from "../support/people";
import { approve, race, refusalOf, submit } from "../support/reports";

withDatabase({ template: "plan" });

let admin: Actor;
let staff: Actor;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  staff = await hire("staff", "STAFF", { unit: "济南市文化和旅游局" });
  await hire("reviewer", "REVIEWER");
  await hire("leader", "LEADER");
});

const find = (name: string) => unitIn(admin, name);

describe("before the end of a unit", () => {
  const given = (unit: DirectoryRow, successorId: unknown) =>
    abolishUnitInput.safeParse({ unitId: unit.id, seal: unitSeal(unit), successorId });

  test("nothing is chosen for the administrator", async () => {
    const unit = await find("济南市水务局");
    for (const choice of ["", undefined, null, "0", "x"]) {
      expect(given(unit, choice).error?.issues[0]?.message).toContain("请选择并入哪个单位");
    }
    expect(given(unit, "NONE").data?.successorId).toBeUndefined();
    expect(given(unit, "7").data?.successorId).toBe(7);
  });

  test("says what it would bring and changes nothing, and refuses what the end would be refused", async () => {
    const unit = await find("济南市水务局");
    const into = await find("济南市教育局");
    const preview = (successorId: unknown, actor = admin) => {
      const input = given(unit, String(successorId)).data;
      if (!input) throw new Error("refused by the schema");
      return previewAbolition(actor, input);
    };
    expect(await preview(into.id)).toEqual({
      ...{ unit: unit.name, successor: into.name },
      ...{ points: unit.points, accounts: unit.accounts },
    });
    expect(unit.points).toBeGreaterThan(0);
    expect(await find(unit.name)).toEqual(unit);
    await expect(preview("NONE")).rejects.toThrow(/还承担 \d+ 项要点/);
    expect(await refusalOf(preview((await find("临沂市水利局")).id))).toBe("INVALID");
    expect(await refusalOf(preview(into.id, staff))).toBe("NOT_FOUND");
    const stale = { unitId: unit.id, seal: "old", successorId: into.id };
    expect(await refusalOf(previewAbolition(admin, stale))).toBe("STALE");
  });
});

describe("机构改革", () => {
  test("merges a unit into another from its day on: points, people and progress go over, the past stays", async () => {
    const gone = await find("济南市文化和旅游局");
    const successor = await find("济南市水务局");
    const share = await assignmentOf(gone.name, 2);
    const reviewer = await actorNamed("reviewer");
    await approve(
      reviewer,
      await submit(staff, share, "2024-08-10", { percent: 60 }),
      "2024-08-12",
    );
    const pending = await submit(staff, share, "2024-09-05", { percent: 70 });
    const merge = { unitId: gone.id, seal: unitSeal(gone), successorId: successor.id };
    expect(await refusalOf(abolishUnit(staff, merge, at("2024-09-10")))).toBe("NOT_FOUND");
    expect(await refusalOf(abolishUnit(admin, merge, at("2024-09-10")))).toBe("INVALID");
    await approve(reviewer, pending, "2024-09-06");
    const { moved } = await abolishUnit(admin, merge, at("2024-09-10"));
    expect(moved).toBe(gone.points);

    const leader = await actorNamed("leader");
    const unitsOn = async (day: string) => {
      const board = await getBoard(leader, day);
      const point = board.points.find(({ number }) => number === 2);
      return (point?.units ?? []).map(({ unit, percent }) => [unit.name, percent]);
    };
    expect(await unitsOn("2024-09-09")).toContainEqual([gone.name, 70]);
    const now = await unitsOn("2024-09-10");
    expect(now).toContainEqual([successor.name, 70]);
    expect(now.map(([name]) => name)).not.toContain(gone.name);
    // Before its day the percent of the old unit is nobody else's.
    expect((await unitsOn("2024-09-09")).map(([name]) => name)).not.toContain(successor.name);

    const mover = await actorNamed("staff");
    expect(mover.unitName).toBe(successor.name);
    expect(mover.unitIds).toEqual(expect.arrayContaining([successor.id, gone.id]));
    const id = await assignmentOf(successor.name, 2);
    await approve(reviewer, await submit(mover, id, "2024-09-12", { percent: 75 }), "2024-09-13");
    expect(await unitsOn("2024-09-13")).toContainEqual([successor.name, 75]);
    const panel = await getAssignmentPanel(admin, 2);
    const offered = panel.available.flatMap(({ units }) => units).map(({ name }) => name);
    expect(offered).not.toContain(gone.name);
    expect(await refusalOf(restoreUnit(admin, { unitId: gone.id }, at("2024-09-14")))).toBe(
      "INVALID",
    );
  });

  test("tells the people of both units what goes on with whom, and the other administrators; nobody else", async () => {
    const [gone, successor] = [await find("临沂市水利局"), await find("临沂市文化和旅游局")];
    const [one, other] = [
      await hire("water", "STAFF", { unit: gone.name }),
      await hire("culture", "STAFF", { unit: successor.name }),
    ];
    const [wide, linyi, jinan] = [
      await hire("wide", "ADMIN"),
      await hire("linyi", "ADMIN"),
      await hire("jinan", "ADMIN"),
    ];
    for (const [{ accountId }, name] of [
      [linyi, "临沂市"],
      [jinan, "济南市"],
    ] as const) {
      const { id: cityId } = await db().city.findUniqueOrThrow({ where: { name } });
      await db().accountCity.create({ data: { accountId, cityId } });
    }
    const merge = { unitId: gone.id, seal: unitSeal(gone), successorId: successor.id };
    expect(await refusalOf(abolishUnit(jinan, merge, at("2024-09-10")))).toBe("NOT_FOUND");
    expect(await toldOf(gone.id)).toEqual([]);
    await abolishUnit(admin, merge, at("2024-09-10"));
    const told = await toldOf(gone.id);
    expect(told.map(({ accountId }) => accountId).sort()).toEqual(
      [one, other, wide, linyi].map(({ accountId }) => accountId).sort(),
    );
    const shares = await db().assignmentTerm.findMany({
      where: {
        endsOn: null,
        assignment: { unitId: successor.id },
        startsOn: toDbDate("2024-09-10"),
      },
      select: { assignment: { select: { point: { select: { number: true } }, planId: true } } },
    });
    expect(shares.length).toBeGreaterThan(0);
    const messages = told.filter(({ accountId }) =>
      [one, other].some((who) => who.accountId === accountId),
    );
    for (const message of messages) {
      expect(message).toMatchObject({ kind: "ASSIGNED", planId: shares[0]?.assignment.planId });
      expect(message.text).toContain(`${gone.name}已并入${successor.name}`);
      for (const { assignment } of shares)
        expect(message.text).toContain(`${assignment.point.number}`);
    }
    const office = told.find(({ accountId }) => accountId === wide.accountId);
    expect(office).toMatchObject({ planId: null, path: `/units/directory?unit=${gone.id}` });
    expect(office?.text).toContain(`${gone.points} 项要点的分工、1 个账号转过去`);
    const entry = await db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } });
    expect(entry).toMatchObject({ action: "unit.merge", after: { successorId: successor.id } });
    expect((entry.after as { assignments: string[] }).assignments).toHaveLength(gone.points);
  });

  test("that ends a unit without work tells its people, and the administrators whose accounts are left", async () => {
    const { units } = await getDirectory(admin);
    const idle = units.find(({ points, kind, id }) => points === 0 && kind === "COUNTY" && id > 0);
    if (!idle) throw new Error("no county without work");
    const last = await hire("last", "STAFF", { unit: idle.name });
    const wide = await hire("wide-2", "ADMIN");
    const { seal } = await again(idle.name);
    await abolishUnit(admin, { unitId: idle.id, seal }, at("2024-09-10"));
    const told = await toldOf(idle.id);
    const textFor = (id: number) => told.find(({ accountId }) => accountId === id)?.text;
    expect(textFor(last.accountId)).toBe(`${idle.name}已撤销`);
    expect(textFor(wide.accountId)).toBe(`${idle.name}已撤销，还有 1 个账号，请调动或停用`);
    await restoreUnit(admin, { unitId: idle.id }, at("2024-09-12"));
  });

  test("merges only into a standing unit of the same city, and once", async () => {
    const unit = await find("济南市财政局");
    const merge = (successorId: number | undefined) =>
      refusalOf(
        abolishUnit(
          admin,
          { unitId: unit.id, seal: unitSeal(unit), successorId },
          at("2024-09-10"),
        ),
      );
    expect(await merge(unit.id)).toBe("INVALID");
    expect(await merge((await find("临沂市财政局")).id)).toBe("INVALID");
    expect(await merge((await find("济南市文化和旅游局")).id)).toBe("INVALID");
    expect(await merge(undefined)).toBe("INVALID");
    const into = (await find("济南市水务局")).id;
    const both = [1, 2].map(() =>
      abolishUnit(
        admin,
        { unitId: unit.id, seal: unitSeal(unit), successorId: into },
        at("2024-09-11"),
      ),
    );
    expect((await race(both)).sort()).toEqual(["STALE", undefined]);
  });

  test("abolishes a unit without work, and takes that back", async () => {
    const { units } = await getDirectory(admin);
    const idle = units.find(({ points, kind }) => points === 0 && kind === "COUNTY");
    if (!idle) throw new Error("no county without work");
    const end = { unitId: idle.id, seal: unitSeal(idle) };
    await abolishUnit(admin, end, at("2024-09-10"));
    expect((await find(idle.name)).abolishedOn).toBe("2024-09-10");
    expect(
      await refusalOf(
        saveUnit(admin, unitInput(await find(idle.name), { name: "x" }), at("2024-09-11")),
      ),
    ).toBe("INVALID");
    await restoreUnit(admin, { unitId: idle.id }, at("2024-09-12"));
    expect((await find(idle.name)).abolishedOn).toBeNull();
    expect(await refusalOf(restoreUnit(admin, { unitId: idle.id }, at("2024-09-12")))).toBe(
      "STALE",
    );
  });
});

const again = async (name: string) => ({ seal: unitSeal(await find(name)) });

const toldOf = (unitId: number) =>
  db().notification.findMany({
    where: { sameAs: { startsWith: `unit-end:${unitId}:` } },
    orderBy: { accountId: "asc" },
  });
