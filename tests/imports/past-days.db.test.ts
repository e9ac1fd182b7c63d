import { beforeAll, describe, expect, test } from "vitest";
import { forgetBoards } from "@/lib/dashboards/board-cache";
import { getTrends } from "@/lib/dashboards/chapter-trends";
import { getHeatmap } from "@/lib/dashboards/heat";
import { getBoard, getChanges, getOverview } from "@/lib/dashboards/queries";
import { setHead } from "@/lib/imports/commands";
import { getImport, type ImportView } from "@/lib/imports/queries";
import { savePoint } from "@/lib/imports/save-point";
import { savePointInput } from "@/lib/imports/schema";
import { undoImport } from "@/lib/imports/undo";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { getPointRecord } from "@/lib/progress/point-record";
import { text as published } from "../documents/published";
import { withDatabase } from "../support/database";
import { actorNamed, at } from "../support/people";
import { reportMonths } from "../support/reported-plan";
import { everything } from "./all-screens";
import { begin, draft, publish, settle } from "./notices";

withDatabase({ template: "plan" });

const DAY = "2024-09-25";
const LATER = "2024-09-27";
const PAST = ["2024-04-24", "2024-06-28", "2024-08-31", "2024-09-24"];
const before = new Map<string, string>();
let admin: Actor;
let updated: ImportView;

/** The notice with point 21 and the reported point 6 left out, the rest numbered through, and one more. */
function reissued(): string {
  const [head = "", ...parts] = published.split(/\n(?=\d+\.)/);
  const kept = parts.flatMap((part) => {
    const number = Number(part.split(".")[0]);
    if (number !== 6 && number !== 21) return [part];
    // The heading of the next chapter follows the last point of one.
    const heading = part.search(/\n[一二三四五六七八九]、/);
    return heading < 0 ? [] : [`@${part.slice(heading)}`];
  });
  let number = 0;
  const text = kept
    .map((part) =>
      part.startsWith("@") ? part.slice(1) : `\n${part.replace(/^\d+/, () => `${++number}`)}`,
    )
    .join("");
  return `${head}${text.trimEnd()}\n${number + 1}.共建示范基地。年内新建3个基地。（责任单位：两市教育局）\n`
    .replace("20名教师", "25名教师")
    .replaceAll("、退役军人局", "");
}

beforeAll(async () => {
  await reportMonths();
  admin = await actorNamed("admin");
  for (const day of PAST) before.set(day, await everything(day));
});

/** Everything an update can change: words, numbers, a chapter, due dates, points that come and go, units, the head. */
async function update(): Promise<void> {
  let view = await settle(admin, (await begin(admin, reissued(), at(DAY))).id);
  const { title, documentNumber, issuedOn, year } = view.content;
  const head = { title: `${title}（修订）`, documentNumber, issuedOn, year, dueOn: "2025-03-31" };
  await setHead(admin, { ...draft(view), ...head }, at(DAY));
  view = await getImport(admin, view.id);
  const [one, two] = view.content.chapters;
  const moved = one?.points.at(-1);
  if (!one || !two || !moved) throw new Error("no chapters");
  const roles = Object.fromEntries(moved.units.map(({ name, role }) => [name, role]));
  const fields = { number: moved.number, chapter: two.key, dueOn: "2024-10-31", roles };
  const input = { ...draft(view), point: moved.key, ...fields };
  await savePoint(admin, savePointInput.parse(input), at(DAY));
  updated = await getImport(admin, view.id);
  await publish(admin, updated, at(DAY));
  admin = await actorNamed("admin");
}

describe("a notice imported again, with everything in it otherwise", () => {
  test("is taken over, and every day before reads as it did", async () => {
    await update();
    const kinds = new Set(updated.differences?.list.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(
      ["ADDED", "CHAPTER_OF", "DUE", "HEAD", "NUMBER", "REMOVED", "TEXT", "UNIT"].sort(),
    );
    for (const day of PAST) expect(await everything(day), day).toBe(before.get(day));
  });

  test("reads anew from its day on", async () => {
    forgetBoards();
    const leader = await actorNamed("leader");
    const [old, now] = [await getBoard(leader, "2024-09-24"), await getBoard(leader, DAY)];
    expect(now.plan.title).toBe(`${old.plan.title}（修订）`);
    expect(old.points).toHaveLength(31);
    expect(now.points).toHaveLength(30);
    expect(now.points.map(({ number }) => number)).toEqual(
      old.points.slice(0, 30).map(({ number }) => number),
    );
    const { changes } = await getChanges(leader, { from: "2024-09-24", to: DAY });
    expect(changes.added.map(({ number }) => number)).toEqual([30]);
    expect(changes.removed.map(({ number }) => number)).toEqual([6, 21]);
    expect(changes.reworded.flatMap(({ what }) => what)).toEqual(
      expect.arrayContaining(["NUMBER", "CHAPTER", "TEXT"]),
    );
    expect(changes.due).toHaveLength(29);
    expect(new Set(changes.due.map(({ before: from, after: to }) => `${from} ${to}`))).toEqual(
      new Set(["2024-12-31 2025-03-31", "2024-12-31 2024-10-31"]),
    );
    // No light is bettered by a later date in the month it was given.
    const greener = changes.due.filter(
      ({ point, after: to }) => to === "2025-03-31" && point.light === "ON_TRACK",
    );
    expect(greener).toEqual([]);
    // What is new has all its time before it: nothing is expected of it on its first day.
    const came = now.points.find(({ number }) => number === 30);
    expect([came?.expected, came?.light]).toEqual([0, "ON_TRACK"]);
    const put = now.points.find(({ extension }) => extension?.toOn === "2025-03-31");
    expect(put?.extension).toEqual({
      ...{ fromOn: "2024-12-31", toOn: "2025-03-31", count: 0, updated: true },
    });
  });

  test("leaves the line of the months before as the boards of those days had it", async () => {
    forgetBoards();
    const leader = await actorNamed("leader");
    const { trend } = await getOverview(leader, DAY);
    for (const day of ["2024-06-30", "2024-08-31"]) {
      const { percent, expected } = await getBoard(leader, day);
      const then = trend.find(({ date }) => date === day);
      expect(then?.mean, day).toBeCloseTo(percent, 9);
      expect(then?.expected, day).toBeCloseTo(expected, 9);
    }
    // A chapter's too: the first had a point more then, the second another one.
    const { chapters } = await getTrends(leader, DAY);
    for (const day of ["2024-06-30", "2024-08-31", DAY]) {
      const board = await getBoard(leader, day);
      const [one, two] = board.chapters;
      expect([one?.points.length, two?.points.length], day).toEqual(day === DAY ? [3, 4] : [4, 4]);
      for (const { number, percent, expected, cities } of board.chapters) {
        const trend = chapters.find((each) => each.number === number)?.trend;
        const then = trend?.find(({ date }) => date === day);
        expect(then?.mean, `${day} ${number}`).toBeCloseTo(percent, 9);
        expect(then?.expected, `${day} ${number}`).toBeCloseTo(expected, 9);
        for (const { city, percent: own } of cities) {
          const place = board.cities.findIndex(({ id }) => id === city.id);
          expect(then?.cities[place], `${day} ${number}`).toBeCloseTo(own, 9);
        }
      }
    }
    const heat = await getHeatmap(leader, "point", DAY);
    const came = heat.rows.at(-1);
    expect(came?.cells.map((cell) => cell !== null)).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  test("shows on a point's page what it said before, with the day", async () => {
    const leader = await actorNamed("leader");
    const point = await db().workPoint.findFirstOrThrow({
      where: { body: { contains: "25名教师" } },
    });
    const record = await getPointRecord(leader, point.id, DAY);
    expect(record.former).toHaveLength(1);
    expect(record.former[0]).toMatchObject({ endsOn: DAY });
    expect(record.former[0]?.text).toContain("20名教师");
    expect(record.indicators.map(({ target }) => target)).toContain(25);
    const then = await getPointRecord(leader, point.id, "2024-09-24");
    expect(then.former).toEqual([]);
    expect(then.indicators.map(({ target }) => target)).toContain(20);
  });

  test("ends what it leaves out: nobody answers for it any more, what was reported stays", async () => {
    const [row] = await db().workPoint.findMany({
      where: { number: 6, removedOn: { not: null } },
      include: { assignments: { include: { terms: true, updates: true } } },
    });
    expect(row?.removedOn).toEqual(new Date(DAY));
    const terms = row?.assignments.flatMap((each) => each.terms) ?? [];
    expect(terms.length).toBeGreaterThan(0);
    expect(terms.every(({ endsOn }) => endsOn !== null)).toBe(true);
    expect(row?.assignments.flatMap(({ updates }) => updates).length).toBeGreaterThan(0);
  });

  test("is in the audit log with every difference, before and after; so are the edits of the draft", async () => {
    const entries = await db().auditEntry.findMany({
      where: { subject: `import:${updated.id}` },
      orderBy: { sequence: "asc" },
    });
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["import.start", "import.edit", "import.publish"]),
    );
    const told = (action: string) =>
      entries
        .filter((entry) => entry.action === action)
        .flatMap(({ after }) => (after as { differences?: object[] }).differences ?? []);
    expect(told("import.edit")).toContainEqual(
      expect.objectContaining({ what: "dueOn", former: "2024-12-31", present: "2025-03-31" }),
    );
    const published = told("import.publish");
    expect(published).toHaveLength(Math.min(150, updated.differences?.list.length ?? 0));
    expect(published).toContainEqual(
      expect.objectContaining({
        what: "TEXT",
        former: expect.stringContaining("20"),
        present: expect.stringContaining("25"),
      }),
    );
    expect(JSON.stringify(entries.map(({ after }) => after)).length).toBeLessThan(400_000);
  });

  test("and taken back: from that day on all is as before, the days between stay", async () => {
    const between = await everything("2024-09-26");
    await undoImport(admin, { importId: updated.id }, at(LATER));
    for (const day of PAST) expect(await everything(day), day).toBe(before.get(day));
    // What the update brought was on boards of those days: it has ended, and stands there still.
    forgetBoards();
    expect(await everything("2024-09-26")).toBe(between);
    expect(JSON.parse(between).overview.board.points).toHaveLength(30);
    type Words = { number: number; title: string; body: string; dueOn: string };
    const words = ({ overview }: { overview: { board: { points: Words[] } } }) =>
      overview.board.points.map(({ number, title, body, dueOn }) => [number, title, body, dueOn]);
    const now = JSON.parse(await everything(LATER));
    const first = JSON.parse(before.get("2024-09-24") ?? "{}");
    expect(words(now)).toEqual(words(first));
    const lights = (each: {
      overview: { board: { points: { light: string; units: unknown[] }[] } };
    }) => each.overview.board.points.map(({ light, units }) => [light, units.length]);
    expect(lights(now)).toEqual(lights(first));
    const again = await settle(admin, (await begin(admin, published, at(LATER))).id);
    expect(again.differences?.list).toEqual([]);
  });
});

test("what a point was is not changed, removed or emptied, whoever asks the database", async () => {
  for (const table of ["former_points", "former_chapters", "former_plans"]) {
    const run = (sql: string) => db().$executeRawUnsafe(sql);
    const set = "ends_on = '2024-01-01'";
    if (table !== "former_chapters") {
      await expect(run(`UPDATE ${table} SET ${set}`)).rejects.toThrow(/immutable/);
      await expect(run(`DELETE FROM ${table}`)).rejects.toThrow(/immutable/);
    }
    await expect(run(`TRUNCATE ${table}`)).rejects.toThrow(/immutable/);
  }
});
