import { beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { getBoard } from "@/lib/dashboards/queries";
import { pointRows } from "@/lib/dashboards/rows";
import { exportLedger } from "@/lib/ledgers/commands";
import { ledgerInput } from "@/lib/ledgers/schema";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { onScreen, parseCsv } from "../support/ledgers";
import { actorNamed, at, hire } from "../support/people";
import { reportMonths } from "../support/reported-plan";
import { refusalOf } from "../support/reports";
import { joined, type OpenedSheet, openWorkbook } from "../support/workbook";

withDatabase({ template: "plan" });

const DAY = "2024-09-20";
let leader: Actor;

beforeAll(async () => {
  await reportMonths();
  // What tells that demonstration data is loaded: an account of its own.
  await hire("shown", "LEADER");
  await db().account.update({ where: { name: "shown" }, data: { demonstration: true } });
  leader = await actorNamed("leader");
});

const take = (input: Partial<z.input<typeof ledgerInput>>, actor = leader) =>
  exportLedger(actor, ledgerInput.parse({ asOf: DAY, ...input }), at(DAY));
const open = async (input: Partial<z.input<typeof ledgerInput>>) =>
  openWorkbook(joined((await take(input)).pieces));
async function expectRows(sheet: OpenedSheet | undefined, filter: object) {
  const board = await getBoard(leader, DAY);
  const rows = pointRows(board, filter);
  expect(rows.length).toBeGreaterThan(0);
  expect(sheet?.rows.slice(4)).toEqual(rows.map((row) => onScreen(row, board.cities)));
}

describe("台账 in Excel", () => {
  test("holds exactly the rows of the page, cell by cell, in its order", async () => {
    const { sheets } = await open({});
    expect(sheets).toHaveLength(1);
    await expectRows(sheets[0], {});
    expect(sheets[0]?.rows).toHaveLength(4 + 31);
  });

  test("holds what a filter leaves on the page, and says which filter", async () => {
    const [sheet] = (await open({ light: "LAGGING", city: 1 })).sheets;
    await expectRows(sheet, { light: ["LAGGING"], city: 1 });
    expect(sheet?.rows[1]?.[0]).toContain("范围：济南 · 滞后预警");
  });

  test("says in its head what it is, of which day, and that it is demonstration data", async () => {
    const [sheet] = (await open({ asOf: "2024-08-31" })).sheets;
    expect(sheet?.rows[0]?.[0]).toBe("济南—临沂对口合作2024年工作要点台账");
    expect(sheet?.rows[1]?.[0]).toContain("统计截止：2024-08-31");
    expect(sheet?.rows[1]?.[0]).toContain("演示数据");
    expect(sheet?.rows[2]?.filter(Boolean)).toEqual([
      "章",
      "工作要点",
      "状态",
      "两市进度",
      "最新进展",
    ]);
    expect(sheet?.rows[3]?.filter(Boolean)).toEqual(
      "序号 要点 责任单位 亮灯 提示 交付信心 说明 济南 临沂 序时 办理时限 时限调整 进展 单位 报送日期".split(
        " ",
      ),
    );
  });

  test("keeps its head on screen and on every printed page, A3 across, as wide as the paper", async () => {
    const { parts, sheets } = await open({});
    const xml = sheets[0]?.xml ?? "";
    expect(xml).toContain(
      '<pane ySplit="4" topLeftCell="A5" activePane="bottomLeft" state="frozen"/>',
    );
    expect(xml).toContain(
      '<pageSetup paperSize="8" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    );
    expect(xml).toContain('<pageSetUpPr fitToPage="1"/>');
    expect(parts["xl/workbook.xml"]).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="0">'台账'!$1:$4</definedName>`,
    );
  });

  test("merges the cells of a chapter, wraps text, and gives percents and dates their formats", async () => {
    const { parts, sheets } = await open({});
    const chapters = (await getBoard(leader, DAY)).chapters;
    let row = 5;
    for (const { points } of chapters) {
      const end = row + points.length - 1;
      if (points.length > 1) expect(sheets[0]?.merges).toContain(`A${row}:A${end}`);
      row = end + 1;
    }
    expect(sheets[0]?.merges).toEqual(expect.arrayContaining(["A3:A4", "B3:D3", "I3:M3", "A1:P1"]));
    const formats = [
      ...(parts["xl/styles.xml"] ?? "").matchAll(
        /<xf [^>]*numFmtId="(\d+)"[^>]*>(<alignment [^>]*>)?/g,
      ),
    ].slice(1);
    const styleOf = (cell: string) =>
      formats[Number(new RegExp(`<c r="${cell}" s="(\\d+)"`).exec(sheets[0]?.xml ?? "")?.[1])];
    expect(styleOf("I5")?.[1]).toBe("9");
    expect(styleOf("L5")?.[1]).toBe("164");
    expect(parts["xl/styles.xml"]).toContain('numFmtId="164" formatCode="yyyy\\-mm\\-dd"');
    expect(styleOf("C5")?.[2]).toContain('wrapText="1"');
  });

  test("comes with one sheet a city, or a unit, each the page of that city or unit", async () => {
    const board = await getBoard(leader, DAY);
    const cities = (await open({ split: "city" })).sheets;
    expect(cities.map(({ name }) => name)).toEqual(["济南市", "临沂市"]);
    for (const [index, { id }] of board.cities.entries())
      await expectRows(cities[index], { city: id });
    const units = (await open({ split: "unit" })).sheets;
    expect(units).toHaveLength(new Set(board.assignments.map(({ unit }) => unit.id)).size);
    const school = board.assignments.find(({ unit }) => unit.name === "济南市教育局");
    await expectRows(
      units.find(({ name }) => name === "济南市教育局"),
      { unit: school?.unit.id },
    );
  }, 60_000);

  test("is named after the plan, the part and the day", async () => {
    expect((await take({})).name).toBe("济南—临沂对口合作2024年工作要点_台账_截至2024-09-20.xlsx");
    expect((await take({ light: "SEVERE", format: "csv" })).name).toBe(
      "济南—临沂对口合作2024年工作要点_台账（严重滞后）_截至2024-09-20.csv",
    );
  });
});

test("CSV has a byte order mark, RFC 4180 records, and the same rows", async () => {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(
    joined((await take({ format: "csv" })).pieces),
  );
  expect(text.startsWith("\ufeff章,序号,要点,责任单位,")).toBe(true);
  expect(text.endsWith("\r\n")).toBe(true);
  const records = parseCsv(text.slice(1));
  const rows = pointRows(await getBoard(leader, DAY));
  expect(records).toHaveLength(32);
  expect(new Set(records.map((record) => record.length))).toEqual(new Set([18]));
  records.slice(1).forEach((record, index) => {
    const row = rows[index];
    expect([record[1], record[2], record[11], record[16], record[17]]).toEqual([
      String(row?.number),
      row?.title,
      row?.dueOn,
      DAY,
      "演示数据",
    ]);
    expect(record[8]).toBe(
      row?.sides.find(({ city }) => city.shortName === "济南")
        ? `${Math.round(row.sides.find(({ city }) => city.shortName === "济南")?.percent ?? 0)}%`
        : "",
    );
  });
});

describe("who may take a 台账", () => {
  test("whoever reads the plan; every taking stands in the audit log with its filter", async () => {
    for (const name of ["leader", "reviewer", "admin", "ly-staff"]) {
      await take({ light: "LAGGING" }, await actorNamed(name));
      const entry = await db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } });
      expect(entry.action).toBe("ledger.export");
      expect(entry.accountName).toContain(name);
      expect(entry.after).toMatchObject({ filter: "滞后预警", asOf: DAY, format: "xlsx" });
    }
  });

  test("not the auditor, and not a program with a token; nothing is noted of what was refused", async () => {
    const before = await db().auditEntry.count();
    const auditor = await actorNamed("auditor");
    expect(await refusalOf(take({}, auditor))).toBe("NOT_FOUND");
    expect(await refusalOf(take({}, { ...leader, role: "API_TOKEN" }))).toBe("NOT_FOUND");
    expect(await db().auditEntry.count()).toBe(before);
  });

  test("a chapter, city or unit nobody knows is no list", async () => {
    const stranger = await hire("stranger", "LEADER");
    for (const filter of [{ chapter: 99 }, { city: 99 }, { unit: 99_999 }]) {
      expect(await refusalOf(take(filter, stranger))).toBe("NOT_FOUND");
    }
  });
});
