import { beforeAll, expect, test } from "vitest";
import { importedPoints } from "@/lib/imports/content";
import {
  beginChapter,
  joinChapterUp,
  renameChapter,
  setPointReadings,
  takeParagraph,
} from "@/lib/imports/outline";
import { getImport, type ImportView } from "@/lib/imports/queries";
import { setReadingsInput } from "@/lib/imports/schema";
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
  await renameChapter(admin, { ...draft(view), chapter: only?.key ?? "", title: "产业协作" }, NOW);
  await beginChapter(admin, { ...(await again()), point: two, title: "文旅互访" }, NOW);
  await beginChapter(admin, { ...(await again()), point: three, title: "民生合作" }, NOW);
  await again();
  expect(chapter().map(({ title }) => title)).toEqual(["产业协作", "文旅互访", "民生合作"]);
  await joinChapterUp(admin, { ...draft(view), chapter: chapter()[1]?.key ?? "" }, NOW);
  await again();
  expect(chapter().map(({ title }) => title)).toEqual(["产业协作", "民生合作"]);
  const input = setReadingsInput.parse({
    ...draft(view),
    point: one,
    items: ["0"],
    indicators: ["1"],
    name: { 0: "", 1: "引进企业" },
    target: { 0: "5", 1: "25" },
    measure: { 0: "个", 1: "家" },
  });
  await setPointReadings(admin, input, NOW);
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
  const readings = (more: object) =>
    setReadingsInput.parse({ ...on, point: one, indicators: ["0"], ...more });
  const full = { name: { 0: "园区" }, target: { 0: "5" }, measure: { 0: "个" } };
  for (const work of [
    (by: Actor) => renameChapter(by, { ...on, chapter: above ?? "", title }, NOW),
    (by: Actor) => beginChapter(by, { ...on, point: two, title }, NOW),
    (by: Actor) => joinChapterUp(by, { ...on, chapter: below ?? "" }, NOW),
    (by: Actor) => takeParagraph(by, { ...on, place: "foreword", paragraph: 0 }, NOW),
    (by: Actor) => setPointReadings(by, readings(full), NOW),
  ]) {
    expect(await refusalOf(work(leader))).toBe("NOT_FOUND");
  }
  const invalid = [
    () => renameChapter(admin, { ...on, chapter: "c9", title }, NOW),
    () => beginChapter(admin, { ...on, point: three, title }, NOW),
    () => joinChapterUp(admin, { ...on, chapter: above ?? "" }, NOW),
    () => takeParagraph(admin, { ...on, place: "c1", paragraph: 7 }, NOW),
    () => setPointReadings(admin, readings({ ...full, point: "p99" }), NOW),
  ];
  for (const work of invalid) expect(await refusalOf(work())).toBe("INVALID");
  await expect(
    setPointReadings(admin, readings({ ...full, name: { 0: " " } }), NOW),
  ).rejects.toMatchObject({
    fields: { "name.0": expect.stringContaining("请填写指标名称") },
  });
  for (const wrong of ["0", "1.5", "许多", "3000000000"]) {
    const given = { ...on, point: one, indicators: ["0"], ...full, target: { 0: wrong } };
    expect(setReadingsInput.safeParse(given).success).toBe(false);
  }
  expect((await getImport(admin, view.id)).content).toEqual(view.content);
  // Two at once: one of them is told to look again.
  const ends = await race([
    renameChapter(admin, { ...on, chapter: above ?? "", title: "甲" }, NOW),
    beginChapter(admin, { ...on, point: two, title: "乙" }, NOW),
  ]);
  expect(ends.sort()).toEqual(["STALE", undefined]);
});
