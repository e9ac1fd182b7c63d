import type { ProblemRow } from "../dashboards/open-problems";
import { PROBLEM_LEVEL_ASKS, PROBLEM_LEVEL_NAMES } from "../glossary";
import { type Column, date, number, pointColumns, text } from "./rules";

/** The columns of 需要协调: the levels are the page's headings, and one cell each. */
export const PROBLEM_COLUMNS: Column<ProblemRow>[] = [
  {
    group: "级别",
    name: "级别",
    width: 12,
    merged: true,
    cell: ({ level }) => text(PROBLEM_LEVEL_NAMES[level]),
  },
  {
    group: "请谁协调",
    name: "请谁协调",
    width: 16,
    merged: true,
    cell: ({ level }) => text(PROBLEM_LEVEL_ASKS[level]),
  },
  { group: "问题", name: "问题", width: 56, cell: (row) => text(row.text) },
  { group: "提出单位", name: "提出单位", width: 26, cell: ({ unit }) => text(unit.name) },
  ...pointColumns<ProblemRow>("工作要点", ({ point }) => point),
  { group: "由谁解决", name: "由谁解决", width: 24, cell: ({ owner }) => text(owner || "未明确") },
  { group: "持续", name: "天数", width: 8, cell: ({ days }) => number(days) },
  { group: "持续", name: "起始日期", width: 12, cell: ({ raisedOn }) => date(raisedOn) },
];
