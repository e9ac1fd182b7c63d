import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { search } from "@/lib/search/queries";
import type { SearchKind } from "@/lib/search/schema";
import { withDatabase } from "../support/database";
import { actorNamed, hire } from "../support/people";

withDatabase({ template: "plan" });

const TODAY = "2024-09-20";
let leader: Actor;

const textOf = (pieces: { text: string }[]) => pieces.map(({ text }) => text).join("");
const find = async (q: string, kind: SearchKind, how?: "QUICKLY") => {
  const [group] = await search(leader, { q, kind }, TODAY, how);
  return (group?.hits ?? []).map(({ title, text, note, href }) => ({
    ...{ title: textOf(title), text: textOf(text), note, href },
  }));
};

beforeAll(async () => {
  leader = await hire("former-leader", "LEADER");
  const point = await db().workPoint.findFirstOrThrow({ where: { number: 7 } });
  const { id: importId } = await db().import.create({
    data: {
      ...{
        fileName: "",
        sha256: "0".repeat(64),
        source: [],
        reading: {},
        content: {},
        planId: point.planId,
      },
      ...{ title: "更新", documentNumber: "测〔2024〕1号", updated: true },
      createdAt: new Date("2024-08-01T02:00:00Z"),
    },
  });
  const { marker, titleEnd, clauseStart, clause, clauseEnd, chapterId, dueOn } = point;
  await db().formerPoint.create({
    data: {
      ...{ marker, titleEnd, clauseStart, clause, clauseEnd, chapterId, dueOn, importId },
      ...{ pointId: point.id, endsOn: new Date("2024-08-01"), number: 77, section: "", before: "" },
      ...{ title: "共建趵突泉走廊", body: "推进漱玉泉工程。" },
      changedAt: new Date("2024-08-01T02:00:00Z"),
    },
  });
  const [first, second] = await db().unit.findMany({
    where: { name: { in: ["济南市教育局", "济南市水务局"] } },
    orderBy: { name: "asc" },
  });
  const changedById = leader.accountId;
  await db().unitName.create({
    data: {
      ...{ unitId: first?.id ?? 0, name: "济南市泉学局", shortName: "泉学局", changedById },
      endsOn: new Date("2024-06-01"),
    },
  });
  await db().unit.create({
    data: {
      ...{ name: "济南市河湖局", shortName: "河湖局", pinyinInitials: "jnshhj" },
      ...{ kind: "GOVERNMENT", cityId: second?.cityId ?? null, officialOrder: 999 },
      ...{ successorId: second?.id ?? 0, abolishedOn: new Date("2024-06-01") },
    },
  });
  await db().$executeRaw`UPDATE plans SET revision = revision + 1`;
  leader = await actorNamed(leader.name);
});

test.each([undefined, "QUICKLY" as const])(
  "a point is found by the title, number and text it had before an update of the notice (%s)",
  async (how) => {
    const place = { href: "/points/7#former-2024-08-01", note: "2024-08-01 通知更新以前" };
    const [byTitle] = await find("趵突泉走廊", "POINT", how);
    expect(byTitle).toMatchObject({ ...place, text: "原标题：77. 共建趵突泉走廊" });
    expect(byTitle?.title).toMatch(/^7\. /);
    expect(await find("第77项", "POINT", how)).toMatchObject([place]);
    expect(await find("漱玉泉工程", "POINT", how)).toMatchObject([place]);
  },
);

test("what a point is called today comes before, and once", async () => {
  const [first, ...others] = await find("7", "POINT");
  expect(first?.href).toBe("/points/7");
  expect(others.filter(({ href }) => href.startsWith("/points/7#"))).toEqual([]);
});

test("a unit is found by the name it had, and by that of one merged into it", async () => {
  expect(await find("泉学局", "UNIT")).toMatchObject([
    { title: "济南市教育局", text: "曾用名：济南市泉学局" },
  ]);
  expect(await find("河湖局", "UNIT")).toMatchObject([
    { title: "济南市水务局", text: "并入的单位：济南市河湖局" },
  ]);
});
