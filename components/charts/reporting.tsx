import type { City } from "@/lib/dashboards/board";
import type { CellState, Reporting, ReportingRow } from "@/lib/dashboards/queries";
import { month } from "@/lib/format";
import { REPORT_STATE_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { cityText } from "../status/city";
import { Link } from "../ui/link";

const CELL_STATES: CellState[] = ["APPROVED", "PENDING", "RETURNED", "DUE", "OVERDUE"];

const FILLS: Record<CellState, string> = {
  APPROVED: "fill-green-fill",
  PENDING: "fill-green-soft",
  RETURNED: "fill-amber-fill",
  DUE: "fill-grey-fill",
  OVERDUE: "fill-red-fill",
};

/** The shape inside a square, so that states differ without colour. */
function Square({
  state,
  x = 0,
  y = 0,
  width = 18,
  height = 18,
}: {
  state: CellState;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
}) {
  const cx = x + width / 2;
  const cy = y + height / 2;
  return (
    <g>
      <rect x={x} y={y} width={width} height={height} rx="3" className={FILLS[state]} />
      {state === "OVERDUE" && (
        <path d={`M${cx} ${cy - 4.5}v5.5M${cx} ${cy + 3}v1.6`} stroke="#fff" strokeWidth="1.8" />
      )}
      {state === "RETURNED" && (
        <path
          d={`M${cx + 3.5} ${cy - 3.5}L${cx - 3.5} ${cy}l7 3.5`}
          fill="none"
          stroke="#171c24"
          strokeWidth="1.5"
        />
      )}
      {state === "PENDING" && <circle cx={cx} cy={cy} r="2.2" className="fill-green" />}
    </g>
  );
}

/** 本期填报: one square an assignment, in the order of how far it has come. */
export function ReportingSquares({ reporting }: { reporting: Reporting }) {
  const columns = 23;
  const rows = Math.ceil(reporting.squares.length / columns);
  return (
    <>
      <svg
        viewBox={`0 0 ${columns * 22 - 4} ${rows * 22 - 4}`}
        className="block w-full"
        role="img"
        aria-label={`${month(reporting.month)}填报：${legendText(reporting)}`}
      >
        {reporting.squares.map(({ share, state }, index) => (
          <Square
            key={share.assignmentId}
            state={state}
            x={(index % columns) * 22}
            y={Math.floor(index / columns) * 22}
          />
        ))}
      </svg>
      <ReportingLegend counts={reporting.counts} />
    </>
  );
}

function legendText(reporting: Reporting): string {
  return CELL_STATES.map((state) => `${REPORT_STATE_NAMES[state]} ${reporting.counts[state]}`).join(
    "，",
  );
}

export function ReportingLegend({ counts }: { counts?: Reporting["counts"] }) {
  return (
    <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {CELL_STATES.map((state) => (
        <li key={state} className="flex items-center gap-1.5 text-ink-2">
          <svg width="14" height="14" viewBox="0 0 18 18" aria-hidden="true">
            <Square state={state} />
          </svg>
          {REPORT_STATE_NAMES[state]} {counts?.[state]}
        </li>
      ))}
    </ul>
  );
}

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
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-[26rem] text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="text-ink-2">
            <th scope="col" className="sr-only">
              责任单位
            </th>
            {months.map((start) => (
              <th key={start} scope="col" className="px-1 pb-1 text-center font-normal">
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
                <td key={start} className="px-1 py-1">
                  <GridCell state={row.cells[index] ?? null} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ReportingLegend />
    </div>
  );
}

function GridCell({ state }: { state: CellState | null }) {
  if (!state) return <span className="sr-only">无需填报</span>;
  return (
    <svg
      width="100%"
      height="18"
      viewBox="0 0 56 18"
      preserveAspectRatio="none"
      role="img"
      aria-label={REPORT_STATE_NAMES[state]}
      className="block min-w-8"
    >
      <Square state={state} width={56} />
    </svg>
  );
}
