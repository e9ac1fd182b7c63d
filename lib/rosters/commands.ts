import "server-only";
import { recordEntry } from "../audit/commands";
import type { City } from "../dashboards/board";
import { getBoard } from "../dashboards/queries";
import { shanghaiDate } from "../dates";
import { chineseNumeral } from "../format";
import { ASSIGNMENT_ROLE_NAMES, UNIT_KIND_NAMES } from "../glossary";
import type { Cell, Column } from "../ledgers/rules";
import { workbookPieces, XLSX } from "../ledgers/xlsx";
import { transact } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { listRosterUnits } from "./queries";
import { buildMatrix, type Matrix, type MatrixFilter, type MatrixRow } from "./rules";

type SheetRow = MatrixRow & { chapter: string };

/** 分工表: the matrix of the page with its filter, a column a unit, so that a block of it can be pasted back. */
export async function exportRoster(actor: Actor, filter: MatrixFilter, now: Date) {
  if (!may(actor, "assignment.change")) throw notFound();
  const day = shanghaiDate(now);
  const board = await getBoard(actor, day);
  const units = filter.everyUnit ? await listRosterUnits(actor, board.cities) : [];
  const matrix = buildMatrix(board, filter, units);
  const rows = matrix.chapters.flatMap(({ number, title, rows }) =>
    rows.map((row): SheetRow => ({ ...row, chapter: `${chineseNumeral(number)}、${title}` })),
  );
  const what = filterSaid(filter, board.cities);
  const after = { filter: what, rows: rows.length };
  const entry = { action: "assignment.export", subject: `plan:${board.plan.id}`, after };
  await transact((tx) => recordEntry(tx, actor, entry, now));
  const demonstration = actor.plan?.demonstration === true ? "演示数据　" : "";
  const sheet = {
    name: "分工表",
    title: `${board.plan.title}责任分工表`,
    note: `${demonstration}${day} 的分工　范围：${what}，${rows.length} 项`,
    columns: rosterColumns(matrix, board.cities),
    rows,
  };
  const name = `${board.plan.title}_分工表_${day}.xlsx`.replace(/[/\\:*?"<>|]/g, " ");
  return { name, type: XLSX, pieces: workbookPieces([sheet]) };
}

function filterSaid({ state, cityId, kind, everyUnit }: MatrixFilter, cities: City[]): string {
  const parts = [
    state && { unresolved: "集合单位待明确", leadless: "没有牵头单位" }[state],
    cities.find(({ id }) => id === cityId)?.name,
    kind && UNIT_KIND_NAMES[kind],
    everyUnit && "全部单位",
  ].filter(Boolean);
  return parts.length === 0 ? "全部" : parts.join("，");
}

const words = (value: string): Cell => (value === "" ? { kind: "empty" } : { kind: "text", value });

function rosterColumns(matrix: Matrix, cities: City[]): Column<SheetRow>[] {
  const cityOf = (id: number | null) => cities.find((city) => city.id === id)?.shortName ?? "";
  return [
    { group: "章", name: "章", width: 14, merged: true, cell: ({ chapter }) => words(chapter) },
    {
      group: "工作要点",
      name: "序号",
      width: 6,
      cell: ({ point }) => ({ kind: "number", value: point.number }),
    },
    { group: "工作要点", name: "要点", width: 30, cell: ({ point }) => words(point.title) },
    ...matrix.columns.flatMap(({ name, slots }, place) =>
      slots.map(
        ({ unitId, cityId }): Column<SheetRow> => ({
          group: name,
          name: cityOf(cityId),
          width: 7,
          cell: ({ cells }) => {
            const share = cells[place]?.find(({ unit }) => unit.id === unitId);
            return words(share ? ASSIGNMENT_ROLE_NAMES[share.role] : "");
          },
        }),
      ),
    ),
    { group: "其他单位", name: "其他单位", width: 50, cell: (row) => words(othersSaid(row)) },
  ];
}

function othersSaid({ groups, rest }: MatrixRow): string {
  return [
    ...groups.map(
      ({ share, members }) =>
        `${share.unit.name}（${members === 0 ? "成员待明确" : `${members} 家`}）`,
    ),
    ...rest.flatMap(({ shares }) =>
      shares.map(({ unit, role }) => `${unit.name} ${ASSIGNMENT_ROLE_NAMES[role]}`),
    ),
  ].join("；");
}
