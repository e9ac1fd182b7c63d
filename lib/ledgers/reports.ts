import type { Board } from "../dashboards/board";
import type { ReportRow } from "../dashboards/reporting";
import { ASSIGNMENT_ROLE_NAMES, REPORT_STATE_NAMES } from "../glossary";
import { LIST_HEADS } from "../glossary-states";
import { type Column, chapterColumn, date, pointColumns, share, text } from "./rules";

/** The columns of 填报情况: one row an assignment that has to report. */
export function reportColumns({ chapters }: Board): Column<ReportRow>[] {
  const titles = new Map(chapters.map(({ number, title }) => [number, title]));
  const { unit, point, state, percent } = LIST_HEADS.report;
  return [
    chapterColumn(({ point: { chapterNumber } }) => ({
      number: chapterNumber,
      title: titles.get(chapterNumber) ?? "",
    })),
    { group: unit, name: "单位", width: 30, cell: (row) => text(row.share.unit.name) },
    {
      group: unit,
      name: "角色",
      width: 8,
      cell: (row) => text(ASSIGNMENT_ROLE_NAMES[row.share.role]),
    },
    ...pointColumns<ReportRow>(point, (row) => row.point),
    { group: state, name: "状态", width: 10, cell: (row) => text(REPORT_STATE_NAMES[row.state]) },
    { group: state, name: "报送日期", width: 12, cell: ({ cell }) => date(cell.submittedOn) },
    {
      group: percent,
      name: percent,
      width: 10,
      cell: (row) => (row.share.percent === null ? text("未报过") : share(row.share.percent)),
    },
  ];
}
