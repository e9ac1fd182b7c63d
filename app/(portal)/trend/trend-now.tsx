import { cityText } from "@/components/status/city";
import type { City } from "@/lib/dashboards/board";
import type { TrendPoint } from "@/lib/dashboards/trend";
import { monthDay, percent, signed } from "@/lib/format";

/** Where each city stands at the newest end of the lines, beside what is expected and the month before. */
export function TrendNow({ trend, cities }: { trend: TrendPoint[]; cities: City[] }) {
  const [before, now] = [trend.at(-2), trend.at(-1)];
  if (!now) return null;
  const rows = cities.flatMap((city, index) => {
    const value = now.cities[index] ?? null;
    return value === null ? [] : [{ city, value, last: before?.cities[index] ?? null }];
  });
  return (
    <table className="w-full text-right">
      <caption className="mb-1 text-left text-ink-2 text-sm">
        截至 {monthDay(now.date)}，序时 {percent(now.expected)}
      </caption>
      <thead>
        <tr className="border-line border-b text-ink-2 text-sm">
          <th scope="col" className="py-1 text-left font-normal">
            城市
          </th>
          <th scope="col" className="font-normal">
            进度
          </th>
          <th scope="col" className="font-normal">
            较序时
          </th>
          <th scope="col" className="font-normal">
            较上月底
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ city, value, last }) => (
          <tr key={city.id} className="border-line border-b last:border-b-0">
            <th
              scope="row"
              className={`py-1.5 text-left font-semibold ${cityText(cities, city.id)}`}
            >
              {city.shortName}
            </th>
            <td className="font-semibold">{percent(value)}</td>
            <td>{signed(difference(value, now.expected))}</td>
            <td>{last === null ? "—" : signed(difference(value, last))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Of the percents as they are shown, so that the eye finds what it reckons. */
function difference(value: number, other: number): number {
  return Math.round(value) - Math.round(other);
}
