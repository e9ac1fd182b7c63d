import { beforeAll, expect, test } from "vitest";
import { importedPoints } from "@/lib/imports/content";
import { beginChapter, correctChapter, joinChapterUp, takeParagraph } from "@/lib/imports/outline";
import { getImport, type ImportView } from "@/lib/imports/queries";
import { savePoint } from "@/lib/imports/save-point";
import { savePointInput, setChapterInput } from "@/lib/imports/schema";
import { decideUnits } from "@/lib/imports/unit-decisions";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";
import { race, refusalOf } from "../support/reports";
import { begin, draft, NOTICE, publish, settle } from "./notices";

withDatabase({ template: "plan" });

const NOW = at("2025-02-10");
let admin: Actor;
let leader: Actor;

beforeAll(async () => {
  admin = await hire("fenzhang", "ADMIN");
  leader = await hire("kanguo", "LEADER");
});

/** The notice without chapters, and with a line behind the last point that was not read as one. */
const PLAIN = NOTICE.replace("一、加强产业协作\n", "").replace("二、深化民生合作\n", "");
const keysOf = (view: ImportView) => importedPoints(view.content).map(({ key }) => key);

test("a notice without chapters is divided, corrected and published as the office wants it", async () => {
  let view = await begin(admin, PLAIN, NOW);
  const again = async () => {
    view = await getImport(admin, view.id);
    return draft(view);
  };
  const [one = "", two = "", three = ""] = keysOf(view);
  const chapter = () => view.content.chapters.map(({ key, title }) => ({ key, title }));
  const [only] = chapter();
  const named = { chapter: only?.key ?? "", number: 1, marker: "", title: "产业协作" };
  await correctChapter(admin, { ...draft(view), ...named }, NOW);
  await beginChapter(admin, { ...(await again()), point: two, title: "文旅互访" }, NOW);
  await beginChapter(admin, { ...(await again()), point: three, title: "民生合作" }, NOW);
  await again();
  expect(chapter().map(({ title }) => title)).toEqual(["产业协作", "文旅互访", "民生合作"]);
  await joinChapterUp(admin, { ...draft(view), chapter: chapter()[1]?.key ?? "" }, NOW);
  await again();
  expect(chapter().map(({ title }) => title)).toEqual(["产业协作", "民生合作"]);
  const input = savePointInput.parse({
    ...draft(view),
    point: one,
    readings: "yes",
    items: ["0"],
    indicators: ["1"],
    name: { 0: "", 1: "引进企业" },
    target: { 0: "5", 1: "25" },
    measure: { 0: "个", 1: "家" },
  });
  await savePoint(admin, input, NOW);
  // The log tells what was struck out and what was set right.
  const logged = await db().auditEntry.findFirstOrThrow({
    where: { action: "import.edit" },
    orderBy: { sequence: "desc" },
  });
  expect(JSON.stringify(logged.after)).toMatch(/INDICATORS.*引进企业 25家/);
  const { planId } = await publish(admin, await settle(admin, view.id), NOW);
  const points = await db().workPoint.findMany({
    where: { planId },
    orderBy: { number: "asc" },
    include: { chapter: true, indicators: true, actionItems: true },
  });
  expect(points.map((point) => [point.number, point.chapter.title])).toEqual([
    [1, "产业协作"],
    [2, "产业协作"],
    [3, "民生合作"],
  ]);
  expect(points[0]?.indicators).toMatchObject([{ name: "引进企业", target: 25, measure: "家" }]);
  expect(points[1]?.before).toContain("文旅互访");
});

test("a chapter read with the wrong number is set right, logged, and stands in the plan by its number", async () => {
  const text = NOTICE.replace("8号", "82号").replace("二、深化民生合作", "一、深化民生合作");
  let view = await begin(admin, text, NOW);
  const again = async () => {
    view = await getImport(admin, view.id);
    return draft(view);
  };
  const [first, second] = view.content.chapters;
  const both = { marker: "二、", title: "加强产业协作" };
  // The second goes first; for a moment two have one number, and nothing is published.
  const one = { chapter: first?.key ?? "", number: 2, ...both };
  await correctChapter(admin, { ...draft(view), ...one }, NOW);
  await again();
  expect(view.questions.map(({ message }) => message)).toContain(
    "有两章都是第 2 章，请改其中一章的序号。",
  );
  expect(await refusalOf(publish(admin, view, NOW))).toBe("INVALID");
  const other = { chapter: second?.key ?? "", number: 1, marker: "一、", title: "深化民生合作" };
  await correctChapter(admin, { ...(await again()), ...other }, NOW);
  await again();
  expect(view.content.chapters.map(({ number, marker }) => `${number}${marker}`)).toEqual([
    "1一、",
    "2二、",
  ]);
  const logged = await db().auditEntry.findFirstOrThrow({
    where: { action: "import.edit" },
    orderBy: { sequence: "desc" },
  });
  expect(logged.after).toMatchObject({
    differences: [
      { what: "“深化民生合作”的序号", former: "2", present: "1" },
      { what: "CHAPTER_OF", of: 3, former: "2", present: "1" },
    ],
  });
  const { planId } = await publish(admin, await settle(admin, view.id), NOW);
  const chapters = await db().chapter.findMany({
    where: { planId },
    orderBy: { number: "asc" },
    include: { points: { orderBy: { number: "asc" } } },
  });
  expect(chapters.map(({ marker, title, points }) => [marker + title, points.length])).toEqual([
    ["一、深化民生合作", 1],
    ["二、加强产业协作", 2],
  ]);
});

test("a name that looks miswritten is no new unit until somebody says so, and can be set right", async () => {
  const text = NOTICE.replace("8号", "83号")
    .replaceAll("青河", "济南")
    .replaceAll("白山口", "临沂")
    .replace("济南市财政局", "济南市财证局；督办单位：济南市政府督查室");
  let view = await begin(admin, text, NOW);
  const match = () => view.matches.find(({ name }) => name === "济南市财证局");
  expect(match()).toMatchObject({ state: "ASKED", likely: "济南市财政局" });
  expect(match()?.suggestions[0]?.name).toBe("济南市财政局");
  expect(view.content.warnings.map(({ message }) => message)).toEqual([
    expect.stringMatching(/“济南市财证局”可能是“济南市财政局”/),
    expect.stringMatching(/督办单位“济南市政府督查室”只督办、不承办/),
  ]);
  // The directory's unit is chosen; what was asked in the text is settled.
  const choice = { 济南市财证局: match()?.suggestions[0]?.id ?? 0 };
  await decideUnits(admin, { ...draft(view), choice, kind: {}, city: {} }, NOW);
  const { planId } = await publish(admin, await settle(admin, view.id), NOW);
  view = await getImport(admin, view.id);
  expect(
    await db().unit.count({ where: { name: { in: ["济南市财证局", "济南市政府督查室"] } } }),
  ).toBe(0);
  const units = await db().assignment.findMany({
    where: { planId, point: { number: 2 } },
    select: { unit: { select: { name: true } } },
  });
  expect(units.map(({ unit }) => unit.name)).toContain("济南市财政局");
});

test("a paragraph that was kept as text is taken as a point, with its line of the source", async () => {
  const text = NOTICE.replace(
    "一、加强产业协作\n",
    "一、加强产业协作\n围绕重点产业链开展协作配套对接。\n",
  );
  const view = await begin(admin, text, NOW);
  const [first] = view.content.chapters;
  expect(first?.foreword).toContain("围绕重点产业链");
  const place = first?.key ?? "";
  await takeParagraph(admin, { ...draft(view), place, paragraph: 0 }, NOW);
  const after = await getImport(admin, view.id);
  const [point] = importedPoints(after.content);
  const line = text.split("\n").findIndex((each) => each.startsWith("围绕")) + 1;
  expect(point).toMatchObject({ title: "围绕重点产业链开展协作配套对接", line, edited: true });
  expect(after.content.chapters[0]?.foreword).toBe("");
});

test("refused: for others, on what is not there, on a draft seen before somebody else's edit", async () => {
  const view = await begin(admin, NOTICE.replace("8号", "81号"), NOW);
  const [one = "", two = "", three = ""] = keysOf(view);
  const [above, below] = view.content.chapters.map(({ key }) => key);
  const on = draft(view);
  const title = "新章";
  const named = { number: 1, marker: "一、", title };
  const readings = (more: object) =>
    savePointInput.parse({ ...on, point: one, readings: "yes", indicators: ["0"], ...more });
  const full = { name: { 0: "园区" }, target: { 0: "5" }, measure: { 0: "个" } };
  for (const work of [
    (by: Actor) => correctChapter(by, { ...on, chapter: above ?? "", ...named }, NOW),
    (by: Actor) => beginChapter(by, { ...on, point: two, title }, NOW),
    (by: Actor) => joinChapterUp(by, { ...on, chapter: below ?? "" }, NOW),
    (by: Actor) => takeParagraph(by, { ...on, place: "foreword", paragraph: 0 }, NOW),
    (by: Actor) => savePoint(by, readings(full), NOW),
  ]) {
    expect(await refusalOf(work(leader))).toBe("NOT_FOUND");
  }
  const invalid = [
    () => correctChapter(admin, { ...on, chapter: "c9", ...named }, NOW),
    () => beginChapter(admin, { ...on, point: three, title }, NOW),
    () => joinChapterUp(admin, { ...on, chapter: above ?? "" }, NOW),
    () => takeParagraph(admin, { ...on, place: "c1", paragraph: 7 }, NOW),
    () => savePoint(admin, readings({ ...full, point: "p99" }), NOW),
  ];
  for (const work of invalid) expect(await refusalOf(work())).toBe("INVALID");
  await expect(
    savePoint(admin, readings({ ...full, name: { 0: " " } }), NOW),
  ).rejects.toMatchObject({
    fields: { "name.0": expect.stringContaining("请填写指标名称") },
  });
  for (const number of ["0", "-1", "1.5", "三", "1000", ""]) {
    const given = { ...on, chapter: "c1", ...named, number };
    expect(setChapterInput.safeParse(given).success).toBe(false);
  }
  expect(setChapterInput.parse({ ...on, chapter: "c1", ...named, number: "１２" }).number).toBe(12);
  for (const wrong of ["0", "1.5", "许多", "3000000000"]) {
    const given = {
      ...on,
      point: one,
      readings: "yes",
      indicators: ["0"],
      ...full,
      target: { 0: wrong },
    };
    expect(savePointInput.safeParse(given).success).toBe(false);
  }
  expect((await getImport(admin, view.id)).content).toEqual(view.content);
  // Two at once: one of them is told to look again.
  const ends = await race([
    correctChapter(admin, { ...on, chapter: above ?? "", ...named, title: "甲" }, NOW),
    beginChapter(admin, { ...on, point: two, title: "乙" }, NOW),
  ]);
  expect(ends.sort()).toEqual(["STALE", undefined]);
});
