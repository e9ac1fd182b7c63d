import { beforeAll, expect, test } from "vitest";
import { unitSeal } from "@/lib/directory/rules";
import { abolishUnit } from "@/lib/directory/succession";
import { getImport } from "@/lib/imports/queries";
import { undoImport } from "@/lib/imports/undo";
import { decideUnits } from "@/lib/imports/unit-decisions";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { unitIn } from "../support/directory";
import { at, hire } from "../support/people";
import { race, refusalOf } from "../support/reports";
import { begin, draft, NOTICE, publish, settle } from "./notices";

withDatabase({ template: "plan" });

const NOW = at("2025-02-10");
let admin: Actor;

beforeAll(async () => {
  admin = await hire("guidang", "ADMIN");
  const { id } = await begin(admin, NOTICE, NOW);
  await publish(admin, await settle(admin, id), NOW);
});

const abolish = async (name: string, successor?: string) => {
  const unit = await unitIn(admin, name);
  const successorId = successor === undefined ? undefined : (await unitIn(admin, successor)).id;
  const input = { unitId: unit.id, seal: unitSeal(unit), successorId };
  return abolishUnit(admin, input as Parameters<typeof abolishUnit>[1], at("2025-03-03"));
};

test("a unit that was merged is asked about, its successor first, and what was answered holds", async () => {
  // Merged twice: the one that stands is offered.
  await abolish("青河市财政局", "青河市教育局");
  await abolish("青河市教育局", "青河市发展改革委");
  const again = NOTICE.replace("20名", "30名");
  const { id } = await begin(admin, again, at("2025-03-04"));
  const view = await getImport(admin, id);
  const asked = view.matches.filter(({ state }) => state === "ASKED");
  expect(asked.map(({ name }) => name)).toEqual(["青河市财政局", "青河市教育局"]);
  for (const match of asked) {
    expect(match.unit).toBeNull();
    expect(match.gone).toBe(true);
    expect(match.suggestions[0]?.name).toBe("青河市发展改革委");
  }
  expect(view.known.map(({ name }) => name)).not.toContain("青河市财政局");
  expect(view.questions.map(({ place }) => place)).toContain("units");
  expect(await refusalOf(publish(admin, view, at("2025-03-04")))).toBe("INVALID");

  const answer = (choice: number | "NEW", at = view) =>
    decideUnits(
      admin,
      {
        ...draft(at),
        choice: { 青河市财政局: choice, 青河市教育局: choice },
        kind: { 青河市财政局: "GOVERNMENT", 青河市教育局: "GOVERNMENT" },
        city: { 青河市财政局: "青河市", 青河市教育局: "青河市" },
      },
      NOW,
    );
  // A second unit of that name there cannot be, and the old one carries nothing any more.
  await expect(answer("NEW")).rejects.toMatchObject({ code: "INVALID" });
  await expect(answer((await unitIn(admin, "青河市财政局")).id)).rejects.toMatchObject({
    fields: { "choice.青河市财政局": expect.stringContaining("已撤销") },
  });
  await answer(asked[0]?.suggestions[0]?.id ?? 0);
  const ready = await settle(admin, id);
  expect(ready.questions).toEqual([]);
  // The successor answers for the points already: the text is all that differs.
  expect(ready.differences?.list.map(({ kind }) => kind)).toEqual(["TEXT"]);
  await publish(admin, ready, at("2025-03-04"));
  expect(await open("青河市财政局")).toBe(0);
});

test("one that is abolished after it was chosen is asked about again, and publishing refuses it", async () => {
  const renamed = NOTICE.replaceAll("白山口市教育局", "白山口市教体局").replace("8号", "18号");
  const { id } = await begin(admin, renamed, at("2025-03-05"));
  const { id: unitId } = await unitIn(admin, "白山口市教育局");
  await decideUnits(
    admin,
    {
      ...draft(await getImport(admin, id)),
      choice: { 白山口市教体局: unitId },
      kind: {},
      city: {},
    },
    NOW,
  );
  await abolish("白山口市教育局", "白山口市发展改革委");
  const view = await getImport(admin, id);
  expect(view.matches.find(({ name }) => name === "白山口市教体局")?.state).not.toBe("DECIDED");
  expect(await refusalOf(publish(admin, view, at("2025-03-05")))).toBe("INVALID");
});

/** The same of another pair of cities, under a number of its own; published. */
async function another(one: string, two: string, number: number): Promise<string> {
  const text = NOTICE.replaceAll("青河", one)
    .replaceAll("白山口", two)
    .replace("8号", `${number}号`);
  await publish(admin, await settle(admin, (await begin(admin, text, NOW)).id), NOW);
  return text;
}

test("an update is not taken back onto a unit that is no more", async () => {
  const text = await another("石桥", "柳林", 38);
  const less = text.replace("，石桥市财政局", "");
  const view = await settle(admin, (await begin(admin, less, at("2025-03-06"))).id);
  await publish(admin, view, at("2025-03-06"));
  await abolish("石桥市财政局");
  const undo = undoImport(admin, { importId: view.id }, at("2025-03-08"));
  await expect(undo).rejects.toThrow("石桥市财政局已撤销");
});

test("published and abolished at once, the unit has no work or stands", async () => {
  const text = await another("赤水", "黑石", 48);
  await db().unit.create({
    data: {
      ...{ name: "赤水市审计局", shortName: "赤水审计局", pinyinInitials: "cssjj" },
      ...{ kind: "GOVERNMENT", officialOrder: 900 },
      city: { connect: { name: "赤水市" } },
    },
  });
  const more = text.replace("，赤水市财政局", "，赤水市财政局、审计局");
  const ready = await settle(admin, (await begin(admin, more, NOW)).id);
  await race([publish(admin, ready, at("2025-03-03")), abolish("赤水市审计局")]);
  const unit = await db().unit.findUniqueOrThrow({ where: { name: "赤水市审计局" } });
  expect(unit.abolishedOn === null).toBe((await open(unit.name)) > 0);
});

const open = (name: string) =>
  db().assignmentTerm.count({ where: { endsOn: null, assignment: { unit: { name } } } });
