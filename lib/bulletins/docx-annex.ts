import {
  AlignmentType,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  VerticalMergeType,
  WidthType,
} from "docx";
import type { City } from "../dashboards/board";
import type { PointRow } from "../dashboards/rows";
import { extendedBy } from "../format";
import { HALT_NAMES } from "../glossary-states";
import { ledgerColumns } from "../ledgers/rules";
import { FONT, run, SIZE } from "./docx-paragraphs";

// The text of a sheet turned across is 12,757 twips wide.
const WIDTH = 12_757;
const SHOWN = ["章", "序号", "要点", "责任单位", "亮灯", "序时", "办理时限", "进展"];

/** The ledger's own columns, those that fit the paper; its head is repeated on every page. */
export function annexTable(rows: PointRow[], cities: City[]): Table {
  const names = new Set([...SHOWN, ...cities.map(({ shortName }) => shortName)]);
  const columns = ledgerColumns(cities, false).filter(({ name }) => names.has(name));
  const widths = widthsOf(columns);
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ name }, index) => cellOf(name, widths[index], { head: true })),
  });
  let last = "";
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [
      head,
      ...rows.map((row) => {
        const cells = columns.map(({ name, cell, merged }, index) => {
          const value = cell(row);
          const said =
            value.kind === "empty" ? "" : `${value.value}${value.kind === "percent" ? "%" : ""}`;
          const text = [said, ...besides(name, row.point)].join("\n");
          if (!merged) return cellOf(text, widths[index], { centred: value.kind !== "text" });
          const merge = text === last ? VerticalMergeType.CONTINUE : VerticalMergeType.RESTART;
          last = text;
          return cellOf(merge === "continue" ? "" : text, widths[index], { merge, centred: true });
        });
        return new TableRow({ cantSplit: true, children: cells });
      }),
    ],
  });
}

/** What the ledger has columns for and the paper no room: that a point is paused, and its original due date. */
function besides(name: string, { halted, extension }: PointRow["point"]): string[] {
  if (name === "亮灯" && halted) return [HALT_NAMES[halted]];
  if (name !== "办理时限" || !extension) return [];
  return ["原时限", extension.fromOn, ...extendedBy(extension)];
}

// What would be unreadable broken over two lines: 正常推进, 100%, 2024-12-31.
const WHOLE: Record<string, number> = { 序号: 640, 亮灯: 1060, 办理时限: 1440 };
const PERCENT = 760;

/** In twips: figures and words of one line get the room they need, texts share the rest as in the ledger. */
function widthsOf(columns: readonly { name: string; width: number }[]): number[] {
  const texts = ["章", "要点", "责任单位", "进展"];
  const own = columns.map(({ name }) => (texts.includes(name) ? null : (WHOLE[name] ?? PERCENT)));
  const left = WIDTH - own.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  const total = columns.reduce((sum, { width }, at) => sum + (own[at] === null ? width : 0), 0);
  return columns.map(({ width }, at) => own[at] ?? Math.floor((width / total) * left));
}

/** A cell of a table, one paragraph a line. */
export function cellOf(
  text: string,
  width = 0,
  {
    head = false,
    centred = head,
    merge,
    keepNext = false,
  }: {
    head?: boolean;
    centred?: boolean;
    merge?: "restart" | "continue";
    /** its row stays on the page of the next */
    keepNext?: boolean;
  } = {},
): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { left: 60, right: 60, top: 30, bottom: 30 },
    ...(merge ? { verticalMerge: merge } : {}),
    ...(merge || head ? { verticalAlign: VerticalAlign.CENTER } : {}),
    children: text.split("\n").map(
      (line) =>
        new Paragraph({
          alignment: centred ? AlignmentType.CENTER : AlignmentType.LEFT,
          keepNext,
          spacing: { line: 300, lineRule: LineRuleType.EXACT },
          children: [run(line, { font: head ? FONT.hei : FONT.body, size: SIZE.table })],
        }),
    ),
  });
}
