import { beforeAll, expect, test } from "vitest";
import { addActionItem } from "@/lib/action-items/commands";
import { undoImport } from "@/lib/imports/undo";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { text as published } from "../documents/published";
import { withDatabase } from "../support/database";
import { assignmentOf, at, hire } from "../support/people";
import { approve, submit } from "../support/reports";
import { begin, counted, publish, settle } from "./notices";

withDatabase({ template: "plan" });

const NOW = at("2025-03-10");
let admin: Actor;

/** The notice of 2024 as it might come out a year later: one promise changed, one point gone. */
const NEXT = published
  .replaceAll("2024年", "2025年")
  .replace("济政办字〔2024〕13号", "济政办字〔2025〕9号")
  .replace("20名教师", "30名教师");

/** Numbers run on from one, whatever was taken out. */
function renumbered(text: string): string {
  let number = 0;
  return text.replace(/^\d+(?=\. )/gm, () => {
    number += 1;
    return String(number);
  });
}

beforeAll(async () => {
  admin = await hire("niandu", "ADMIN");
});

test("next year's notice finds last year's points, word by word, and offers what is left over", async () => {
  const view = await settle(admin, (await begin(admin, NEXT, NOW)).id);
  expect(view.target).toBe("NEW");
  expect(view.matches.every(({ state }) => state === "KNOWN")).toBe(true);
  const previous = view.previous;
  if (!previous) throw new Error("last year was not found");
  expect(previous.year).toBe(2024);
  expect(previous.list.every(({ kind }) => kind === "TEXT")).toBe(true);
  const changed = previous.list.map(({ parts }) =>
    parts
      .filter(({ kind }) => kind !== "SAME")
      .map(({ text }) => text)
      .join(" "),
  );
  expect(changed.some((words) => words.includes("30"))).toBe(true);
  const items = previous.carried.filter((each) => each.kind === "ITEM");
  expect(items).toHaveLength(await db().actionItem.count());
  // What the new notice says itself is offered too, and would stand there twice.
  // Nor is that twice in it of which only a figure or the year is another.
  const others = items.filter(({ text, like }) => like !== text);
  expect(others.length).toBeLessThan(10);
  const teachers = others.find(({ text }) => text.includes("20名教师"));
  expect(teachers?.like).toBe(teachers?.text.replace("20名", "30名"));
  expect(others.filter(({ like }) => like === null)).toEqual([]);
});

test("a point that moved and got another title is found by its text, and a number alone is no change", async () => {
  const moved = renumbered(
    NEXT.replace(/\n7\. .*?(?=\n8\. )/s, "").replace(
      "20. 深化教育合作。",
      "20. 加强教育人才交流。",
    ),
  );
  const view = await settle(admin, (await begin(admin, moved.replace("9号", "19号"), NOW)).id);
  const previous = view.previous;
  if (!previous) throw new Error("last year was not found");
  const of = (kind: string) => previous.list.filter((each) => each.kind === kind);
  expect(of("ADDED")).toEqual([]);
  expect(of("REMOVED")).toMatchObject([{ number: 7, now: null }]);
  const education = of("TEXT").find((each) => each.now === 19);
  expect(education).toMatchObject({ number: 20, title: "深化教育合作" });
  expect(previous.renumbered).toBeGreaterThan(15);
  const words = previous.list.flatMap(({ parts }) => parts.filter(({ kind }) => kind !== "SAME"));
  const figures = words.filter(({ text }) => /^([1-9]|[12]\d|3[01])\.?$/.test(text.trim()));
  // The promise of 教育合作 that changed, and no number of a point.
  expect(figures.map(({ text }) => text)).toEqual(["20", "30"]);
});

test("what one city finished is carried for the other alone, units an admin added go along, last year stays as it is", async () => {
  const point = await db().workPoint.findFirstOrThrow({
    where: { number: 2 },
    include: { actionItems: { orderBy: { position: "asc" } } },
  });
  const [item] = point.actionItems;
  if (!item) throw new Error("point 2 has no items");
  const staff = await hire("jn-wlj", "STAFF", { unit: "济南市文化和旅游局" });
  const reviewer = await hire("shenhe", "REVIEWER", { city: "济南市" });
  const assignment = await assignmentOf("济南市文化和旅游局", 2);
  const actions = { [item.id]: "2024-06-20" };
  const update = await submit(staff, assignment, "2024-06-21", { actions });
  await approve(reviewer, update, "2024-06-22");
  const extra = await db().unit.findFirstOrThrow({
    where: { kind: "GOVERNMENT", assignments: { none: { pointId: point.id } } },
  });
  await db().assignment.create({
    data: {
      planId: point.planId,
      pointId: point.id,
      unitId: extra.id,
      terms: {
        create: {
          role: "SUPPORT",
          origin: "ADMIN",
          startsOn: new Date("2024-05-06"),
          startedById: admin.accountId,
        },
      },
    },
  });
  const before = await counted();
  const view = await settle(admin, (await begin(admin, NEXT, NOW)).id);
  const offered = view.previous?.carried ?? [];
  const half = offered.find(({ key }) => key === `item:${item.id}`);
  expect(half).toMatchObject({ cities: [{ name: "临沂市" }] });
  expect(offered.filter(({ kind }) => kind === "UNIT")).toMatchObject([
    { number: 2, unit: extra.name, role: "SUPPORT", group: null },
  ]);
  const keys = offered.filter(({ number }) => number === 2).map(({ key }) => key);
  const { planId } = await publish(admin, view, NOW, (key) => keys.includes(key));
  const after = await db().workPoint.findFirstOrThrow({
    where: { planId, number: 2 },
    include: { actionItems: true, assignments: { include: { unit: true, terms: true } } },
  });
  const notes = after.actionItems.filter(({ text }) => text.startsWith("（2024年结转）"));
  expect(notes).toHaveLength(point.actionItems.length);
  const rest = await unitsOf(notes.find(({ text }) => text.endsWith(item.text))?.id ?? 0);
  const linyi = after.assignments.filter(({ unit }) => unit.name.startsWith("临沂市"));
  expect(rest.map(({ unitId }) => unitId)).toEqual(
    linyi.map(({ unitId }) => unitId).sort((a, b) => a - b),
  );
  const entry = await db().auditEntry.findFirstOrThrow({
    where: { action: "import.publish" },
    orderBy: { sequence: "desc" },
  });
  expect(entry.after).toMatchObject({ carried: keys.length });
  const told = (entry.after as { differences: { of: number; what: string; present: string }[] })
    .differences;
  expect(told).toHaveLength(keys.length);
  expect(told).toContainEqual({ of: 2, what: "CARRIED", former: "", present: item.text });
  expect(told).toContainEqual({ of: 2, what: extra.name, former: "NONE", present: "SUPPORT" });
  const added = after.assignments.find(({ unit }) => unit.name === extra.name);
  expect(added?.terms).toMatchObject([{ role: "SUPPORT", origin: "ADMIN", endsOn: null }]);
  expect(await db().workPoint.findUnique({ where: { id: point.id } })).toMatchObject({
    body: point.body,
  });
  const [row] = await db().import.findMany({ where: { planId } });
  await undoImport(admin, { importId: row?.id ?? 0 }, NOW);
  expect(await counted()).toEqual(before);
});

test("a carried item keeps the side that is left and what its day was, and has a day in the new year, also when the notice is re-issued", async () => {
  const { id: pointId, planId } = await db().workPoint.findFirstOrThrow({
    where: { number: 26, plan: { year: 2024 } },
  });
  const cityOf = async (name: string) =>
    (await db().city.findUniqueOrThrow({ where: { name } })).id;
  const [jinan, linyi] = [await cityOf("济南市"), await cityOf("临沂市")];
  const units = await db().unit.findMany({
    where: { kind: { not: "GROUP" }, assignments: { some: { pointId } } },
  });
  const of = (cityId: number) => units.filter((unit) => unit.cityId === cityId);
  const [east, west] = [of(jinan)[0], of(linyi)[0]];
  if (!east || !west) throw new Error("point 26 has units of both cities");
  const item = async (text: string, unitIds: number[], dueOn = "2024-11-30") => {
    const { actionItemId } = await addActionItem(
      admin,
      { pointId, text, dueOn, unitIds },
      at("2024-06-03"),
    );
    return `item:${actionItemId}`;
  };
  const keys = {
    east: await item("济南一侧办理", [east.id]),
    west: await item("临沂一侧办理", [west.id], "2024-10-31"),
    both: await item("两市共同办理", []),
  };
  const closed = { pointId, cityId: jinan, outcome: "已办结。", closedOn: new Date("2024-12-20") };
  await db().closure.create({ data: { ...closed, closedById: admin.accountId } });

  const draft = await settle(admin, (await begin(admin, NEXT, NOW)).id);
  const offered = draft.previous?.carried ?? [];
  const offer = (key: string) => offered.find((each) => each.key === key);
  // 济南市 is done with the point, and with what was its alone.
  expect(offer(keys.east)).toBeUndefined();
  expect(offer(keys.west)).toMatchObject({
    ...{ dueOn: "2024-10-31", suggestedOn: "2025-10-31" },
    named: [{ id: west.id, name: west.name }],
    cities: null,
  });
  expect(offer(keys.both)).toMatchObject({ named: [], cities: [{ id: linyi, name: "临沂市" }] });

  const accepted = [keys.west, keys.both];
  for (const day of ["2024-11-30", "2026-01-31"]) {
    const early = publish(admin, draft, NOW, (key) => accepted.includes(key), { [keys.both]: day });
    await expect(early).rejects.toMatchObject({
      code: "INVALID",
      fields: { [`due.${keys.both}`]: expect.stringContaining("2025-12-31") },
    });
  }
  const due = { [keys.both]: "2025-06-30" };
  const { planId: next } = await publish(admin, draft, NOW, (key) => accepted.includes(key), due);
  expect(next).not.toBe(planId);
  const carried = () =>
    db().actionItem.findMany({
      where: { point: { planId: next, number: 26 }, origin: "ADMIN" },
      orderBy: { position: "asc" },
      include: { versions: { include: { units: { orderBy: { unitId: "asc" } } } } },
    });
  const before = await carried();
  expect(before.map(({ text }) => text)).toEqual([
    "（2024年结转，原定2024-10-31）临沂一侧办理",
    "（2024年结转，原定2024-11-30）两市共同办理",
  ]);
  expect(before.map(({ versions }) => versions[0]?.dueOn)).toEqual([
    new Date("2025-10-31"),
    new Date("2025-06-30"),
  ]);
  expect(before.map(({ versions }) => versions[0]?.units.map(({ unitId }) => unitId))).toEqual([
    [west.id],
    of(linyi)
      .map(({ id }) => id)
      .sort((a, b) => a - b),
  ]);
  expect(before.every(({ addedById }) => addedById === admin.accountId)).toBe(true);

  // The notice once more with one word of that point changed: what was carried stays as it is.
  const body = (await db().workPoint.findFirstOrThrow({ where: { planId: next, number: 26 } }))
    .body;
  const word = body.slice(0, 6);
  const again = await settle(
    admin,
    (await begin(admin, NEXT.replace(word, `${word}等`), at("2025-04-01"))).id,
  );
  expect(again.differences?.list.map(({ kind }) => kind)).toEqual(["TEXT"]);
  await publish(admin, again, at("2025-04-01"));
  expect(await carried()).toEqual(before);
});

const unitsOf = async (actionItemId: number) =>
  db().itemUnit.findMany({ where: { version: { actionItemId } }, orderBy: { unitId: "asc" } });
