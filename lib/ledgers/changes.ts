import type { DueChange, ProblemChange, Reworded, Turn } from "../dashboards/changes";
import { NOTICE_CHANGES, rewordingText, TURNS } from "../dashboards/changes";
import type { ChangesView } from "../dashboards/queries";
import { chineseNumeral, extensionText, percent } from "../format";
import { LIGHT_NAMES, PROBLEM_LEVEL_NAMES } from "../glossary";
import { CHANGE_NAMES, LIST_HEADS, TURN_NAMES, tagText } from "../glossary-states";
import { directiveColumns, whyOf } from "./directives";
import { type Cell, type Column, date, number, pointColumns, share, text } from "./rules";

type Part = { name: string; columns: Column<Cell[]>[]; rows: Cell[][] };

/** The lists of 变化 that are not empty, a sheet each in the order of the page, and the percents last. */
export function changeParts({ changes, issued, ordered }: ChangesView): Part[] {
  const { turns, raised, solved, due, added, removed, reworded, to } = changes;
  const said = (line: string): Column<Turn["point"]>[] => [
    ...pointColumns<Turn["point"]>(POINT, (point) => point),
    column("说明", 44, () => text(line)),
  ];
  const parts = [
    ...TURNS.map((kind) => partOf(TURN_NAMES[kind], TURN_COLUMNS, turns[kind])),
    partOf(CHANGE_NAMES.raised, PROBLEM_COLUMNS, raised),
    partOf(CHANGE_NAMES.solved, PROBLEM_COLUMNS, solved),
    partOf(CHANGE_NAMES.issued, directiveColumns("批示"), issued),
    partOf(CHANGE_NAMES.ordered, directiveColumns("督办单"), ordered),
    partOf(CHANGE_NAMES.due, dueColumns(to), due),
    partOf(CHANGE_NAMES.added, said(NOTICE_CHANGES.added), added),
    partOf(CHANGE_NAMES.removed, said(NOTICE_CHANGES.removed), removed),
    partOf(CHANGE_NAMES.reworded, REWORDED_COLUMNS, reworded),
    partOf("进度变化", movementColumns(changes), movements(changes)),
  ];
  return parts.filter(({ rows }) => rows.length > 0);
}

const POINT = LIST_HEADS.turn.point;

/** Lists of different kinds in one workbook: what stands in the cells is all they have in common. */
function partOf<Row>(name: string, columns: Column<Row>[], rows: Row[]): Part {
  return {
    name,
    columns: columns.map((each, place) => ({
      ...each,
      cell: (cells: Cell[]) => cells[place] ?? text(""),
    })),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
  };
}

function column<Row>(
  name: string,
  width: number,
  cell: (row: Row) => Cell,
  group = name,
): Column<Row> {
  return { group, name, width, cell };
}

function standingColumns(group: string, of: (turn: Turn) => Turn["before"]): Column<Turn>[] {
  return [
    column("亮灯", 11, (turn) => text(LIGHT_NAMES[of(turn).light]), group),
    column("进度", 8, (turn) => share(of(turn).percent), group),
    column("说明", 32, (turn) => text(whyOf(of(turn).reason)), group),
  ];
}

const TURN_COLUMNS: Column<Turn>[] = [
  ...pointColumns<Turn>(POINT, ({ point }) => point),
  column("哪一侧", 10, ({ city }) => text(city ? `${city.shortName}侧` : "整项"), POINT),
  column("提示", 14, ({ marked }) => text(tagsText(marked)), POINT),
  ...standingColumns(LIST_HEADS.turn.before, ({ before }) => before),
  ...standingColumns(LIST_HEADS.turn.after, ({ after }) => after),
  column(LIST_HEADS.turn.sides, 44, (turn) => text(sidesText(turn))),
];

function tagsText(marked: Turn["marked"]): string {
  return marked.tags.map((tag) => tagText(tag, marked)).join("、");
}

/** Each side that differs; of one side's turn how the whole point stands. */
function sidesText({ point, city, sides }: Turn): string {
  const standing = (side: Pick<Turn["after"], "light" | "percent"> | null) =>
    side ? `${LIGHT_NAMES[side.light]} ${percent(side.percent)}` : "未列入";
  if (city) return `整项 ${standing(point)}`;
  return sides
    .map((side) => `${side.city.shortName} ${standing(side.before)} → ${standing(side.after)}`)
    .join("\n");
}

const PROBLEM_COLUMNS: Column<ProblemChange>[] = [
  ...pointColumns<ProblemChange>(POINT, ({ point }) => point),
  column("提出单位", 26, ({ problem }) => text(problem.unit.name)),
  column("级别", 12, ({ problem }) => text(PROBLEM_LEVEL_NAMES[problem.level])),
  column("问题", 56, ({ problem }) => text(problem.text)),
  column("提出日期", 12, ({ problem }) => date(problem.raisedOn)),
  column("由谁解决", 24, ({ problem }) => text(problem.owner)),
  column("解决日期", 12, ({ problem }) => date(problem.closedOn)),
];

function dueColumns(asOf: string): Column<DueChange>[] {
  return [
    ...pointColumns<DueChange>(POINT, ({ point }) => point),
    column("原时限", 12, ({ before }) => date(before)),
    column("现时限", 12, ({ after }) => date(after)),
    column("说明", 44, ({ point }) =>
      text(point.extension ? extensionText(point.extension, asOf) : ""),
    ),
  ];
}

const REWORDED_COLUMNS: Column<Reworded>[] = [
  ...pointColumns<Reworded>(POINT, ({ point }) => point),
  column("说明", 56, (row) => text(rewordingText(row))),
];

type Moved = { name: string; before: number; after: number };

function movementColumns({ from, to }: ChangesView["changes"]): Column<Moved>[] {
  return [
    column("章", 34, ({ name }) => text(name)),
    column(from, 12, ({ before }) => share(before), "进度"),
    column(to, 12, ({ after }) => share(after), "进度"),
    column("变化（百分点）", 14, ({ before, after }) =>
      number(Math.round(after) - Math.round(before)),
    ),
  ];
}

function movements({ chapters, plan }: ChangesView["changes"]): Moved[] {
  return [
    ...chapters.map((chapter) => ({
      ...chapter,
      name: `${chineseNumeral(chapter.number)}、${chapter.title}`,
    })),
    { ...plan, name: "总体" },
  ];
}
