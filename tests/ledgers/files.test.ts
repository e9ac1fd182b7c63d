import { describe, expect, test } from "vitest";
import type { PointRow } from "@/lib/dashboards/rows";
import { csvPieces } from "@/lib/ledgers/csv";
import { ledgerColumns, ledgerFileName, looksLikeFormula, sheetNames } from "@/lib/ledgers/rules";
import { workbookPieces } from "@/lib/ledgers/xlsx";
import { joined, openWorkbook } from "../support/workbook";

const CITIES = [
  { id: 1, name: "济南市", shortName: "济南" },
  { id: 2, name: "临沂市", shortName: "临沂" },
];
const COLUMNS = ledgerColumns(CITIES, false);

const rowWith = (text: string, number = 1): PointRow => ({
  id: number,
  chapter: { number: 1 + Math.floor(number / 100), title: "产业" },
  number,
  title: text,
  dueOn: "2024-12-31",
  units: [],
  light: "ON_TRACK",
  tags: [],
  reason: "",
  why: "",
  percent: 40.4,
  point: { sides: [] } as unknown as PointRow["point"],
  expected: 50,
  sides: CITIES.map((city) => ({ city, percent: 40.4 })),
  shown: [],
  newest: { text, unit: "济南市教育局", cityId: 1, submittedOn: "2024-09-06" },
  own: null,
});

const book = (rows: Iterable<PointRow>) =>
  workbookPieces([{ name: "台账", title: "台账", note: "", columns: COLUMNS, rows }]);

describe("text that looks like a formula stays text", () => {
  const HOSTILE = [
    "=1+1",
    "+86",
    "-2",
    "@SUM(A1)",
    "\t=1+1",
    '=HYPERLINK("http://x","点")',
    "＝1+1",
    " =1",
    "\r\n=1",
  ];

  test.each(HOSTILE)("in Excel: %j", async (text) => {
    const { parts, sheets } = await openWorkbook(joined(book([rowWith(text)])));
    const xml = parts["xl/worksheets/sheet1.xml"] ?? "";
    expect(xml).not.toMatch(/<f[ >]/);
    expect(xml).toMatch(/<c r="C5" s="8" t="inlineStr">/);
    expect(parts["xl/styles.xml"]).toMatch(/quotePrefix="1"/);
    expect(String(sheets[0]?.rows[4]?.[2]).trim()).toBe(text.trim().replace("\r\n", "\n"));
  });

  test.each(HOSTILE)("in CSV: %j", (text) => {
    const [, record = ""] = Buffer.from(joined(csvPieces(COLUMNS, [rowWith(text)], [])))
      .toString()
      .split("产业,1,");
    expect(record.startsWith(`"'${text.replaceAll('"', '""')}"`)).toBe(true);
  });

  test("what does not look like one is left as it is", () => {
    for (const text of ["济南=临沂", "2024-09-20", "第1项", "", "“+”号"]) {
      expect(looksLikeFormula(text)).toBe(false);
    }
  });
});

test("what XML cannot hold, and what Excel would take for a code, is read back as it was meant", async () => {
  const { sheets } = await openWorkbook(
    joined(book([rowWith('<b>&"甲\u0000乙"\ud800 第一行\n第二行 ]]>')])),
  );
  expect(sheets[0]?.rows[4]?.[2]).toBe('<b>&"甲乙" 第一行\n第二行 ]]>');
  const raw = await openWorkbook(joined(book([rowWith("_x0041_")])));
  expect(raw.parts["xl/worksheets/sheet1.xml"]).toContain("_x005F_x0041_");
});

test("a ledger of 3,100 points is made while it is taken, and never stands in memory as a whole", async () => {
  let made = 0;
  function* rows() {
    for (let number = 1; number <= 3_100; number += 1) {
      made += 1;
      // Text that does not shrink to nothing, as real reports do not.
      yield rowWith(`${"进展".repeat(60)}${Math.sin(number)}${Math.cos(number * 7)}`, number);
    }
  }
  let first = 0;
  const pieces: Uint8Array[] = [];
  for (const piece of book(rows())) {
    if (made > 0 && first === 0) first = made;
    pieces.push(piece);
    expect(piece.byteLength).toBeLessThan(200_000);
  }
  expect(first).toBeLessThan(400);
  const { sheets } = await openWorkbook(joined(pieces));
  expect(sheets[0]?.rows).toHaveLength(3_104);
  expect(sheets[0]?.rows.at(-1)?.[1]).toBe(3_100);
}, 30_000);

test("sheets get names that Excel takes, and none twice", () => {
  const long = "济南市".repeat(12);
  const names = sheetNames([long, long, "甲/乙:丙", "[]", "台账"]);
  expect(new Set(names).size).toBe(5);
  for (const name of names) {
    expect(name.length).toBeLessThanOrEqual(31);
    expect(name).not.toMatch(/[[\]:*?/\\]/);
  }
});

test("a file's name has no sign that a file system refuses", () => {
  const part = { noun: "台账", asOf: "2024-09-20", format: "csv" };
  expect(ledgerFileName('甲/乙:"丙"', { ...part, what: "全部" })).toBe(
    "甲 乙  丙 _台账_截至2024-09-20.csv",
  );
  expect(ledgerFileName("甲", { ...part, what: "第三章 · 济南" })).toBe(
    "甲_台账（第三章_济南）_截至2024-09-20.csv",
  );
});
