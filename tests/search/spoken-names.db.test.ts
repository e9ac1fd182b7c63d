import { beforeAll, describe, expect, test } from "vitest";
import { listAccounts } from "@/lib/accounts/listing";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { search } from "@/lib/search/queries";
import type { SearchKind } from "@/lib/search/schema";
import { pinyinInitials } from "@/lib/units/pinyin";
import { withDatabase } from "../support/database";
import { hire } from "../support/people";

withDatabase({ template: "plan" });

let leader: Actor;
beforeAll(async () => {
  leader = await hire("spoken-leader", "LEADER");
});

const find = async (q: string, kind: SearchKind) =>
  (await search(leader, { q, kind }, "2024-09-20"))[0]?.hits ?? [];
const titleOf = ({ title }: { title: { text: string }[] }) =>
  title.map(({ text }) => text).join("");
const titles = async (q: string, kind: SearchKind = "UNIT") => (await find(q, kind)).map(titleOf);
const both = (name: string) => [`济南市${name}`, `临沂市${name}`];

describe("a unit comes first by the name people say", () => {
  test.each([
    ["发改委", both("发展改革委")],
    ["济南发改委", ["济南市发展改革委"]],
    ["临沂市发改委", ["临沂市发展改革委"]],
    ["济南 发改委", ["济南市发展改革委"]],
    ["发改", both("发展改革委")],
    ["文旅局", both("文化和旅游局")],
    ["卫健委", both("卫生健康委")],
    ["人社局", both("人力资源社会保障局")],
    ["工信局", both("工业和信息化局")],
    ["住建局", both("住房城乡建设局")],
    ["自规局", both("自然资源和规划局")],
    ["自然资源局", both("自然资源和规划局")],
    ["交通局", both("交通运输局")],
    ["农业局", both("农业农村局")],
    ["市文旅局", both("文化和旅游局")],
    ["济南教育局", ["济南市教育局"]],
    ["济南组织部", ["济南市委组织部"]],
    ["济南市委党校", ["济南市委党校"]],
    ["口岸办", ["济南市口岸物流办"]],
    ["fgw", both("发展改革委")],
    ["lyjyj", ["临沂市教育局"]],
    ["jnjyj", ["济南市教育局"]],
    ["jnsjyj", ["济南市教育局"]],
    ["lyswlj", ["临沂市文化和旅游局"]],
    ["wlj", both("文化和旅游局")],
    ["rsj", both("人力资源社会保障局")],
  ])("%s", async (q, expected) => {
    expect((await titles(q)).slice(0, expected.length)).toEqual(expected);
  });

  test.each(["jyj", "教育局", "发改委"])(
    "%s is a unit before it is a word of a text",
    async (q) => {
      const kinds = (await search(leader, { q }, "2024-09-20", "QUICKLY")).map(({ kind }) => kind);
      expect(kinds[0]).toBe("UNIT");
      expect((await search(leader, { q: "教育" }, "2024-09-20", "QUICKLY"))[0]?.kind).toBe("POINT");
    },
  );

  test("and also where the directory has no such alias", async () => {
    const aliases = await db().unit.findMany({ select: { id: true, aliases: true } });
    await db().unit.updateMany({ data: { aliases: [] } });
    for (const [q, name] of [
      ["发改委", "发展改革委"],
      ["卫健委", "卫生健康委"],
      ["人社局", "人力资源社会保障局"],
      ["fgw", "发展改革委"],
    ] as const) {
      expect([q, (await titles(q)).slice(0, 2)]).toEqual([q, both(name)]);
    }
    for (const { id, aliases: own } of aliases) {
      await db().unit.update({ where: { id }, data: { aliases: own } });
    }
  });

  test.each(["饕餮局", "局育教", "济会", "zzzz", "qxv", "xyzjyj"])(
    "nothing is called %s",
    async (q) => {
      expect(await titles(q)).toEqual([]);
    },
  );
});

test("whatever a unit is called in full comes first by that name, and by its letters", async () => {
  const units = await db().unit.findMany({
    where: { assignments: { some: {} } },
    select: { name: true, pinyinInitials: true },
  });
  expect(units.length).toBeGreaterThan(70);
  for (const { name, pinyinInitials: initials } of units) {
    expect((await titles(name))[0]).toBe(name);
    const same = units.filter((each) => each.pinyinInitials === initials).map((each) => each.name);
    expect(same).toContain((await titles(initials))[0]);
  }
});

test("what was found of an abridged name is marked in it, of an alias beside it", async () => {
  const hitsOf = (pieces: { text: string; hit: boolean }[] = []) =>
    pieces.filter(({ hit }) => hit).map(({ text }) => text);
  const [office] = await find("口岸办", "UNIT");
  expect(hitsOf(office?.title)).toEqual(["口岸", "办"]);
  const [commission] = await find("济南发改委", "UNIT");
  expect(hitsOf(commission?.title)).toEqual([]);
  expect(hitsOf(commission?.text)).toEqual(["济南发改委"]);
});

test("a point is found by the first letters of its title, behind those that hold them as they are", async () => {
  const points = await db().workPoint.findMany({ orderBy: { number: "asc" } });
  for (const { number, title } of points) {
    expect(await titles(pinyinInitials(title), "POINT")).toContain(`${number}. ${title}`);
  }
  expect(await titles("shjyhz", "POINT")).toEqual(
    points.filter(({ title }) => pinyinInitials(title).includes("shjyhz")).map(titled),
  );
  expect(await titles("s", "POINT")).toEqual(
    points.filter(({ body, title }) => /s/i.test(body + title)).map(titled),
  );
});
const titled = ({ number, title }: { number: number; title: string }) => `${number}. ${title}`;

test("the accounts of a unit are found by the same names", async () => {
  const admin = await hire("spoken-admin", "ADMIN");
  await hire("spoken-clerk", "STAFF", { unit: "临沂市文化和旅游局" });
  for (const q of ["文旅局", "lyswhhlyj", "临沂文旅局", "旅游局"]) {
    expect((await listAccounts(admin, { q })).map(({ name }) => name)).toEqual(["spoken-clerk"]);
  }
  expect(await listAccounts(admin, { q: "教育局" })).toEqual([]);
});
