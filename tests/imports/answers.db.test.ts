import { beforeAll, describe, expect, test } from "vitest";
import { settleWarnings } from "@/lib/imports/commands";
import { getImport, type ImportView, listImports } from "@/lib/imports/queries";
import { startAgain } from "@/lib/imports/start";
import { undoImport } from "@/lib/imports/undo";
import { decideBareUnits } from "@/lib/imports/unit-decisions";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire } from "../support/people";
import { answering, stateOf } from "./bare-notices";
import { begin, draft, publish, settle } from "./notices";
import { ONE_CITY } from "./one-city";

withDatabase({ template: "plan" });

const NOW = at("2026-03-20");
const notice = (...changes: [string, string][]) => {
  return changes.reduce((changed, [from, to]) => {
    expect(changed).toContain(from);
    return changed.replaceAll(from, to);
  }, ONE_CITY);
};
const NEXT_YEAR: [string, string][] = [
  ["2026", "2027"],
  ["3月17日", "3月18日"],
];
let admin: Actor;

beforeAll(async () => {
  admin = await hire("danming", "ADMIN");
});

const answer = answering(() => admin, NOW);
const asked = (view: ImportView) =>
  view.matches.filter(({ state }) => state === "ASKED" || state === "NEW").map(({ name }) => name);

/** What the form of the units sends when nothing on it is changed. */
async function asProposed(view: ImportView): Promise<ImportView> {
  const answers: Parameters<typeof answer>[1] = {};
  for (const { name, proposal, state, cityName } of view.matches) {
    const decision = proposal?.sure ? proposal.decision : null;
    if (state === "NEW") answers[name] = ["NEW", cityName ?? ""];
    if (!decision) continue;
    if ("unitId" in decision) answers[name] = [decision.unitId];
    else if ("sameAs" in decision) answers[name] = [`=${decision.sameAs}`];
    else answers[name] = ["NEW", decision.inEach ? "*" : (decision.cityName ?? "-")];
  }
  await answer(view, answers);
  const keys = view.content.warnings.map(({ key }) => key);
  const later = await getImport(admin, view.id);
  if (keys.length > 0) await settleWarnings(admin, { ...draft(later), keys }, NOW);
  return getImport(admin, view.id);
}

describe("a notice that one city alone issues to its own offices", () => {
  let first: ImportView;

  test("is through in two steps: whose all the bare names are, and the rest as proposed", async () => {
    first = await begin(admin, notice(), NOW);
    expect(asked(first)).toHaveLength(first.matches.length);
    expect(first.bare).toMatchObject({ places: ["浑东区政府"], proposed: "盛河市" });
    const city = { bareCity: "盛河市", placeCity: "盛河市" };
    await decideBareUnits(admin, { ...draft(first), ...city }, NOW);
    const told = await getImport(admin, first.id);
    expect(stateOf(told, "市科技局")?.standsFor).toMatchObject([
      { name: "盛河市科技局", cityName: "盛河市", unit: null },
    ]);
    expect(asked(told)).toEqual(["京原市发展改革委", "京原市知识产权局", "浑东区"]);
    await expect(
      decideBareUnits(admin, { ...draft(told), bareCity: "别的市" }, NOW),
    ).rejects.toMatchObject({ code: "INVALID" });
    first = await asProposed(told);
    expect(first.questions).toEqual([]);
    await publish(admin, first, NOW);
    const units = await db().unit.findMany({ where: { city: { name: "盛河市" } } });
    expect(units.map(({ name }) => name).sort()).toEqual(
      [
        ...["浑东区政府", "盛河市商务局", "盛河市外办", "盛河市市场监管局"],
        ...["盛河市政府办公室", "盛河市科技局"],
      ].sort(),
    );
  });

  test("says afterwards what was there when it was published", async () => {
    const { atPublishing, matches } = await getImport(admin, first.id);
    expect(matches.every(({ state }) => state === "KNOWN" || state === "DECIDED")).toBe(true);
    expect(atPublishing).toEqual({ held: 0, made: 8 });
    const [seeded] = (await listImports(admin)).slice(-1);
    // The plan a portal comes with has its directory from the start.
    expect((await getImport(admin, seeded?.id ?? 0)).atPublishing).toBeNull();
  });

  test("read again with small changes, asks about nothing answered before and shows these changes alone", async () => {
    const text = notice(["20条以上", "25条以上"], ["市商务局牵头", "市商务局牵头，市数据局参与"]);
    const again = await begin(admin, text, NOW);
    expect(stateOf(again, "市科技局")).toMatchObject({
      ...{ state: "DECIDED", last: true, unit: { name: "盛河市科技局" } },
    });
    expect(asked(again)).toEqual(["市数据局"]);
    const kinds = (view: ImportView) =>
      view.differences?.list.map((each) => `${each.kind} ${"unit" in each ? each.unit : ""}`);
    // Until 市数据局 is settled the units of its point are not compared.
    expect(kinds(again)).toEqual(["TEXT ", "TEXT "]);
    expect(again.differences?.waiting).toBe(1);
    await decideBareUnits(admin, { ...draft(again), bareCity: "盛河市" }, NOW);
    const settled = await getImport(admin, again.id);
    expect(kinds(settled)).toEqual(["TEXT ", "TEXT ", "UNIT 盛河市数据局"]);
    await settle(admin, again.id);
    await publish(admin, await getImport(admin, again.id), NOW);
    const third = await begin(admin, text, NOW);
    expect(asked(third)).toEqual([]);
    expect(third.differences?.list).toEqual([]);
  });

  test("what was answered before may be answered otherwise, and holds from then on", async () => {
    const again = await begin(admin, notice(["20条以上", "26条以上"]), NOW);
    await answer(again, { 市科技局: ["NEW", "京原市"] });
    const view = await settle(admin, again.id);
    expect(stateOf(view, "市科技局")).toMatchObject({
      ...{ last: false, standsFor: [{ name: "京原市科技局" }] },
    });
    await publish(admin, view, NOW);
    const next = await begin(admin, notice(["20条以上", "26条以上"]), NOW);
    expect(next.differences?.list).toEqual([]);
    expect(stateOf(next, "市科技局")).toMatchObject({
      ...{ last: true, unit: { name: "京原市科技局" } },
    });
  });

  test("next year's proposes what was answered, and asks once more", async () => {
    const next = await begin(admin, notice(...NEXT_YEAR), NOW);
    const city = stateOf(next, "市商务局");
    expect(city).toMatchObject({ state: "ASKED", proposal: { why: "LAST", sure: true } });
    expect(next.previous?.list.filter(({ kind }) => kind === "UNIT")).toEqual([]);
    const settled = await asProposed(next);
    expect(settled.questions).toEqual([]);
    expect(stateOf(settled, "市商务局")?.unit?.name).toBe("盛河市商务局");
    const before = await db().unit.count();
    await publish(admin, settled, NOW);
    expect(await db().unit.count()).toBe(before);
  });
});

test("an import that was undone is begun again with everything that was answered and edited", async () => {
  admin = await actorNamed("danming");
  const text = notice(
    ["盛河", "盛东"],
    ["京原", "京东"],
    ["浑东", "浑西"],
    ["〔2026〕", "〔2025〕"],
  );
  const view = await begin(admin, text, NOW);
  await decideBareUnits(admin, { ...draft(view), bareCity: "盛东市" }, NOW);
  await answer(await getImport(admin, view.id), { 浑西区政府: ["NEW", "盛东市"] });
  const ready = await asProposed(await getImport(admin, view.id));
  await expect(startAgain(admin, { importId: view.id }, NOW)).rejects.toMatchObject({
    code: "STALE",
  });
  await publish(admin, ready, NOW);
  await undoImport(await actorNamed("danming"), { importId: view.id }, NOW);
  const { importId } = await startAgain(admin, { importId: view.id }, NOW);
  const again = await getImport(admin, importId);
  expect(again).toMatchObject({ state: "DRAFT", questions: [], fileName: "" });
  expect(again.matches.map(({ standsFor }) => standsFor)).toEqual(
    ready.matches.map(({ standsFor }) => standsFor),
  );
  expect((await getImport(admin, view.id)).state).toBe("UNDONE");
  await publish(admin, again, NOW);
});
