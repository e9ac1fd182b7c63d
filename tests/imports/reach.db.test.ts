import { beforeAll, expect, test } from "vitest";
import { setCities, setTarget } from "@/lib/imports/commands";
import { getImport } from "@/lib/imports/queries";
import { decideUnits } from "@/lib/imports/unit-decisions";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire } from "../support/people";
import { refusalOf } from "../support/reports";
import { begin, counted, draft, NOTICE, publish, settle } from "./notices";

withDatabase({ template: "plan" });

const NOW = at("2025-02-10");
let wide: Actor;
let pair: Actor;
let qinghe = 0;

beforeAll(async () => {
  wide = await hire("wide", "ADMIN");
  pair = await hire("pair", "ADMIN");
  const own = await db().city.findMany({ where: { name: { in: ["济南市", "临沂市"] } } });
  const { accountId } = pair;
  await db().accountCity.createMany({ data: own.map(({ id: cityId }) => ({ accountId, cityId })) });
  pair = await actorNamed("pair");
  qinghe = (
    await db().city.create({ data: { name: "青河市", shortName: "青河", displayOrder: 9 } })
  ).id;
});

test("an administrator of some cities publishes no plan of others, nor of cities that are new", async () => {
  const { id } = await begin(pair, NOTICE, NOW);
  const view = await settle(pair, id);
  expect(view.target).toBe("NEW");
  const before = await counted();
  expect(await refusalOf(publish(pair, view, NOW))).toBe("FORBIDDEN");
  await expect(publish(pair, view, NOW)).rejects.toThrow(/青河市、白山口市不在您负责的城市之内/);
  expect(await counted()).toEqual(before);
  // Whoever is not limited may go on with the same draft.
  await publish(wide, view, NOW);
  expect((await counted()).plans).toBe((before.plans ?? 0) + 1);
});

test("and chooses none of them for a draft", async () => {
  expect(await refusalOf(begin(pair, NOTICE, NOW, { cityIds: [qinghe] }))).toBe("NOT_FOUND");
  expect(await refusalOf(begin(pair, NOTICE, NOW, { newCities: ["青河市"] }))).toBe("FORBIDDEN");
  const view = await begin(pair, NOTICE.replace("8号", "9号"), NOW);
  const chosen = { ...draft(view), cityIds: [qinghe], newCities: [] };
  expect(await refusalOf(setCities(pair, chosen, new Date()))).toBe("NOT_FOUND");
});

test("of a plan beyond its reach it is told nothing but one sentence", async () => {
  // The plan of 青河 and 白山口 stands since the first test: the same number, the same year, the year after.
  const secret = await db().plan.findFirstOrThrow({
    where: { documentNumber: { contains: "8号" } },
  });
  const same = await begin(pair, NOTICE.replace("20名", "30名"), NOW);
  expect(same).toMatchObject({ target: "NEW", candidates: [], differences: null, previous: null });
  const told = same.questions.filter(({ place }) => place === "head");
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({ at: "documentNumber" });
  expect(told[0]?.message).toContain("不在您的职责范围内");
  expect(told[0]?.message).not.toContain(secret.title);
  expect(await refusalOf(publish(pair, same, NOW))).toBe("FORBIDDEN");
  const number = await begin(pair, NOTICE.replace("8号", "80号"), NOW);
  expect(number).toMatchObject({ target: "NEW", candidates: [], differences: null });
  await setTarget(pair, { ...draft(number), target: secret.id }, NOW);
  expect(await getImport(pair, number.id)).toMatchObject({ target: "NEW", differences: null });
  const next = NOTICE.replaceAll("2025年", "2026年").replace("〔2025〕8号", "〔2026〕8号");
  expect(await begin(pair, next, NOW)).toMatchObject({ target: "NEW", previous: null });
  // Who reaches it sees all of it.
  expect((await begin(wide, next, NOW)).previous).toMatchObject({ year: 2025 });
  expect((await begin(wide, NOTICE.replace("20名", "30名"), NOW)).differences?.list).toHaveLength(
    1,
  );
});

test("while a plan of its own cities is published as ever", async () => {
  const own = NOTICE.replaceAll("青河", "济南").replaceAll("白山口", "临沂").replace("8号", "11号");
  const { id } = await begin(pair, own, NOW);
  const { planId } = await publish(pair, await settle(pair, id), NOW);
  const cities = await db().planCity.findMany({ where: { planId }, include: { city: true } });
  expect(cities.map(({ city }) => city.name).sort()).toEqual(["临沂市", "济南市"].sort());
});

test("nor a plan that gives work to a known unit of a city beyond", async () => {
  const own = NOTICE.replaceAll("青河", "济南")
    .replaceAll("白山口", "临沂")
    .replace("8号", "12号")
    .replace("责任单位：", "责任单位：青河市财政局，");
  const begun = await begin(pair, own, NOW);
  // Of another city: asked about, and here said to be that very unit.
  const asked = begun.matches.find(({ name }) => name === "青河市财政局");
  expect(asked).toMatchObject({ state: "ASKED", foreign: { cityName: "青河市" } });
  const choice = { 青河市财政局: asked?.foreign?.id ?? 0 };
  await decideUnits(pair, { ...draft(begun), choice, kind: {}, city: {} }, NOW);
  const view = await settle(pair, begun.id);
  const before = await counted();
  await expect(publish(pair, view, NOW)).rejects.toThrow(/青河市不在您负责的城市之内/);
  expect(await counted()).toEqual(before);
});
