import type { City } from "@/lib/dashboards/board";
import type { TrendPoint } from "@/lib/dashboards/trend";
import { month, percent } from "@/lib/format";
import { cityText } from "../status/city";

const HEIGHT = 190;
const LEFT = 40;
const RIGHT = 16;
const TOP = 12;
const BOTTOM = 26;
const STROKES = ["stroke-city-1", "stroke-city-2", "stroke-city-3"] as const;
const FILLS = ["fill-city-1", "fill-city-2", "fill-city-3"] as const;

/** Both cities at each month's end against expected progress, with a table twin. */
export function TrendChart({
  trend,
  cities,
  months,
  caption,
  width: WIDTH = 560,
}: {
  trend: TrendPoint[];
  /** in the order of TrendPoint.cities */
  cities: City[];
  /** of the drawing, in units of its 11-unit type: small for a narrow card */
  width?: 320 | 560;
  /** every month of the plan, so that the scale stays put as the year goes on */
  months: string[];
  caption: string;
}) {
  const lines = cities
    .map((city, index) => ({ city, index }))
    .filter(({ index }) => trend.some((point) => point.cities[index] !== null));
  const x = (monthStart: string) =>
    LEFT + (months.indexOf(monthStart) / Math.max(1, months.length - 1)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => TOP + (1 - value / 100) * (HEIGHT - TOP - BOTTOM);
  const line = (values: number[]) =>
    trend
      .map((point, index) => `${x(point.month).toFixed(1)},${y(values[index] ?? 0).toFixed(1)}`)
      .join(" ");
  return (
    <figure>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="block w-full"
        role="img"
        aria-label={caption}
      >
        {[0, 25, 50, 75, 100].map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} className="stroke-line" />
            <text
              x={LEFT - 8}
              y={y(tick) + 4}
              textAnchor="end"
              className="fill-ink-2"
              fontSize="11"
            >
              {tick}%
            </text>
          </g>
        ))}
        {months.map((start) => (
          <text
            key={start}
            x={x(start)}
            y={HEIGHT - 8}
            textAnchor="middle"
            className="fill-ink-2"
            fontSize="11"
          >
            {month(start)}
          </text>
        ))}
        <polyline
          points={line(trend.map((point) => point.expected))}
          fill="none"
          className="stroke-grey-edge"
          strokeWidth="1.5"
          strokeDasharray="4 4"
        />
        {lines.map(({ city, index }) => (
          <g key={city.id}>
            <polyline
              points={line(trend.map((point) => point.cities[index] ?? 0))}
              fill="none"
              className={STROKES[index] ?? "stroke-accent"}
              strokeWidth="2.2"
              strokeLinejoin="round"
            />
            {trend.map((point) => (
              <circle
                key={point.month}
                cx={x(point.month)}
                cy={y(point.cities[index] ?? 0)}
                r="2.6"
                className={FILLS[index] ?? "fill-accent"}
              />
            ))}
          </g>
        ))}
      </svg>
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
                  <td key={city.id}>{percent(point.cities[index] ?? 0)}</td>
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
