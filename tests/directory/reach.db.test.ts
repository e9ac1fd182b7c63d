import { beforeAll, describe, expect, test } from "vitest";
import { moveUnit, restoreUnit, saveUnit } from "@/lib/directory/commands";
import { exportDirectory, importDirectory, previewDirectory } from "@/lib/directory/import";
import { unitSeal } from "@/lib/directory/rules";
import { abolishUnit } from "@/lib/directory/succession";
import { db } from "@/lib/platform/db";
import { readFirstSheet } from "@/lib/platform/workbook";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { unitIn, unitInput } from "../support/directory";
import { at, hire } from "../support/people";
import { refusalOf } from "../support/reports";
import { joined } from "../support/workbook";

withDatabase({ template: "plan" });

const NOW = at("2024-09-20");
let admin: Actor;
let jinan: Actor;
let cities: { jinan: number; linyi: number };

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  jinan = await hire("jinan", "ADMIN");
  const idOf = async (name: string) => (await db().city.findUniqueOrThrow({ where: { name } })).id;
  cities = { jinan: await idOf("济南市"), linyi: await idOf("临沂市") };
  const { accountId } = jinan;
  await db().accountCity.create({ data: { accountId, cityId: cities.jinan } });
});

const find = (name: string) => unitIn(admin, name);
const created = (name: string, cityId: number | undefined) => ({
  ...{ name, shortName: name.slice(3), aliases: [], kind: "GOVERNMENT" as const },
  cityId,
  seal: "",
});

describe("an administrator of one city", () => {
  test("changes, adds and moves its units; those of the other city are missing", async () => {
    const [own, foreign] = [await find("济南市教育局"), await find("临沂市教育局")];
    const renamed = { shortName: "教育" };
    const refused = [
      () => saveUnit(jinan, unitInput(foreign, renamed), NOW),
      () => saveUnit(jinan, unitInput(own, { cityId: cities.linyi }), NOW),
      () => saveUnit(jinan, unitInput(own, { cityId: undefined }), NOW),
      () => saveUnit(jinan, created("临沂市新设局", cities.linyi), NOW),
      () => saveUnit(jinan, created("新设局", undefined), NOW),
      () =>
        saveUnit(
          jinan,
          { ...created("济南市新设局", cities.jinan), counterpartId: foreign.id },
          NOW,
        ),
      () => moveUnit(jinan, { unitId: foreign.id, direction: "DOWN" }, NOW),
    ];
    for (const work of refused) expect(await refusalOf(work())).toBe("NOT_FOUND");
    expect(await find("临沂市教育局")).toEqual(foreign);
    await saveUnit(jinan, unitInput(own, renamed), NOW);
    await saveUnit(jinan, created("济南市新设局", cities.jinan), NOW);
    expect((await find("济南市教育局")).shortName).toBe("教育");
    expect((await find("济南市新设局")).cityId).toBe(cities.jinan);
  });

  test("merges, abolishes and restores no unit of the other", async () => {
    const [gone, successor] = [await find("临沂市水利局"), await find("临沂市教育局")];
    const merge = { unitId: gone.id, seal: unitSeal(gone), successorId: successor.id };
    expect(await refusalOf(abolishUnit(jinan, merge, NOW))).toBe("NOT_FOUND");
    expect((await find("临沂市水利局")).abolishedOn).toBeNull();
    const { unitId } = await saveUnit(admin, created("临沂市新设局", cities.linyi), NOW);
    const made = await find("临沂市新设局");
    await abolishUnit(admin, { unitId, seal: unitSeal(made) }, NOW);
    expect(await refusalOf(restoreUnit(jinan, { unitId }, NOW))).toBe("NOT_FOUND");
    await restoreUnit(admin, { unitId }, NOW);
    const own = await find("济南市新设局");
    await abolishUnit(jinan, { unitId: own.id, seal: unitSeal(own) }, NOW);
    await restoreUnit(jinan, { unitId: own.id }, NOW);
  });

  test("imports a 名录 that changes its own units only, and is told the row of any other", async () => {
    const rows = (await readFirstSheet(joined((await exportDirectory(admin, NOW)).pieces))) ?? [];
    const { seal } = await previewOf(admin);
    const changed = (...names: string[]) =>
      JSON.stringify(
        rows.map((row) => (names.includes(row[1] ?? "") ? row.with(2, `${row[2]}新`) : row)),
      );
    const mixed = { rows: changed("济南市财政局", "临沂市教育局"), seal };
    expect(await refusalOf(importDirectory(jinan, mixed, NOW))).toBe("INVALID");
    const before = await find("临沂市教育局");
    expect(before.shortName).not.toContain("新");
    await importDirectory(jinan, { rows: changed("济南市财政局"), seal }, NOW);
    expect((await find("济南市财政局")).shortName).toContain("新");
  });
});

async function previewOf(actor: Actor) {
  const file = joined((await exportDirectory(actor, NOW)).pieces);
  return previewDirectory(actor, { file: Buffer.from(file).toString("base64") });
}
