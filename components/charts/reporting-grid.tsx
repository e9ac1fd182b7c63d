import type { City } from "@/lib/dashboards/board";
import type { CellState, ReportingRow } from "@/lib/dashboards/reporting";
import { month } from "@/lib/format";
import { REPORT_STATE_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { cityText } from "../status/city";
import { Empty } from "../ui/card";
import { Link } from "../ui/link";
import { ScrollBox } from "../ui/scroll-box";
import { ReportingLegend } from "./reporting";

/** Units × months: how each month's report stands; the worst where a unit answers for several points. */
export function ReportingGrid({
  rows,
  months,
  cities,
  caption,
  rowName = (row) => row.share.unit.name,
  rowHref,
}: {
  rows: ReportingRow[];
  months: string[];
  cities: City[];
  caption: string;
  rowName?: (row: ReportingRow) => string;
  rowHref?: (row: ReportingRow) => string;
}) {
  if (rows.length === 0) {
    return <Empty>集合单位的成员明确之后，由成员逐月填报。</Empty>;
  }
  return (
    <ScrollBox label={`${caption}，可左右滚动`}>
      <table className="w-full text-sm sm:min-w-[26rem]">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="text-ink-2">
            <th scope="col" className="sr-only">
              责任单位
            </th>
            {months.map((start) => (
              <th
                key={start}
                scope="col"
                className="pb-1 text-center font-normal max-sm:text-xs sm:px-1"
              >
                {month(start)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.share.assignmentId} className="border-line border-t">
              <th scope="row" className="max-w-56 py-1 pr-2 text-left font-normal">
                <Link
                  href={rowHref ? rowHref(row) : paths.unit(row.share.unit.id)}
                  className={`hover:underline ${cityText(cities, row.share.unit.cityId)}`}
                >
                  {rowName(row)}
                </Link>
              </th>
              {months.map((start, index) => (
                <td key={start} className="px-0.5 py-1 sm:px-1">
                  <GridCell state={row.cells[index] ?? null} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ReportingLegend has={(state) => rows.some(({ cells }) => cells.includes(state))} />
    </ScrollBox>
  );
}

function GridCell({ state }: { state: CellState | null }) {
  if (!state) return <span className="sr-only">无需填报</span>;
  return (
    <span
      className={`block h-4.5 min-w-4 rounded sm:min-w-8 text-center text-xs leading-4.5 ${CELLS[state]}`}
    >
      <span className="sr-only">{REPORT_STATE_NAMES[state]}</span>
      <span aria-hidden="true">{SIGNS[state]}</span>
    </span>
  );
}

const CELLS: Record<CellState, string> = {
  APPROVED: "bg-green-fill",
  PENDING: "bg-green-soft text-ink",
  RETURNED: "bg-amber-fill text-[#171c24]",
  DUE: "bg-grey-fill",
  OVERDUE: "bg-red-fill font-bold text-white",
  MISSED: "border border-edge font-bold text-ink-2",
};

const SIGNS: Record<CellState, string> = {
  APPROVED: "",
  PENDING: "–",
  RETURNED: "‹",
  DUE: "",
  OVERDUE: "!",
  MISSED: "×",
};
