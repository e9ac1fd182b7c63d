import type { City } from "@/lib/dashboards/board";
import type { CellState, Reporting } from "@/lib/dashboards/reporting";
import { month } from "@/lib/format";
import { REPORT_STATE_NAMES } from "@/lib/glossary";
import { cityText } from "../status/city";
import { Link } from "../ui/link";

const CELL_STATES: CellState[] = ["APPROVED", "PENDING", "RETURNED", "DUE", "OVERDUE", "MISSED"];

const FILLS: Record<CellState, string> = {
  APPROVED: "fill-green-fill",
  PENDING: "fill-green-soft",
  RETURNED: "fill-amber-fill",
  DUE: "fill-grey-fill",
  OVERDUE: "fill-red-fill",
  MISSED: "fill-grey-edge",
};

type Place = { state: CellState; x: number; y: number };

/** 缺报 stands only where a period was locked over it: no word for what there is none of. */
function shownStates(has: (state: CellState) => boolean): CellState[] {
  return CELL_STATES.filter((state) => state !== "MISSED" || has(state));
}

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
  MISSED: { x: 5.5, y: 5.5, draw: "l7 7m0 -7l-7 7", stroke: "stroke-card" },
};

type ToReports = (state: CellState, city?: number) => string;

/** 本期填报: one square an assignment, in the order of how far it has come; every count opens its reports. */
export function ReportingSquares({
  reporting,
  cities,
  hrefOf,
}: {
  reporting: Reporting;
  cities: City[];
  hrefOf: ToReports;
}) {
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
      <ReportingLegend counts={reporting.counts} hrefOf={hrefOf} />
      <StateTable reporting={reporting} cities={cities} hrefOf={hrefOf} />
    </>
  );
}

/** The squares as a table: a row a city, a column a state. */
function StateTable({
  reporting: { month: start, squares },
  cities,
  hrefOf,
}: {
  reporting: Reporting;
  cities: City[];
  hrefOf: ToReports;
}) {
  const states = shownStates((state) => squares.some((square) => square.state === state));
  return (
    <details className="mt-2 text-sm">
      <summary className="text-ink-2 text-xs">以表格查看</summary>
      <table className="mt-1 w-full text-right">
        <caption className="sr-only">{month(start)}填报：各市各状态的进展条数</caption>
        <thead>
          <tr className="border-line border-b text-ink-2">
            <th scope="col" className="py-1 text-left font-normal">
              城市
            </th>
            {states.map((state) => (
              <th key={state} scope="col" className="font-normal">
                {REPORT_STATE_NAMES[state]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cities.map(({ id, shortName }) => (
            <tr key={id} className="border-line border-b last:border-0">
              <th scope="row" className={`py-1 text-left font-normal ${cityText(cities, id)}`}>
                {shortName}
              </th>
              {states.map((state) => (
                <td key={state}>
                  <Link href={hrefOf(state, id)} className="hover:underline">
                    {
                      squares.filter(
                        (square) => square.state === state && square.share.unit.cityId === id,
                      ).length
                    }
                  </Link>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function legendText(reporting: Reporting): string {
  return shownStates((state) => reporting.counts[state] > 0)
    .map((state) => `${REPORT_STATE_NAMES[state]} ${reporting.counts[state]}`)
    .join("，");
}

export function ReportingLegend({
  counts,
  hrefOf,
  has = (state) => (counts?.[state] ?? 0) > 0,
}: {
  counts?: Reporting["counts"];
  hrefOf?: ToReports;
  /** whether a state stands in what it explains */
  has?: (state: CellState) => boolean;
}) {
  return (
    <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {shownStates(has).map((state) => (
        <li key={state} className="flex items-center gap-1.5 text-ink-2">
          {hrefOf ? (
            <Link href={hrefOf(state)} className="flex items-center gap-1.5 hover:underline">
              <StateMark state={state} /> {counts?.[state]}
            </Link>
          ) : (
            <StateMark state={state} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** A state as its square and its word. */
export function StateMark({ state }: { state: CellState }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg width="14" height="14" viewBox="0 0 18 18" aria-hidden="true" className="shrink-0">
        <Squares places={[{ state, x: 0, y: 0 }]} />
      </svg>
      {REPORT_STATE_NAMES[state]}
    </span>
  );
}
