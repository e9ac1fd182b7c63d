import { ExportMenu } from "@/components/board/export-menu";
import { FilterForm } from "@/components/board/filter-form";
import { FilterHead } from "@/components/board/filter-head";
import { StateMark } from "@/components/charts/reporting";
import { FilterLink, FilterRow } from "@/components/reviews/filter-links";
import { cityText } from "@/components/status/city";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { StackedCell, StackedRow, StackedTable } from "@/components/ui/stacked-table";
import { FilterLine } from "@/components/views/filter-line";
import type { Board } from "@/lib/dashboards/board";
import { reportFilterParts } from "@/lib/dashboards/filter-text";
import { type ReportRow, reportRows } from "@/lib/dashboards/reporting";
import { REPORT_CHOICES, type ReportFilter } from "@/lib/dashboards/schema";
import { chineseNumeral, monthDay, month as monthName, percent } from "@/lib/format";
import { ASSIGNMENT_ROLE_NAMES, REPORT_CHOICE_NAMES } from "@/lib/glossary";
import { LIST_HEADS } from "@/lib/glossary-states";
import { paths } from "@/lib/paths";

/** 填报情况: who owes a report for a period, and how each stands. `asOf` is carried by its links. */
export function ReportingBody({
  board,
  rows,
  filter,
  asOf,
  exports,
}: {
  board: Board;
  rows: ReportRow[];
  filter: ReportFilter;
  asOf: string | undefined;
  /** whether this reader may take its rows as a file */
  exports: boolean;
}) {
  const parts = reportFilterParts(board, filter);
  const { state, ...others } = filter;
  const wider = reportRows(board, others);
  // 缺报 is asked for only where a period was locked over it.
  const choices = REPORT_CHOICES.filter(
    (choice) =>
      choice !== "MISSED" || state === "MISSED" || wider.some((row) => row.state === "MISSED"),
  );
  const month = filter.month ?? board.period?.month.slice(0, 7);
  return (
    <>
      <nav aria-label="位置" className="mb-2 text-ink-2 text-sm">
        <Link href={paths.overview({ asOf })} className="hover:underline">
          总览
        </Link>{" "}
        / {month && monthName(`${month}-01`)}填报情况
      </nav>
      <FilterHead
        parts={parts}
        all={month ? `${monthName(`${month}-01`)}应报` : "填报期尚未开始"}
        noun="的进展"
        count={`${rows.length} 条`}
      />
      {exports && rows.length > 0 && (
        <div className="screen-only mb-3">
          <ExportMenu list="reporting" query={filter} asOf={board.asOf} from="left" />
        </div>
      )}
      <FilterRow label="按填报状态">
        <FilterLink href={paths.reporting({ ...others, asOf })} current={state === undefined}>
          应报 {wider.length}
        </FilterLink>
        {choices.map((choice) => (
          <FilterLink
            key={choice}
            href={paths.reporting({ ...filter, state: choice, asOf })}
            current={state === choice}
          >
            {REPORT_CHOICE_NAMES[choice]} {reportRows(board, { ...filter, state: choice }).length}
          </FilterLink>
        ))}
      </FilterRow>
      <FilterLine chosen={parts} all={paths.reporting({ asOf })} here={paths.reporting(filter)} />
      <div className="mt-3">
        <FilterForm
          path={paths.reporting()}
          kept={{ asOf, state, point: filter.point, unit: filter.unit }}
          choices={choicesOf(board, filter, month)}
        />
      </div>
      <Card
        title={`${rows.length} 条进展`}
        className="mt-4"
        note="一行为一个单位在一项要点上的分工"
      >
        {rows.length === 0 ? (
          <Empty>{nothing(board, filter)}</Empty>
        ) : (
          <ReportTable board={board} rows={rows} asOf={asOf} />
        )}
      </Card>
    </>
  );
}

/** Why there is nothing: where only 集合单位 stand, nobody is asked. */
function nothing(board: Board, { point, city }: ReportFilter): string {
  const units = board.points
    .find(({ number }) => number === point)
    ?.units.filter(({ unit }) => city === undefined || unit.cityId === city);
  const waits = units?.length && units.every(({ group }) => group === "UNRESOLVED");
  return waits
    ? "这里只有集合单位，成员还没有明确，所以还没有单位要报；请管理员在责任分工中明确成员。"
    : "没有符合条件的进展。";
}

function ReportTable({
  board,
  rows,
  asOf,
}: {
  board: Board;
  rows: ReportRow[];
  asOf: string | undefined;
}) {
  return (
    <StackedTable
      caption="各单位在各要点的填报状态、进度和最近一次报送"
      names={[...Object.values(LIST_HEADS.report), "历次报送"]}
    >
      {rows.map(({ share, point, state, cell }) => {
        return (
          <StackedRow
            key={share.assignmentId}
            live={`report ${share.assignmentId}`}
            className="max-sm:grid-cols-[1fr_auto] max-sm:gap-x-3 sm:[&>*]:py-1.5"
            head={
              <>
                <Link
                  href={paths.unit(share.unit.id, { asOf })}
                  className={`font-semibold hover:underline ${cityText(board.cities, share.unit.cityId)}`}
                >
                  {share.unit.name}
                </Link>
                <span className="text-ink-2 text-sm"> {ASSIGNMENT_ROLE_NAMES[share.role]}</span>
              </>
            }
          >
            <StackedCell className="max-sm:order-3 max-sm:col-span-2">
              <Link href={paths.point(point.number, { asOf })} className="hover:underline">
                {point.number}. {point.title}
              </Link>
            </StackedCell>
            <StackedCell className="whitespace-nowrap">
              <StateMark state={state} />
              {cell.submittedOn && (
                <span className="text-ink-2 text-sm"> {monthDay(cell.submittedOn)}</span>
              )}
            </StackedCell>
            <StackedCell className="max-sm:order-4">
              {share.percent === null ? (
                <span className="text-ink-2">未报过</span>
              ) : (
                percent(share.percent)
              )}
            </StackedCell>
            <StackedCell className="max-sm:order-5 max-sm:text-right">
              <Link
                href={paths.history(share.assignmentId)}
                className="whitespace-nowrap text-accent hover:underline"
              >
                历次报送
                <span className="sr-only">
                  ：{share.unit.name}，第 {point.number} 项
                </span>
              </Link>
            </StackedCell>
          </StackedRow>
        );
      })}
    </StackedTable>
  );
}

function choicesOf(board: Board, filter: ReportFilter, month: string | undefined) {
  return [
    {
      name: "month",
      label: "填报期",
      value: month,
      options: board.periods
        .filter((period) => period.month <= board.asOf)
        .map((period) => ({ value: period.month.slice(0, 7), label: monthName(period.month) })),
    },
    {
      name: "chapter",
      label: "章",
      value: filter.chapter,
      options: board.chapters.map(({ number, title }) => ({
        value: number,
        label: `${chineseNumeral(number)}、${title}`,
      })),
    },
    {
      name: "city",
      label: "城市",
      value: filter.city,
      options: board.cities.map(({ id, shortName }) => ({ value: id, label: shortName })),
    },
  ];
}
