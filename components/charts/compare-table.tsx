import type { City } from "@/lib/dashboards/board";
import type { ComparisonRow } from "@/lib/dashboards/comparison";
import { percent } from "@/lib/format";
import { cityText } from "../status/city";
import { Link } from "../ui/link";
import { CompareBars } from "./compare-bars";

export type CompareLine = {
  key: number;
  name: string;
  href: string;
  row: ComparisonRow<unknown>;
  /** where the rows behind a city's figure are */
  hrefOf: (cityId: number) => string;
};

/** Bars and their figures in one table: the picture is its own table. */
export function CompareTable({
  cities,
  caption,
  first,
  groups,
}: {
  cities: City[];
  caption: string;
  /** the name of the first column */
  first: string;
  groups: { key: string; name?: string; rows: CompareLine[] }[];
}) {
  return (
    <table className="w-full">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="border-line border-b text-ink-2 text-sm">
          <th scope="col" className="py-1.5 text-left font-normal">
            {first}
          </th>
          <th scope="col" className="w-[34%] font-normal max-sm:hidden">
            <span className="sr-only">进度条</span>
          </th>
          {cities.map((city) => (
            <th
              key={city.id}
              scope="col"
              className={`px-1.5 text-right font-normal ${cityText(cities, city.id)}`}
            >
              {city.shortName}
            </th>
          ))}
          {cities.length > 1 && (
            <th scope="col" className="pl-2 text-right font-normal">
              相差
            </th>
          )}
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.key}>
          {group.name && (
            <tr>
              <th
                scope="rowgroup"
                colSpan={cities.length + 3}
                className="border-line border-b pt-3 pb-1 text-left font-semibold"
              >
                {group.name}
              </th>
            </tr>
          )}
          {group.rows.map((line) => (
            <Line key={line.key} line={line} cities={cities} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Line({
  line: { name, href, row, hrefOf },
  cities,
}: {
  line: CompareLine;
  cities: City[];
}) {
  return (
    <tr className="break-inside-avoid border-line border-b last:border-0">
      <th scope="row" className="py-1.5 pr-3 text-left font-normal">
        <Link href={href} className="hover:underline">
          {name}
        </Link>
        <span className="mt-1 block sm:hidden">
          <CompareBars percents={row.percents} expected={row.expected} />
        </span>
      </th>
      <td className="max-sm:hidden">
        <CompareBars percents={row.percents} expected={row.expected} />
      </td>
      {cities.map((city, index) => {
        const value = row.percents[index];
        return (
          <td key={city.id} className="px-1.5 text-right">
            {value === null || value === undefined ? (
              <span className="text-ink-2">—</span>
            ) : (
              <Link href={hrefOf(city.id)} className="hover:underline">
                {percent(value)}
              </Link>
            )}
          </td>
        );
      })}
      {cities.length > 1 && (
        <td className="whitespace-nowrap pl-2 text-right text-sm">
          {row.gap === null ? (
            <span className="text-ink-2">单方</span>
          ) : (
            <Lead row={row} cities={cities} />
          )}
        </td>
      )}
    </tr>
  );
}

function Lead({ row, cities }: { row: ComparisonRow<unknown>; cities: City[] }) {
  const place = leaderOf(row);
  const leader = cities[place];
  if (row.gap === 0 || !leader) return "相同";
  return (
    <>
      <span className={cityText(cities, leader.id)}>{leader.shortName}</span> +{row.gap}
    </>
  );
}

/** 济南领先 12 个百分点, 两市相同 */
export function leadText(row: ComparisonRow<unknown>, cities: City[]): string {
  const leader = cities[leaderOf(row)];
  if (row.gap === 0 || !leader) return "进度相同";
  return `${leader.shortName}领先 ${row.gap} 个百分点`;
}

function leaderOf({ percents }: ComparisonRow<unknown>): number {
  return percents.indexOf(Math.max(...percents.map((value) => value ?? -1)));
}
