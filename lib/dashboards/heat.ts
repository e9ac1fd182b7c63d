import "server-only";
import { type IsoDate, lastOfMonth } from "../dates";
import type { Halt } from "../plan/rules";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { type Light, worstLight } from "../status/rules";
import type { Board } from "./board";
import { readBoard, readBoards } from "./board-cache";
import { type CellState, stateNow, WORST_FIRST } from "./reporting";
import { partOf } from "./sides";

/** One month of a row, as of `date`; the light is the one that day's board shows. */
export type HeatCell = {
  date: IsoDate;
  light: Light;
  /** by point: 暂停 or 取消 on that day */
  halted: Halt | null;
  /** by point: of the point; by unit: of those whose side the light comes from, the first */
  pointNumber: number;
  /** by unit: how its reports of the month stood on that day, the worst */
  reporting: CellState | null;
};

export type HeatRow = {
  /** number of a point, id of a unit */
  key: number;
  title: string;
  /** by point: its chapter's number; by unit: its city */
  group: number | null;
  /** null where there was nothing to light: the unit had no point yet */
  cells: (HeatCell | null)[];
};

export type Heatmap = {
  board: Board;
  months: { month: IsoDate; date: IsoDate }[];
  rows: HeatRow[];
};

/**
 * 热力图: the lights of every point, or of every unit's sides of points, at the end of each month up to asOf.
 * Every past month's end is the board of that day; those not held are read in one statement.
 */
export async function getHeatmap(
  actor: Actor,
  by: "point" | "unit",
  asOf: IsoDate,
): Promise<Heatmap> {
  if (!may(actor, "plan.read") || !actor.plan) throw notFound();
  const { board } = await readBoard(actor.plan, asOf);
  const months = board.periods
    .filter(({ month }) => month <= asOf)
    .map(({ month }) => {
      const end = lastOfMonth(month);
      return { month, date: end < asOf ? end : asOf };
    });
  const readings = await readBoards(
    actor.plan,
    months.map(({ date }) => date),
  );
  const boards = readings.map((reading) => reading.board);
  return { board, months, rows: by === "point" ? pointRows(board, boards) : unitRows(boards) };
}

function pointRows(board: Board, boards: Board[]): HeatRow[] {
  // Whatever number a point bore on that day.
  const byId = boards.map((each) => ({
    date: each.asOf,
    points: new Map(each.points.map((point) => [point.id, point])),
  }));
  return board.points.map(({ id, number, title, chapterNumber }) => ({
    key: number,
    title,
    group: chapterNumber,
    cells: byId.map(({ date, points }) => {
      const then = points.get(id);
      if (!then) return null;
      const { light, halted } = then;
      return { date, light, halted, pointNumber: then.number, reporting: null };
    }),
  }));
}

function unitRows(boards: Board[]): HeatRow[] {
  const rows = new Map<number, HeatRow & { order: number }>();
  for (const [place, board] of boards.entries()) {
    for (const point of board.points) {
      for (const share of point.units) {
        const { id, name, cityId, order } = share.unit;
        const row = rows.get(id) ?? { key: id, title: name, group: cityId, order, cells: [] };
        rows.set(id, row);
        const state = stateNow(board, point, share);
        const cell = row.cells[place];
        const light = worstLight([partOf(point, share.unit).light, ...(cell ? [cell.light] : [])]);
        row.cells[place] = {
          date: board.asOf,
          light,
          halted: null,
          pointNumber: cell && cell.light === light ? cell.pointNumber : point.number,
          reporting: WORST_FIRST.find((each) => each === state || each === cell?.reporting) ?? null,
        };
      }
    }
  }
  return [...rows.values()]
    .sort((a, b) => a.order - b.order)
    .map(({ order: _, ...row }) => ({
      ...row,
      cells: boards.map((_board, place) => row.cells[place] ?? null),
    }));
}
