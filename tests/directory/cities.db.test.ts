import { beforeAll, expect, test } from "vitest";
import { listCities, saveCity } from "@/lib/directory/cities";
import { exportDirectory, importDirectory } from "@/lib/directory/import";
import { getDirectory } from "@/lib/directory/queries";
import { citySeal } from "@/lib/directory/rules";
import { saveCityInput } from "@/lib/directory/schema";
import { db } from "@/lib/platform/db";
import { readFirstSheet } from "@/lib/platform/workbook";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire } from "../support/people";
import { race, refusalOf } from "../support/reports";
import { joined } from "../support/workbook";

withDatabase({ template: "empty" });

let admin: Actor;
const NOW = at("2024-03-01");

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  await hire("leader", "LEADER");
});

const save = (fields: Record<string, string>, who = admin) =>
  saveCity(who, saveCityInput.parse(fields), NOW);
const names = async () => (await listCities(admin))?.map(({ name }) => name);

test("before the first notice cities are made, and then the 名录 comes from Excel", async () => {
  expect(await names()).toEqual([]);
  await save({ name: "青河市", shortName: "青河" });
  await save({ name: "远山市", shortName: "远山", order: "" });
  expect((await listCities(admin))?.map(({ order }) => order)).toEqual([1, 2]);
  expect(await db().city.findMany({ select: { displayOrder: true } })).toEqual([
    { displayOrder: 1 },
    { displayOrder: 2 },
  ]);
  const rows = (await readFirstSheet(joined((await exportDirectory(admin, NOW)).pieces))) ?? [];
  rows.push(["", "青河市教育局", "教育局", "", "政府部门", "", "青河市", "", ""]);
  const { seal } = await getDirectory(admin);
  await importDirectory(admin, { rows: JSON.stringify(rows), seal }, NOW);
  const unit = await db().unit.findUniqueOrThrow({
    where: { name: "青河市教育局" },
    include: { city: true },
  });
  expect(unit.city?.name).toBe("青河市");
});

test("a correction keeps the city and its units, takes its place, and says what was before", async () => {
  await save({ name: "南州市", shortName: "南州", order: "2" });
  expect(await names()).toEqual(["青河市", "南州市", "远山市"]);
  const city = (await listCities(admin))?.find(({ shortName }) => shortName === "远山");
  if (!city) throw new Error("no such city");
  const cityId = String(city.id);
  const seal = citySeal(city);
  await save({ cityId, seal, name: "远山州", shortName: "远山", order: "１" });
  expect(await names()).toEqual(["远山州", "青河市", "南州市"]);
  const entry = await db().auditEntry.findFirstOrThrow({ where: { action: "city.change" } });
  expect(entry).toMatchObject({
    subject: `city:${cityId}`,
    before: { name: "远山市", shortName: "远山", order: 3 },
    after: { name: "远山州", shortName: "远山", order: 1 },
  });
  // Whoever still looks at the old one is told, and one who changed nothing too.
  expect(await refusalOf(save({ cityId, seal, name: "远山地区", shortName: "远山" }))).toBe(
    "STALE",
  );
  const now = { ...city, name: "远山州", order: 1 };
  const same = { cityId, seal: citySeal(now), name: "远山州", shortName: "远山", order: "1" };
  expect(await refusalOf(save(same))).toBe("INVALID");
});

test("the same name twice, nothing at all, or no whole number is refused at its field", async () => {
  await expect(save({ name: "青河市", shortName: "青" })).rejects.toMatchObject({
    fields: { name: "已有青河市，请核对后再填。" },
  });
  await expect(save({ name: "青河县", shortName: "青河" })).rejects.toMatchObject({
    fields: { shortName: "青河市已用这个简称，请换一个。" },
  });
  const works = [1, 2].map(() => save({ name: "北岭市", shortName: "北岭" }));
  expect((await race(works)).sort()).toEqual(["INVALID", undefined]);
  for (const fields of [
    { name: "", shortName: "甲" },
    { name: "甲市", shortName: " " },
    { name: "甲市", shortName: "甲", order: "0" },
    { name: "甲市", shortName: "甲", order: "一" },
    { name: "甲市", shortName: "甲", order: "1.5" },
  ]) {
    expect(saveCityInput.safeParse(fields).success).toBe(false);
  }
});

test("only an administrator without a limit of cities sets them up", async () => {
  const leader = await actorNamed("leader");
  const wanted = { name: "西川市", shortName: "西川" };
  expect(await refusalOf(save(wanted, leader))).toBe("NOT_FOUND");
  expect(await refusalOf(listCities(leader))).toBe("NOT_FOUND");
  const limited = await hire("limited", "ADMIN");
  const { id } = await db().city.findFirstOrThrow();
  await db().accountCity.create({ data: { accountId: limited.accountId, cityId: id } });
  expect(await refusalOf(save(wanted, limited))).toBe("NOT_FOUND");
  expect(await listCities(limited)).toBeNull();
  expect(await refusalOf(save({ ...wanted, cityId: "999999" }))).toBe("NOT_FOUND");
});
