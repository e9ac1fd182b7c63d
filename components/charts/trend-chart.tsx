import type { City } from "@/lib/dashboards/board";
import type { ExpectedAhead, TrendPoint } from "@/lib/dashboards/trend";
import { month, percent } from "@/lib/format";
import { cityText } from "../status/city";

const TOP = 10;
const PLOT = 150;
const HEIGHT = TOP + PLOT + 26;
const STROKES = ["stroke-city-1", "stroke-city-2", "stroke-city-3"] as const;
const FILLS = ["fill-city-1", "fill-city-2", "fill-city-3"] as const;
const TICKS = [0, 25, 50, 75, 100];

const y = (value: number) => TOP + (1 - value / 100) * PLOT;

/**
 * Both cities at each month's end against expected progress, which goes on to the end of the year,
 * with a table twin. Across it is measured in shares, so that type keeps its size on a phone.
 */
export function TrendChart({
  trend,
  ahead,
  cities,
  months,
  caption,
}: {
  trend: TrendPoint[];
  /** what is expected of the months to come */
  ahead: ExpectedAhead[];
  /** in the order of TrendPoint.cities */
  cities: City[];
  /** every month of the plan, so that the scale stays put as the year goes on */
  months: string[];
  caption: string;
}) {
  const lines = cities
    .map((city, index) => ({ city, index }))
    .filter(({ index }) => trend.some((point) => point.cities[index] !== null));
  // Half a month's room at both ends.
  const x = (start: string) =>
    `${(((months.indexOf(start) + 0.5) / months.length) * 100).toFixed(2)}%`;
  const expected = trend.map(({ month: start, expected: value }) => ({ start, value }));
  const coming = ahead.map(({ month: start, expected: value }) => ({ start, value }));
  const spotsOf = (index: number): Spot[] =>
    trend.flatMap(({ month: start, cities: values }) => {
      const value = values[index] ?? null;
      return value === null ? [] : [{ start, value }];
    });
  const segments = (points: Spot[]) =>
    points.slice(1).map((to, index) => {
      const from = points[index] ?? to;
      return (
        <line
          key={to.start}
          x1={x(from.start)}
          y1={y(from.value)}
          x2={x(to.start)}
          y2={y(to.value)}
        />
      );
    });
  return (
    <figure className="@container">
      <div className="flex">
        <svg aria-hidden="true" width="40" height={HEIGHT} className="shrink-0">
          {TICKS.map((tick) => (
            <text
              key={tick}
              x="34"
              y={y(tick) + 4}
              textAnchor="end"
              className="fill-ink-2"
              fontSize="12"
            >
              {tick}%
            </text>
          ))}
        </svg>
        <svg role="img" aria-label={caption} className="block w-full" height={HEIGHT}>
          {TICKS.map((tick) => (
            <line key={tick} x1="0" x2="100%" y1={y(tick)} y2={y(tick)} className="stroke-line" />
          ))}
          {months.map((start) => (
            <text
              key={start}
              x={x(start)}
              y={HEIGHT - 6}
              textAnchor="middle"
              className="fill-ink-2"
              fontSize="12"
            >
              {month(start).slice(0, -1)}
              {/* Where there is little room the figures alone would touch; the first says what they are. */}
              <tspan className={start === months[0] ? undefined : "hidden @lg:inline"}>月</tspan>
            </text>
          ))}
          {lines.map(({ city, index }) => (
            <g
              key={city.id}
              className={STROKES[index] ?? "stroke-accent"}
              strokeWidth="3.5"
              strokeLinecap="round"
            >
              {segments(spotsOf(index))}
            </g>
          ))}
          {/* Over the cities' lines, which are wider: it is seen where they run together. */}
          <g className="stroke-tick" strokeWidth="2">
            {segments(expected)}
            <g strokeDasharray="5 4">{segments([...expected.slice(-1), ...coming])}</g>
          </g>
          {lines.map(({ city, index }) =>
            spotsOf(index).map(({ start, value }) => (
              <svg
                key={`${city.id} ${start}`}
                aria-hidden="true"
                x={x(start)}
                y={y(value)}
                className="overflow-visible"
              >
                <Mark index={index} />
              </svg>
            )),
          )}
        </svg>
      </div>
      <details className="text-sm">
        <summary className="text-ink-2 text-xs">以表格查看</summary>
        <table className="mt-2 w-full text-right">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr className="border-line border-b text-ink-2">
              <th scope="col" className="py-1 text-left font-normal">
                截至
              </th>
              {lines.map(({ city }) => (
                <th
                  key={city.id}
                  scope="col"
                  className={`font-normal ${cityText(cities, city.id)}`}
                >
                  {city.shortName}
                </th>
              ))}
              <th scope="col" className="font-normal">
                序时
              </th>
            </tr>
          </thead>
          <tbody>
            {trend.map((point) => (
              <tr key={point.month} className="border-line border-b">
                <th scope="row" className="py-1 text-left font-normal">
                  {point.date}
                </th>
                {lines.map(({ city, index }) => (
                  <td key={city.id}>{shareText(point.cities[index])}</td>
                ))}
                <td>{percent(point.expected)}</td>
              </tr>
            ))}
            {ahead.map((point) => (
              <tr key={point.month} className="border-line border-b text-ink-2">
                <th scope="row" className="py-1 text-left font-normal">
                  {point.date}
                </th>
                {lines.map(({ city }) => (
                  <td key={city.id}>未到</td>
                ))}
                <td>{percent(point.expected)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** A city without a side in a month has no figure for it. */
function shareText(value: number | null | undefined): string {
  return value == null ? "未列入" : percent(value);
}

type Spot = { start: string; value: number };

/** A city's mark is known by its shape too, for print in black and white. */
function Mark({ index }: { index: number }) {
  const fill = FILLS[index] ?? "fill-accent";
  if (index === 0) return <circle r="3.5" className={fill} />;
  if (index === 1) return <rect x="-3.5" y="-3.5" width="7" height="7" className={fill} />;
  return <path d="M0-4.5L4 3.5h-8z" className={fill} />;
}

/** Which line is whose. */
export function TrendKey({ cities }: { cities: City[] }) {
  return (
    <span className="inline-flex flex-wrap gap-x-3 text-sm">
      {cities.map((city, index) => (
        <span
          key={city.id}
          className={`inline-flex items-center gap-1 ${cityText(cities, city.id)}`}
        >
          <svg aria-hidden="true" width="18" height="10" viewBox="-9 -5 18 10">
            <line x1="-9" x2="9" className={STROKES[index] ?? "stroke-accent"} strokeWidth="3.5" />
            <Mark index={index} />
          </svg>
          {city.shortName}
        </span>
      ))}
      {[undefined, "5 4"].map((dashes) => (
        <span key={dashes ?? "so far"} className="inline-flex items-center gap-1 text-ink-2">
          <svg aria-hidden="true" width="22" height="10">
            <line
              x2="22"
              y1="5"
              y2="5"
              className="stroke-tick"
              strokeWidth="2"
              strokeDasharray={dashes}
            />
          </svg>
          {dashes ? "今后序时" : "序时"}
        </span>
      ))}
    </span>
  );
}
