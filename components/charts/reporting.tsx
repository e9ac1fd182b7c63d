import type { City } from "@/lib/dashboards/board";
import type { CellState, Reporting, ReportingRow } from "@/lib/dashboards/reporting";
import { month } from "@/lib/format";
import { REPORT_STATE_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { cityText } from "../status/city";
import { Empty } from "../ui/card";
import { Link } from "../ui/link";
import { ScrollBox } from "../ui/scroll-box";

const CELL_STATES: CellState[] = ["APPROVED", "PENDING", "RETURNED", "DUE", "OVERDUE"];

const FILLS: Record<CellState, string> = {
  APPROVED: "fill-green-fill",
  PENDING: "fill-green-soft",
  RETURNED: "fill-amber-fill",
  DUE: "fill-grey-fill",
  OVERDUE: "fill-red-fill",
};

type Place = { state: CellState; x: number; y: number };

/** Squares of 18 with the shape of their state inside, so that states differ without colour; one path a state. */
function Squares({ places }: { places: Place[] }) {
  return CELL_STATES.map((state) => {
    const own = places.filter((place) => place.state === state);
    if (own.length === 0) return null;
    const mark = MARKS[state];
    return (
      <g key={state}>
        <path
          d={own.map(({ x, y }) => `M${x + 3} ${y}${ROUNDED}`).join("")}
          className={FILLS[state]}
        />
        {mark && (
          <path
            d={own.map(({ x, y }) => `M${x + mark.x} ${y + mark.y}${mark.draw}`).join("")}
            fill="none"
            strokeWidth="1.8"
            className={mark.stroke}
          />
        )}
      </g>
    );
  });
}

const ROUNDED = "h12a3 3 0 0 1 3 3v12a3 3 0 0 1-3 3h-12a3 3 0 0 1-3-3v-12a3 3 0 0 1 3-3z";

const MARKS: Partial<Record<CellState, { x: number; y: number; draw: string; stroke: string }>> = {
  OVERDUE: { x: 9, y: 4, draw: "v6m0 2.2v1.8", stroke: "stroke-white" },
  RETURNED: { x: 12.5, y: 5.5, draw: "l-7 3.5l7 3.5", stroke: "stroke-[#171c24]" },
  PENDING: { x: 7, y: 9, draw: "h4", stroke: "stroke-green" },
};

/** 本期填报: one square an assignment, in the order of how far it has come. */
export function ReportingSquares({ reporting }: { reporting: Reporting }) {
  const columns = 23;
  const rows = Math.max(1, Math.ceil(reporting.squares.length / columns));
  return (
    <>
      <svg
        viewBox={`0 0 ${columns * 22 - 4} ${rows * 22 - 4}`}
        className="block w-full"
        role="img"
        aria-label={`${month(reporting.month)}填报：${legendText(reporting)}`}
      >
        <Squares
          places={reporting.squares.map(({ state }, index) => ({
            state,
            x: (index % columns) * 22,
            y: Math.floor(index / columns) * 22,
          }))}
        />
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
            <Squares places={[{ state, x: 0, y: 0 }]} />
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
  if (rows.length === 0) {
    return <Empty>集合单位的成员明确之后，由成员逐月填报。</Empty>;
  }
  return (
    <ScrollBox label={`${caption}，可左右滚动`}>
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
    </ScrollBox>
  );
}

function GridCell({ state }: { state: CellState | null }) {
  if (!state) return <span className="sr-only">无需填报</span>;
  return (
    <span className={`block h-4.5 min-w-8 rounded text-center text-xs leading-4.5 ${CELLS[state]}`}>
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
};

const SIGNS: Record<CellState, string> = {
  APPROVED: "",
  PENDING: "–",
  RETURNED: "‹",
  DUE: "",
  OVERDUE: "!",
};
