import { beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { attentionOf, getBoard } from "@/lib/dashboards/queries";
import { pointRows } from "@/lib/dashboards/rows";
import type { PointFilter } from "@/lib/dashboards/schema";
import { exportLedger } from "@/lib/ledgers/commands";
import { ledgerInput } from "@/lib/ledgers/schema";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { onScreen } from "../support/ledgers";
import { actorNamed, at } from "../support/people";
import { reportMonths } from "../support/reported-plan";
import { joined, type OpenedSheet, openWorkbook } from "../support/workbook";

withDatabase({ template: "plan" });

const DAY = "2024-09-20";
let leader: Actor;

beforeAll(async () => {
  await reportMonths();
  leader = await actorNamed("leader");
});

const open = async (input: Partial<z.input<typeof ledgerInput>>) => {
  const file = await exportLedger(leader, ledgerInput.parse({ asOf: DAY, ...input }), at(DAY));
  return openWorkbook(joined(file.pieces));
};

async function expectRows(sheet: OpenedSheet | undefined, filter: PointFilter) {
  const board = await getBoard(leader, DAY);
  const rows = pointRows(board, filter);
  expect(rows.length).toBeGreaterThan(0);
  expect(sheet?.rows.slice(4)).toEqual(rows.map((row) => onScreen(row, board.cities)));
}

describe("台账 in Excel", () => {
  test("of what needs attention is the most severe first, as the list is", async () => {
    const [sheet] = (await open({ attention: "1" })).sheets;
    await expectRows(sheet, { attention: "1" });
    const lights = sheet?.rows.slice(4).map((row) => row[4]) ?? [];
    const order = ["严重滞后", "滞后预警", "未报送"];
    expect(lights.every((light) => order.includes(String(light)))).toBe(true);
    expect(lights).toEqual(
      [...lights].sort((a, b) => order.indexOf(String(a)) - order.indexOf(String(b))),
    );
    const board = await getBoard(leader, DAY);
    expect(lights).toHaveLength(attentionOf(board.points).length);
  });

  test("of what needs attention comes with one sheet a city, each city's own lights and order", async () => {
    const board = await getBoard(leader, DAY);
    const { sheets } = await open({ attention: "1", split: "city" });
    expect(sheets.map(({ name }) => name)).toEqual(["济南市", "临沂市"]);
    for (const [index, { id }] of board.cities.entries()) {
      await expectRows(sheets[index], { attention: "1", city: id });
    }
  });

  test("has no sheet without a row: units of other chapters are left out", async () => {
    const board = await getBoard(leader, DAY);
    const { sheets } = await open({ chapter: 9, split: "unit" });
    const own = new Set(
      board.points
        .filter(({ chapterNumber }) => chapterNumber === 9)
        .flatMap(({ units }) => units.map(({ unit }) => unit.name)),
    );
    expect(new Set(sheets.map(({ name }) => name))).toEqual(own);
    for (const { rows } of sheets) expect(rows.length).toBeGreaterThan(4);
  }, 60_000);

  test("of a unit's sheets, each a unit that a filter by city leaves, holds its own role and percent", async () => {
    const board = await getBoard(leader, DAY);
    const [, linyi] = board.cities;
    const { sheets } = await open({ split: "unit", city: linyi?.id });
    const units = new Map(board.assignments.map(({ unit }) => [unit.name, unit]));
    expect(sheets.length).toBeGreaterThan(20);
    for (const { name, rows } of sheets) {
      const unit = units.get(name);
      expect([name, unit?.cityId]).toEqual([name, linyi?.id]);
      expect(rows[3]).toEqual(expect.arrayContaining(["角色", "本单位进度"]));
      const filter = { city: linyi?.id, unit: unit?.id };
      const own = pointRows(board, filter as { city: number; unit: number });
      expect(rows.slice(4)).toEqual(own.map((row) => onScreen(row, board.cities)));
    }
  }, 60_000);
});
