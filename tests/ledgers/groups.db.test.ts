import { beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { getBoard, listPointRows } from "@/lib/dashboards/queries";
import { pointRows } from "@/lib/dashboards/rows";
import { POINT_GROUPS } from "@/lib/dashboards/schema";
import { GROUP_NAMES } from "@/lib/glossary-states";
import { exportLedger } from "@/lib/ledgers/commands";
import { ledgerInput } from "@/lib/ledgers/schema";
import type { Actor } from "@/lib/policy";
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
      expect(sheet?.rows[1]?.[0]).toContain(`按${GROUP_NAMES[by]}分组，${body.length} 项`);
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
