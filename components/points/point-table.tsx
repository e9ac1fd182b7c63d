import type { City } from "@/lib/dashboards/board";
import type { PointRow } from "@/lib/dashboards/rows";
import type { TrendPoint } from "@/lib/dashboards/trend";
import { dueDay, extensionText, monthDay, percent } from "@/lib/format";
import { ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { Sparkline } from "../charts/sparkline";
import { cityText } from "../status/city";
import { LightMark, TagLinks } from "../status/light";
import { ConfidenceMarks } from "../time/confidence-mark";
import { Link } from "../ui/link";
import { SideBars } from "./side-bars";

/** Lines too small for paper. */
const TREND = "走势";

/** One row a point: light with its reason, both cities, trend, newest progress. Stacks on a phone. */
export function PointTable({
  rows,
  cities,
  trends,
  asOf,
  day,
  caption,
}: {
  rows: PointRow[];
  cities: City[];
  trends?: Map<number, TrendPoint[]>;
  asOf: string | undefined;
  /** 统计截止 */
  day: string;
  caption: string;
}) {
  const own = rows.some((row) => row.own !== null);
  const names = [
    "工作要点",
    "状态",
    "两市进度",
    ...(own ? ["本单位"] : []),
    ...(trends ? [TREND] : []),
    "最新进展",
  ];
  return (
    <table className="print-across w-full max-lg:block" role="table">
      <caption className="sr-only">{caption}</caption>
      <thead className="max-lg:sr-only" role="rowgroup">
        <tr className="text-ink-2 text-sm" role="row">
          {names.map((name) => (
            <th
              key={name}
              scope="col"
              role="columnheader"
              className={`px-3 py-2 text-left font-normal ${name === TREND ? "screen-only" : ""}`}
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-lg:block" role="rowgroup">
        {rows.map((row) => (
          <tr
            key={row.number}
            role="row"
            data-live={`row ${row.number}`}
            className="border-line border-t align-top max-lg:grid max-lg:gap-2 max-lg:py-3 lg:[&>*]:px-3 lg:[&>*]:py-3"
          >
            <th scope="row" role="rowheader" className="text-left font-normal lg:w-[24%]">
              <Link
                href={paths.point(row.number, { asOf })}
                className="font-semibold hover:underline"
              >
                <span className="mr-2 text-lg">{row.number}</span>
                {row.title}
              </Link>
              <UnitNames row={row} cities={cities} asOf={asOf} />
            </th>
            <td role="cell" className="lg:w-[24%]">
              <span className="flex flex-wrap items-center gap-2">
                <LightMark light={row.light} />
                <TagLinks point={{ tags: row.tags, sides: row.shown }} asOf={asOf} />
                <ConfidenceMarks sides={row.shown} />
              </span>
              <span className="block text-ink-2 text-sm">{row.why}</span>
            </td>
            <td role="cell" className="lg:w-[19%]">
              <SideBars
                sides={row.point.sides}
                cities={cities}
                expected={row.expected}
                hrefOf={(city) => paths.reporting({ point: row.number, city, asOf })}
              />
              <span className="block text-ink-2 text-sm">
                序时 {percent(row.expected)} · 时限{" "}
                <time dateTime={row.dueOn}>
                  {row.point.extension
                    ? extensionText(row.point.extension, day)
                    : dueDay(row.dueOn, day)}
                </time>
              </span>
            </td>
            {own && (
              <td role="cell">
                {row.own && (
                  <>
                    <span className="text-ink-2 text-sm">
                      {ASSIGNMENT_ROLE_NAMES[row.own.role]}
                    </span>{" "}
                    <strong>{row.own.percent === null ? "未报" : percent(row.own.percent)}</strong>
                  </>
                )}
              </td>
            )}
            {trends && (
              <td role="cell" className="screen-only max-lg:hidden">
                <Sparkline trend={trends.get(row.id) ?? []} label={`第 ${row.number} 项进度走势`} />
              </td>
            )}
            <td role="cell" className="lg:w-[23%]">
              <Newest row={row} cities={cities} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function UnitNames({
  row: { number, units },
  cities,
  asOf,
}: {
  row: PointRow;
  cities: City[];
  asOf: string | undefined;
}) {
  const shown = units.slice(0, 3);
  return (
    <span className="block text-sm">
      {shown.map((unit, index) => (
        <span key={unit.id} className={cityText(cities, unit.cityId)}>
          {index > 0 && "、"}
          {unit.name}
        </span>
      ))}
      {units.length > shown.length && (
        <Link href={paths.units({ point: number, asOf })} className="text-ink-2 underline">
          {" "}
          等 {units.length} 家
        </Link>
      )}
    </span>
  );
}

function Newest({ row: { newest }, cities }: { row: PointRow; cities: City[] }) {
  if (!newest) return <span className="text-ink-2">尚无审核通过的进展</span>;
  return (
    <>
      <span className="line-clamp-3 print:line-clamp-none">{newest.text}</span>
      <span className="block text-ink-2 text-sm">
        <span className={cityText(cities, newest.cityId)}>{newest.unit}</span> ·{" "}
        {monthDay(newest.submittedOn)}
      </span>
    </>
  );
}
