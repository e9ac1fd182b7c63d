import { beforeAll, expect, test } from "vitest";
import { acknowledge } from "@/lib/acknowledgements/commands";
import { listAssignedTerms } from "@/lib/acknowledgements/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire } from "../support/people";
import { begin, NOTICE, publish, settle } from "./notices";

withDatabase({ template: "plan" });

const DAY = "2026-02-10";
const LATER = "2026-03-10";
const NEXT = NOTICE.replaceAll("2025", "2026").replace("8号", "9号");
const TITLE = "《青河—白山口对口合作2026年工作要点》";
let admin: Actor;

const put = async (text: string, day: string) => {
  const { id } = await begin(admin, text, at(day));
  return publish(admin, await settle(admin, id), at(day));
};
const told = async () => {
  const rows = await db().notification.findMany({
    orderBy: { account: { name: "asc" } },
    include: { account: { select: { name: true } } },
  });
  return rows.map(({ account, kind, text, path, planId }) => ({
    ...{ name: account.name, kind, text, path, planId },
  }));
};

beforeAll(async () => {
  admin = await hire("daoru", "ADMIN");
  await put(NOTICE, "2025-02-10");
  await hire("bs-jyj", "STAFF", { unit: "白山口市教育局" });
  await hire("qh-czj", "STAFF", { unit: "青河市财政局" });
  await hire("qh-fgw", "STAFF", { unit: "青河市发展改革委" });
  await hire("qh-jyj", "STAFF", { unit: "青河市教育局" });
  await hire("qh-jyj-2", "STAFF", { unit: "青河市教育局" });
  await hire("qh-wlj", "STAFF", { unit: "青河市文化和旅游局" });
  const elsewhere = await hire("qh-wlj-2", "STAFF", { unit: "青河市文化和旅游局" });
  const { id: cityId } = await db().city.findUniqueOrThrow({ where: { name: "济南市" } });
  await db().accountCity.create({ data: { accountId: elsewhere.accountId, cityId } });
  await db().unit.update({
    where: { name: "青河市财政局" },
    data: { parent: { connect: { name: "青河市发展改革委" } } },
  });
});

test("a plan's publication tells the people of every unit once how much awaits their 签收", async () => {
  const { planId } = await put(NEXT, DAY);
  const message = { kind: "ASSIGNED", path: "/acknowledgements", planId };
  const one = { ...message, text: `${TITLE}已发布，贵单位有 1 项分工待签收` };
  // Not those whose account does not reach the plan; a unit's people hear of its sub-unit's work too.
  expect(await told()).toEqual([
    { ...one, name: "bs-jyj" },
    { ...one, name: "qh-czj" },
    { ...message, name: "qh-fgw", text: `${TITLE}已发布，贵单位有 2 项分工待签收` },
    { ...one, name: "qh-jyj" },
    { ...one, name: "qh-jyj-2" },
    { ...one, name: "qh-wlj" },
  ]);
  const fgw = await actorNamed("qh-fgw");
  const awaited = (await listAssignedTerms(fgw, DAY)).filter(
    ({ mine, state }) => mine && state === "AWAITED",
  );
  expect(awaited).toHaveLength(2);
});

test("an update tells only the units whose work it changed, what of it, and what is left to 签收", async () => {
  const school = await actorNamed("qh-jyj");
  const [own] = (await listAssignedTerms(school, DAY)).filter(({ mine }) => mine);
  await acknowledge(school, { termIds: [own?.termId ?? 0] }, at(DAY));
  await db().notification.deleteMany();
  admin = await actorNamed("daoru");
  const { planId } = await put(NEXT.replace("20名", "30名").replace("，青河市财政局", ""), LATER);
  const message = { kind: "ASSIGNED", planId };
  const school1 = { ...message, text: `${TITLE}已更新，贵单位第 3 项有变化`, path: "/updates" };
  expect(await told()).toEqual([
    {
      ...{ ...message, name: "bs-jyj", path: "/acknowledgements" },
      text: `${TITLE}已更新，贵单位第 3 项有变化，有 1 项分工待签收`,
    },
    {
      ...{ ...message, name: "qh-czj", path: "/updates" },
      text: `${TITLE}已更新，贵单位第 2 项不再承担`,
    },
    {
      ...{ ...message, name: "qh-fgw", path: "/acknowledgements" },
      text: `${TITLE}已更新，贵单位第 2 项不再承担，有 1 项分工待签收`,
    },
    { ...school1, name: "qh-jyj" },
    { ...school1, name: "qh-jyj-2" },
  ]);
});

test("points that end and begin are told to the units that lose and get them", async () => {
  await db().notification.deleteMany();
  const gone = NEXT.replace("20名", "30名")
    .replace("，青河市财政局", "")
    .replace(/3\.开展支教帮扶.*\n/, "3.建设园区。新建1个园区。（责任单位：青河市发展改革委）\n");
  await put(gone, "2026-04-10");
  const texts = (await told()).map(({ name, text }) => [name, text.replace(TITLE, "")]);
  expect(texts).toEqual([
    ["bs-jyj", "已更新，贵单位第 3 项不再承担"],
    ["qh-fgw", "已更新，贵单位第 3 项有变化，有 2 项分工待签收"],
    ["qh-jyj", "已更新，贵单位第 3 项不再承担"],
    ["qh-jyj-2", "已更新，贵单位第 3 项不再承担"],
  ]);
});
