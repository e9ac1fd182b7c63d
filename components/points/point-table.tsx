import type { City } from "@/lib/dashboards/board";
import type { PointRow } from "@/lib/dashboards/rows";
import type { UnitShare } from "@/lib/dashboards/shares";
import type { TrendPoint } from "@/lib/dashboards/trend";
import { monthDay } from "@/lib/format";
import { paths } from "@/lib/paths";
import { Sparkline } from "../charts/sparkline";
import { cityText } from "../status/city";
import { LightMark, TagLinks } from "../status/light";
import { Link } from "../ui/link";
import { SideBars } from "./side-bars";

/** One row a point: light with its reason, both cities, trend, newest progress. Stacks on a phone. */
export function PointTable({
  rows,
  cities,
  trends,
  asOf,
  caption,
}: {
  rows: PointRow[];
  cities: City[];
  trends?: Map<number, TrendPoint[]>;
  asOf: string | undefined;
  caption: string;
}) {
  return (
    <table className="w-full max-lg:block" role="table">
      <caption className="sr-only">{caption}</caption>
      <thead className="max-lg:sr-only" role="rowgroup">
        <tr className="text-ink-2 text-sm" role="row">
          {["工作要点", "状态", "两市进度", ...(trends ? ["走势"] : []), "最新进展"].map((name) => (
            <th
              key={name}
              scope="col"
              role="columnheader"
              className="px-3 py-2 text-left font-normal"
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-lg:block" role="rowgroup">
        {rows.map(({ point, light, reason, tags }) => (
          <tr
            key={point.number}
            role="row"
            data-live={`row ${point.number}`}
            className="border-line border-t align-top max-lg:grid max-lg:gap-2 max-lg:py-3 lg:[&>*]:px-3 lg:[&>*]:py-3"
          >
            <th scope="row" role="rowheader" className="text-left font-normal lg:w-[24%]">
              <Link
                href={paths.point(point.number, { asOf })}
                className="font-semibold hover:underline"
              >
                <span className="mr-2 text-lg">{point.number}</span>
                {point.title}
              </Link>
              <UnitNames point={point} cities={cities} asOf={asOf} />
            </th>
            <td role="cell" className="lg:w-[24%]">
              <span className="flex flex-wrap items-center gap-2">
                <LightMark light={light} />
                <TagLinks tags={tags} asOf={asOf} />
              </span>
              <span className="block text-ink-2 text-sm">
                {reason.slice(reason.indexOf("：") + 1)}
              </span>
            </td>
            <td role="cell" className="lg:w-[19%]">
              <SideBars
                sides={point.sides}
                cities={cities}
                expected={point.expected}
                hrefOf={(city) => paths.reporting({ point: point.number, city, asOf })}
              />
            </td>
            {trends && (
              <td role="cell" className="max-lg:hidden">
                <Sparkline
                  trend={trends.get(point.id) ?? []}
                  label={`第 ${point.number} 项进度走势`}
                />
              </td>
            )}
            <td role="cell" className="lg:w-[23%]">
              <Newest units={point.units} cities={cities} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function UnitNames({
  point: { number, units },
  cities,
  asOf,
}: {
  point: PointRow["point"];
  cities: City[];
  asOf: string | undefined;
}) {
  const shown = units.slice(0, 3);
  return (
    <span className="block text-sm">
      {shown.map((share, index) => (
        <span key={share.assignmentId} className={cityText(cities, share.unit.cityId)}>
          {index > 0 && "、"}
          {share.unit.name}
        </span>
      ))}
      {units.length > shown.length && (
        <Link href={paths.units({ point: number, asOf })} className="text-ink-2 hover:underline">
          {" "}
          等 {units.length} 家
        </Link>
      )}
    </span>
  );
}

function Newest({ units, cities }: { units: UnitShare[]; cities: City[] }) {
  const [share] = units
    .filter((candidate) => candidate.latest !== null && candidate.latest.progressText !== "")
    .sort((a, b) => ((a.latest?.submittedOn ?? "") < (b.latest?.submittedOn ?? "") ? 1 : -1));
  if (!share?.latest) return <span className="text-ink-2">尚无审核通过的进展</span>;
  return (
    <>
      <span className="line-clamp-3">{share.latest.progressText}</span>
      <span className="block text-ink-2 text-sm">
        <span className={cityText(cities, share.unit.cityId)}>{share.unit.name}</span> ·{" "}
        {monthDay(share.latest.submittedOn)}
      </span>
    </>
  );
}
