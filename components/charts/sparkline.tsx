import type { TrendPoint } from "@/lib/dashboards/trend";
import { month, percent } from "@/lib/format";

/** A point's trend in a table row: the mean of its sides, on a scale of 0–100; TrendTable is its table. */
export function Sparkline({ trend, label }: { trend: TrendPoint[]; label: string }) {
  const values = trend.map((point) => point.mean);
  const step = 96 / Math.max(1, values.length - 1);
  const points = values.map(
    (value, index) => `${(2 + index * step).toFixed(1)},${(30 - value * 0.28).toFixed(1)}`,
  );
  return (
    <svg viewBox="0 0 100 32" width="100" height="32" role="img" aria-label={label}>
      <line x1="2" x2="98" y1="30" y2="30" className="stroke-line" />
      <polyline
        points={points.join(" ")}
        fill="none"
        className="stroke-accent"
        strokeWidth="1.8"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** The same trends as one table: a row a point, a column a month. */
export function TrendTable({
  rows,
  caption,
}: {
  rows: { number: number; title: string; trend: TrendPoint[] }[];
  caption: string;
}) {
  // A point that came with an update of the notice has fewer.
  const months = rows.reduce<TrendPoint[]>(
    (longest, { trend }) => (trend.length > longest.length ? trend : longest),
    [],
  );
  if (months.length === 0) return null;
  return (
    <details className="border-line border-t py-2 text-sm">
      <summary className="text-ink-2 text-xs">以表格查看走势</summary>
      <div className="overflow-x-auto">
        <table className="mt-1 w-full text-right">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr className="border-line border-b text-ink-2">
              <th scope="col" className="py-1 text-left font-normal">
                要点
              </th>
              {months.map(({ month: start }) => (
                <th key={start} scope="col" className="px-1.5 font-normal">
                  {month(start)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ number, title, trend }) => (
              <tr key={number} className="border-line border-b last:border-0">
                <th scope="row" className="py-1 text-left font-normal">
                  {number}. {title}
                </th>
                {months.map(({ month: start }) => {
                  const point = trend.find((each) => each.month === start);
                  return (
                    <td key={start} className="px-1.5">
                      {point ? percent(point.mean) : "—"}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
