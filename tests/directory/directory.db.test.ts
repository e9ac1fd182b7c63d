import { beforeAll, describe, expect, test } from "vitest";
import { getBoard } from "@/lib/dashboards/queries";
import { moveUnit, saveUnit } from "@/lib/directory/commands";
import { getDirectory } from "@/lib/directory/queries";
import { saveUnitInput } from "@/lib/directory/schema";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { unitIn, unitInput } from "../support/directory";
import { actorNamed, at, hire } from "../support/people";
import { race, refusalOf } from "../support/reports";

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
const namesOn = async (day: string) =>
  (await getBoard(await actorNamed("leader"), day)).assignments.map(({ unit }) => unit.name);

describe("a rename", () => {
  test("holds from its day on: dashboards and reports of earlier days keep the old name", async () => {
    const unit = await find("济南市教育局");
    const name = "济南市教育和体育局";
    await saveUnit(admin, unitInput(unit, { name, shortName: "教体局" }), at("2024-09-10"));
    expect(await namesOn("2024-09-09")).toContain("济南市教育局");
    expect(await namesOn("2024-09-09")).not.toContain(name);
    expect(await namesOn("2024-09-10")).toContain(name);
    // Once more on the same day, and later: every stretch keeps its own.
    await saveUnit(admin, unitInput(await find(name), { name: "济南市教体局" }), at("2024-09-10"));
    await saveUnit(admin, unitInput(await find("济南市教体局"), { name }), at("2024-09-12"));
    expect(await namesOn("2024-09-09")).toContain("济南市教育局");
    expect(await namesOn("2024-09-11")).toContain("济南市教体局");
    expect(await namesOn("2024-09-12")).toContain(name);
    expect((await find(name)).formerNames.map((former) => former.name)).toEqual([
      "济南市教体局",
      name,
      "济南市教育局",
    ]);
    const entry = await db().auditEntry.findFirstOrThrow({
      where: { action: "unit.change" },
      orderBy: { sequence: "desc" },
    });
    expect(entry).toMatchObject({ before: { name: "济南市教体局" }, after: { name } });
  });

  test("is refused to everybody but the admin, onto a taken name, unchanged, and to who was overtaken", async () => {
    const unit = await find("济南市农业农村局");
    const other = { name: "济南市农业局" };
    for (const who of ["staff", "reviewer", "leader"]) {
      const actor = await actorNamed(who);
      expect(await refusalOf(saveUnit(actor, unitInput(unit, other), at("2024-09-10")))).toBe(
        "NOT_FOUND",
      );
      expect(await refusalOf(getDirectory(actor))).toBe("NOT_FOUND");
    }
    const taken = unitInput(unit, { name: "济南市水务局" });
    expect(await refusalOf(saveUnit(admin, taken, at("2024-09-10")))).toBe("INVALID");
    expect(await refusalOf(saveUnit(admin, unitInput(unit), at("2024-09-10")))).toBe("INVALID");
    const both = [1, 2].map((number) =>
      saveUnit(admin, unitInput(unit, { aliases: [`科技${number}`] }), at("2024-09-10")),
    );
    expect((await race(both)).sort()).toEqual(["STALE", undefined]);
  });
});

describe("the 名录", () => {
  test("takes a new unit with its counterpart, which then names it too", async () => {
    const cityId = (await find("济南市水务局")).cityId ?? undefined;
    const other = await find("临沂市大数据局").catch(() => find("临沂市水利局"));
    const input = saveUnitInput.parse({
      name: "济南市数据局",
      shortName: "数据局",
      aliases: "数据办、 数据资源局",
      kind: "GOVERNMENT",
      cityId,
      counterpartId: other.id,
    });
    const { unitId } = await saveUnit(admin, input, at("2024-09-10"));
    expect(await find("济南市数据局")).toMatchObject({
      id: unitId,
      aliases: ["数据办", "数据资源局"],
      counterpartId: other.id,
    });
    expect((await find(other.name)).counterpartId).toBe(unitId);
    const before = other.counterpartId;
    if (before !== null) {
      const left = (await getDirectory(admin)).units.find(({ id }) => id === before);
      expect(left?.counterpartId).toBeNull();
    }
  });

  test("moves a unit one place and back; two who move at once lose nothing", async () => {
    const order = async () => {
      const { units, cities } = await getDirectory(admin);
      return units
        .filter(({ cityId, abolishedOn }) => cityId === cities[0]?.id && abolishedOn === null)
        .map(({ id }) => id);
    };
    const before = await order();
    const unitId = before[3] ?? 0;
    const move = (direction: "UP" | "DOWN", who = admin) =>
      moveUnit(who, { unitId, direction }, at("2024-09-10"));
    expect(await refusalOf(move("UP", staff))).toBe("NOT_FOUND");
    await move("UP");
    expect((await order())[2]).toBe(unitId);
    expect(await race([move("UP"), move("UP")])).toEqual([undefined, undefined]);
    expect((await order())[0]).toBe(unitId);
    expect(await refusalOf(move("UP"))).toBe("STALE");
    for (let step = 0; step < 3; step += 1) await move("DOWN");
    expect(await order()).toEqual(before);
  });
});
