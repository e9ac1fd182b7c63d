import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { importedPoints, importedText } from "@/lib/imports/content";
import { getImport } from "@/lib/imports/queries";
import { savePoint } from "@/lib/imports/save-point";
import { savePointInput } from "@/lib/imports/schema";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";
import { begin, draft, publish, settle } from "./notices";

withDatabase({ template: "empty" });

const FOLDER = path.join(import.meta.dirname, "samples");
const NOW = at("2025-06-10");
let admin: Actor;

beforeAll(async () => {
  admin = await hire("yangben", "ADMIN");
});

/** What the files do not say, as an admin would fill it in. */
const HEADS: Record<
  string,
  { title?: string; documentNumber: string; issuedOn?: string; year?: number; cities?: string }
> = {
  "01-nantong-lowalt-2024.txt": { documentNumber: "通政办发〔2024〕1号" },
  "04-hunan-lowalt-2024.txt": { documentNumber: "湘政办发〔2024〕1号" },
  "06-guangdong-lowalt-2024.txt": { documentNumber: "粤府办〔2024〕1号" },
  "33-shenzhen-lowalt-wrapped-excerpt.txt": {
    title: "深圳市支持低空经济若干措施（节选）",
    documentNumber: "深规〔2023〕1号",
    issuedOn: "2023-12-01",
    year: 2024,
    cities: "深圳市",
  },
};

test("every notice published elsewhere has its line above", () => {
  expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(HEADS).sort());
});

test.each(Object.entries(HEADS))(
  "%s is published into a database that has never seen it",
  async (file, head) => {
    const { cities, ...filled } = head;
    const bytes = new Uint8Array(readFileSync(path.join(FOLDER, file)));
    const begun = await begin(admin, "", NOW, {
      file: { name: file, bytes },
      ...(cities ? { newCities: [cities] } : {}),
    });
    expect(begun.content.cities.length).toBeGreaterThan(0);
    const points = importedPoints(begun.content);
    expect(points.length).toBeGreaterThan(2);
    const known = begun.content.documentNumber ? {} : filled;
    const year = begun.content.year || (filled.year ?? 0);
    const view = await settle(admin, begun.id, { ...known, dueOn: `${year + 1}-12-31` });
    expect(view.questions).toEqual([]);
    const { planId } = await publish(admin, view, NOW);
    const rows = await db().workPoint.findMany({
      where: { planId },
      orderBy: { number: "asc" },
      include: { assignments: true },
    });
    expect(rows.map(({ title }) => title).sort()).toEqual(points.map(({ title }) => title).sort());
    const assigned = points.reduce((sum, { units }) => sum + units.length, 0);
    expect(rows.reduce((sum, { assignments }) => sum + assignments.length, 0)).toBe(assigned);
    // Nothing of the text is lost on the way.
    for (const point of points) {
      expect(rows.map(importedText)).toContain(importedText(point));
    }
  },
);

test("a notice whose text was set right reads the units anew", async () => {
  const file = "33-shenzhen-lowalt-wrapped-excerpt.txt";
  const bytes = new Uint8Array(readFileSync(path.join(FOLDER, file)));
  const begun = await begin(admin, "", NOW, { file: { name: file, bytes }, newCities: ["深圳市"] });
  const [point] = importedPoints(begun.content);
  if (!point) throw new Error("no point");
  const text = `${importedText(point)}\n\n9.新的一项。做一件事。（责任单位：市财政局）`;
  await savePoint(admin, savePointInput.parse({ ...draft(begun), point: point.key, text }), NOW);
  const after = await getImport(admin, begun.id);
  const last = importedPoints(after.content).find(({ number }) => number === 9);
  expect(last?.units.map(({ name }) => name)).toEqual(["深圳市财政局"]);
  expect(importedPoints(after.content)).toHaveLength(importedPoints(begun.content).length + 1);
});
