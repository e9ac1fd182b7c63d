import { beforeAll, describe, expect, test } from "vitest";
import { listDirectives } from "@/lib/dashboards/directives";
import { problemRows } from "@/lib/dashboards/open-problems";
import { listOrders } from "@/lib/dashboards/orders";
import { getBoard } from "@/lib/dashboards/queries";
import { reportRows } from "@/lib/dashboards/reporting";
import {
  exportDirectives,
  exportOrders,
  exportProblems,
  exportReports,
} from "@/lib/ledgers/commands";
import {
  directiveLedgerInput,
  orderLedgerInput,
  problemLedgerInput,
  reportLedgerInput,
} from "@/lib/ledgers/schema";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { issue } from "../support/directives";
import { directiveOnScreen, parseCsv, problemOnScreen, reportOnScreen } from "../support/ledgers";
import { actorNamed, at } from "../support/people";
import { refusalOf } from "../support/reports";
import { joined, openWorkbook } from "../support/workbook";

withDatabase({ template: "demonstration" });

const DAY = "2024-09-20";
const HOSTILE = "=HYPERLINK(1)，请核实。";
let leader: Actor;

beforeAll(async () => {
  await issue(await actorNamed("leader"), DAY, { text: HOSTILE, dueOn: "2025-01-10" });
  leader = await actorNamed("leader");
});

/** Each list: how it is taken with a query of its page, and what the page shows with it. */
const LISTS = {
  批示台账: {
    take: (query: object, actor: Actor) =>
      exportDirectives(actor, directiveLedgerInput.parse({ asOf: DAY, ...query }), at(DAY)),
    rows: async (query: object, actor: Actor) => {
      const filter = directiveLedgerInput.parse({ asOf: DAY, ...query });
      const { directives } = listDirectives(actor, await getBoard(actor, filter.asOf), filter);
      return directives.map((row) => directiveOnScreen(row, false));
    },
    heads: "状态 批示 承办单位 时限 批示人",
    names: "办理情况 等级 说明 批示内容 批示事项 答复时限 余期 批示人 批示日期",
  },
  督办单台账: {
    take: (query: object, actor: Actor) =>
      exportOrders(actor, orderLedgerInput.parse({ asOf: DAY, ...query }), at(DAY)),
    rows: async (query: object, actor: Actor) => {
      const filter = orderLedgerInput.parse({ asOf: DAY, ...query });
      const { orders } = listOrders(actor, await getBoard(actor, filter.asOf), filter);
      return orders.map((row) => directiveOnScreen(row, true));
    },
    heads: "状态 督办单 承办单位 时限 发出",
    names: "办理情况 等级 说明 编号 督办要求 督办事项 答复时限 余期 发出人 发出日期",
  },
  需要协调的问题: {
    take: (query: object, actor: Actor) =>
      exportProblems(actor, problemLedgerInput.parse({ asOf: DAY, ...query }), at(DAY)),
    rows: async (query: object, actor: Actor) => {
      const filter = problemLedgerInput.parse({ asOf: DAY, ...query });
      return problemRows(await getBoard(actor, filter.asOf), filter).map(problemOnScreen);
    },
    heads: "级别 请谁协调 问题 提出单位 工作要点 由谁解决 持续",
    names: "序号 要点 天数 起始日期",
  },
  填报情况: {
    take: (query: object, actor: Actor) =>
      exportReports(actor, reportLedgerInput.parse({ asOf: DAY, ...query }), at(DAY)),
    rows: async (query: object, actor: Actor) => {
      const filter = reportLedgerInput.parse({ asOf: DAY, ...query });
      const board = await getBoard(actor, filter.asOf);
      return reportRows(board, filter).map((row) => reportOnScreen(row, board));
    },
    heads: "章 责任单位 工作要点 填报状态 进度",
    names: "单位 角色 序号 要点 状态 报送日期",
  },
};
type Name = keyof typeof LISTS;
const NAMES = Object.keys(LISTS) as Name[];

async function open(name: Name, query: object = {}, actor = leader) {
  return openWorkbook(joined((await LISTS[name].take(query, actor)).pieces));
}

describe.each(NAMES)("%s in Excel", (name) => {
  const list = LISTS[name];

  test("holds exactly the rows of the page, cell by cell, in its order, under its heads", async () => {
    const [sheet, ...more] = (await open(name)).sheets;
    const rows = await list.rows({}, leader);
    expect(more).toEqual([]);
    expect(rows.length).toBeGreaterThan(5);
    expect(sheet?.rows.slice(4)).toEqual(rows);
    expect(sheet?.rows[2]?.filter(Boolean).join(" ")).toBe(list.heads);
    expect(sheet?.rows[3]?.filter(Boolean).join(" ")).toBe(list.names);
    expect(sheet?.rows[0]?.[0]).toBe(`济南—临沂对口合作2024年工作要点${name}`);
  });

  test("reads of a past day as the page of that day does", async () => {
    const query = { asOf: "2024-08-31" };
    const [sheet] = (await open(name, query)).sheets;
    const rows = await list.rows(query, leader);
    expect(rows.length).toBeGreaterThan(0);
    expect(sheet?.rows.slice(4)).toEqual(rows);
    expect(sheet?.rows[1]?.[0]).toContain("统计截止：2024-08-31");
    expect(sheet?.rows[1]?.[0]).toContain("演示数据");
  });

  test("is set up for A3 across, its head frozen, text wrapped, dates as such", async () => {
    const { parts, sheets } = await open(name);
    const xml = sheets[0]?.xml ?? "";
    expect(xml).toContain('<pane ySplit="4" topLeftCell="A5"');
    expect(xml).toContain('<pageSetup paperSize="8" orientation="landscape"');
    expect(parts["xl/workbook.xml"]).toContain(`'${name}'!$1:$4`);
    expect(
      sheets[0]?.rows
        .slice(4)
        .flat()
        .some((cell) => cell instanceof Date),
    ).toBe(true);
    expect(xml).not.toMatch(/<f[ >]/);
  });

  test("comes with one sheet a city, and a unit, each the page of that city or unit", async () => {
    const { cities, assignments } = await getBoard(leader, DAY);
    const byCity = (await open(name, { split: "city" })).sheets;
    expect(byCity.map((sheet) => sheet.name)).toEqual(["济南市", "临沂市"]);
    for (const [index, { id }] of cities.entries()) {
      const rows = await list.rows({ city: id }, leader);
      expect(byCity[index]?.rows.slice(4)).toEqual(rows);
    }
    const units = new Map(assignments.map(({ unit }) => [unit.name, unit.id]));
    const byUnit = (await open(name, { split: "unit", city: cities[0]?.id })).sheets;
    expect(byUnit.length).toBeGreaterThan(2);
    for (const sheet of byUnit) {
      const rows = await list.rows({ unit: units.get(sheet.name), city: cities[0]?.id }, leader);
      expect(rows.length).toBeGreaterThan(0);
      expect([sheet.name, sheet.rows.slice(4)]).toEqual([sheet.name, rows]);
    }
  }, 60_000);

  test("as CSV has a byte order mark and the same rows", async () => {
    const { name: file, pieces } = await list.take({ format: "csv" }, leader);
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(joined(pieces));
    expect(file).toMatch(new RegExp(`_${name}.*_截至2024-09-20\\.csv$`));
    expect(text.startsWith("\ufeff")).toBe(true);
    const [heads = [], ...records] = parseCsv(text.slice(1));
    const rows = await list.rows({}, leader);
    expect(heads.at(-1)).toBe("数据说明");
    expect(records).toHaveLength(rows.length);
    records.forEach((record, index) => {
      const cells = (rows[index] ?? []).map((cell) => {
        if (cell instanceof Date) return cell.toISOString().slice(0, 10);
        return cell === null ? "" : String(cell);
      });
      const share = heads.indexOf("进度");
      const told = record.map((value, at) =>
        at === share && value.endsWith("%") ? String(Number.parseInt(value, 10) / 100) : value,
      );
      expect(told.slice(0, cells.length).map(plain)).toEqual(cells);
    });
  });

  test("is taken by whoever reads the page, and noted with the list and its filter", async () => {
    for (const each of ["leader", "reviewer", "admin", "ly-jyj"]) {
      const actor = await actorNamed(each);
      const [sheet] = (await open(name, { city: 2 }, actor)).sheets;
      expect(sheet?.rows.slice(4)).toEqual(await list.rows({ city: 2 }, actor));
      const entry = await db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } });
      expect([entry.action, entry.accountName]).toEqual([
        "ledger.export",
        expect.stringContaining(each),
      ]);
      expect(entry.after).toMatchObject({ list: name, asOf: DAY, format: "xlsx" });
      expect((entry.after as { filter: string }).filter).toContain("临沂");
      expect(sheet?.rows[1]?.[0]).toContain((entry.after as { filter: string }).filter);
    }
  });

  test("is refused to the auditor and to a program, and nothing is noted", async () => {
    const before = await db().auditEntry.count();
    const auditor = await actorNamed("auditor");
    expect(await refusalOf(list.take({}, auditor))).toBe("NOT_FOUND");
    expect(await refusalOf(list.take({}, { ...leader, role: "API_TOKEN" }))).toBe("NOT_FOUND");
    expect(await db().auditEntry.count()).toBe(before);
  });
});

/** Without the mark that keeps text from being a formula. */
const plain = (value: string) => value.replace(/^'(?=[=+\-@])/, "");

test("text that looks like a formula stays text; a due day of another year is said with its year", async () => {
  const [sheet] = (await open("批示台账")).sheets;
  const row = sheet?.rows.findIndex((cells) => cells.includes(HOSTILE)) ?? -1;
  expect(row).toBe(4);
  expect(sheet?.xml).toMatch(/<c r="D5" s="8" t="inlineStr">/);
  expect(sheet?.rows[row]?.[2]).toContain("2025年1月10日前答复");
  expect(sheet?.rows[row]?.[6]).toEqual(new Date("2025-01-10"));
});

test("需要协调的问题 has one cell a level, 填报情况 one a chapter, and percents as such", async () => {
  for (const [name, columns] of [
    ["需要协调的问题", ["A", "B"]],
    ["填报情况", ["A"]],
  ] as const) {
    const { sheets, parts } = await open(name, name === "填报情况" ? {} : { level: "ALL" });
    const rows = sheets[0]?.rows.slice(4) ?? [];
    const wanted = columns.flatMap((column, place) => {
      const ranges: string[] = [];
      for (let from = 0; from < rows.length; ) {
        let to = from;
        while (to + 1 < rows.length && rows[to + 1]?.[place] === rows[from]?.[place]) to += 1;
        if (to > from) ranges.push(`${column}${from + 5}:${column}${to + 5}`);
        from = to + 1;
      }
      return ranges;
    });
    expect(wanted.length).toBeGreaterThan(1);
    const merged = sheets[0]?.merges.filter((range) => Number(/\d+/.exec(range)?.[0]) > 4);
    expect(merged?.sort()).toEqual(wanted.sort());
    if (name !== "填报情况") continue;
    const at = rows.findIndex((cells) => typeof cells[7] === "number") + 5;
    const style = Number(new RegExp(`<c r="H${at}" s="(\\d+)"`).exec(sheets[0]?.xml ?? "")?.[1]);
    const formats = [...(parts["xl/styles.xml"] ?? "").matchAll(/<xf [^>]*numFmtId="(\d+)"/g)];
    expect(formats[style + 1]?.[1]).toBe("9");
  }
});

test("填报情况 of a month says which, and whose reports are missing", async () => {
  const [sheet] = (await open("填报情况", { month: "2024-08", state: "UNREPORTED" })).sheets;
  expect(sheet?.rows[1]?.[0]).toContain("填报期：2024年8月");
  expect(sheet?.rows[1]?.[0]).toContain("范围：8月 · 未报");
  for (const row of sheet?.rows.slice(4) ?? []) expect(["逾期", "缺报", "待报"]).toContain(row[5]);
});

test("a filter that finds nothing leaves a sheet with its head alone", async () => {
  const { sheets } = await open("批示台账", { unit: 99_999, split: "unit" });
  expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([["批示台账", 4]]);
});
