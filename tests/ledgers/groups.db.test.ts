import { beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { getBoard, listPointRows } from "@/lib/dashboards/queries";
import { pointRows } from "@/lib/dashboards/rows";
import { POINT_GROUPS, type PointFilter } from "@/lib/dashboards/schema";
import { GROUP_NAMES } from "@/lib/glossary-states";
import { exportLedger } from "@/lib/ledgers/commands";
import { ledgerInput } from "@/lib/ledgers/schema";
import type { Actor } from "@/lib/policy";
import type { Light } from "@/lib/status/rules";
import { withDatabase } from "../support/database";
import { onScreen, parseCsv } from "../support/ledgers";
import { actorNamed, at } from "../support/people";
import { joined, openWorkbook } from "../support/workbook";

withDatabase({ template: "demonstration" });

const DAY = "2024-09-20";
let leader: Actor;

beforeAll(async () => {
  leader = await actorNamed("leader");
});

const take = async (input: Partial<z.input<typeof ledgerInput>>) =>
  joined((await exportLedger(leader, ledgerInput.parse({ asOf: DAY, ...input }), at(DAY))).pieces);
const open = async (input: Partial<z.input<typeof ledgerInput>>) =>
  (await openWorkbook(await take(input))).sheets[0];

describe("a 台账", () => {
  test.each(POINT_GROUPS)(
    "put together by %s has the groups of the page, their headings in merged cells",
    async (by) => {
      const sheet = await open({ group: by });
      const { groups, board } = await listPointRows(leader, DAY, { group: by });
      if (!groups) throw new Error("the page shows no groups");
      const first = by === "chapter" ? "章" : `按${GROUP_NAMES[by]}`;
      expect(sheet?.rows[2]?.[0]).toBe(first);
      expect(sheet?.rows[2]?.[1]).toBe(by === "chapter" ? "工作要点" : "章");
      const body = groups.flatMap(({ name, percent, rows }) => {
        const heading = `${name}（${rows.length} 项 · 平均 ${Math.round(percent)}%）`;
        return rows.map((row) => {
          const [chapter, ...cells] = onScreen(row, board.cities);
          return by === "chapter" ? [heading, ...cells] : [heading, chapter, ...cells];
        });
      });
      expect(sheet?.rows.slice(4)).toEqual(body);
      // A point stands in each group it belongs to; the notice has one due date for nearly all of it.
      expect(groups.length).toBeGreaterThan(by === "due" ? 0 : 1);
      expect(body.length).toBeGreaterThanOrEqual(31);
      expect(body.length > 31).toBe(by === "city" || by === "unit");
      // The page says how many points it shows, however many of its groups they stand in.
      const rows = body.length > 31 ? `（分组列 ${body.length} 行）` : "";
      expect(sheet?.rows[1]?.[0]).toMatch(
        new RegExp(`范围：按${GROUP_NAMES[by]}分组，31 项${rows}$`),
      );
      // Every group and, within it, every chapter is one cell; no cell spans two of them.
      const wanted: string[] = [];
      let row = 5;
      for (const { rows } of groups) {
        if (rows.length > 1) wanted.push(`A${row}:A${row + rows.length - 1}`);
        for (let at = 0; by !== "chapter" && at < rows.length; ) {
          const { number } = rows[at]?.chapter ?? { number: 0 };
          let to = at;
          while (rows[to + 1]?.chapter.number === number) to += 1;
          if (to > at) wanted.push(`B${row + at}:B${row + to}`);
          at = to + 1;
        }
        row += rows.length;
      }
      const merged = sheet?.merges.filter((range) => Number(/\d+/.exec(range)?.[0]) > 4);
      expect(merged?.sort()).toEqual(wanted.sort());
      expect(wanted.length).toBeGreaterThan(0);
      const csv = new TextDecoder().decode(await take({ group: by, format: "csv" }));
      const records = parseCsv(csv.replace(/^\ufeff/, ""));
      expect(records.slice(1).map(([heading]) => heading)).toEqual(
        body.map(([heading]) => heading),
      );
      expect(records[0]?.[0]).toBe(first);
    },
  );

  test.each(POINT_GROUPS)(
    "put together by %s and narrowed says of how many points the page does",
    async (by) => {
      const filters: (Omit<PointFilter, "light"> & { light?: string })[] = [
        { light: "SEVERE,LAGGING,UNREPORTED" },
        { light: "SEVERE,LAGGING,UNREPORTED", city: 1 },
        { attention: "1", chapter: 3 },
      ];
      for (const filter of filters) {
        const { light, ...others } = filter;
        const page = await listPointRows(leader, DAY, {
          ...others,
          ...(light ? { light: light.split(",") as Light[] } : {}),
          group: by,
        });
        const sheet = await open({ ...filter, group: by });
        const rows = (sheet?.rows.length ?? 0) - 4;
        expect(rows).toBe(page.groups?.flatMap((group) => group.rows).length);
        const more = rows === page.rows.length ? "" : `（分组列 ${rows} 行）`;
        expect(String(sheet?.rows[1]?.[0]).split("，").at(-1)).toBe(
          `${page.rows.length} 项${more}`,
        );
        if (by === "unit" && filter.light && !filter.city) {
          expect(rows).toBeGreaterThan(page.rows.length);
        }
      }
    },
  );

  test("tells of a due date put off what the page does: the date in force, the original one and how often", async () => {
    const { board } = await listPointRows(leader, DAY, {});
    const moved = board.points.filter(({ extension }) => extension !== null);
    expect(moved.length).toBeGreaterThan(0);
    const sheet = await open({});
    const names = sheet?.rows[3] ?? [];
    const [due, by] = ["办理时限", "时限调整"].map((name) => names.indexOf(name));
    for (const { number, dueOn, extension } of board.points) {
      const row = sheet?.rows.find((each) => each[1] === number) ?? [];
      expect(row[due ?? -1]).toEqual(new Date(`${dueOn}T00:00:00Z`));
      expect(row[by ?? -1]).toBe(
        extension ? `原 ${extension.fromOn}，第${extension.count}次延期` : null,
      );
    }
  });

  test("of one city tells that city's marks, 交付信心 and newest progress, on screen and in the file", async () => {
    const board = await getBoard(leader, DAY);
    for (const { id } of board.cities) {
      const rows = pointRows(board, { city: id });
      for (const row of rows) {
        const side = row.point.sides.find(({ city }) => city.id === id);
        const texts = side?.units.flatMap(({ latest }) => latest?.progressText ?? []) ?? [];
        if (row.newest) expect(row.newest.cityId).toBe(id);
        expect(row.newest === null).toBe(texts.every((text) => text === ""));
        expect(row.tags.includes("未报送")).toBe((side?.missed ?? 0) >= 2);
        expect(row.tags.includes("集合单位待明确")).toBe(
          side?.units.some(({ group }) => group === "UNRESOLVED"),
        );
      }
      expect((await open({ city: id }))?.rows.slice(4)).toEqual(
        rows.map((row) => onScreen(row, board.cities)),
      );
    }
    // There are points whose sides differ in each, or the test says nothing.
    const [one = 0, other = 0] = board.cities.map(({ id }) => id);
    const told = (city: number) =>
      new Map(pointRows(board, { city }).map((row) => [row.number, row]));
    const [first, second] = [told(one), told(other)];
    const both = [...first.values()].filter(({ number }) => second.has(number));
    expect(both.some((row) => String(row.tags) !== String(second.get(row.number)?.tags))).toBe(
      true,
    );
    expect(both.some((row) => row.newest?.text !== second.get(row.number)?.newest?.text)).toBe(
      true,
    );
  });
});
