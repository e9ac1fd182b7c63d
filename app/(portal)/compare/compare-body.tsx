import { CityKey, PrintPatterns } from "@/components/charts/compare-bars";
import { CompareTable, leadText } from "@/components/charts/compare-table";
import { cityText } from "@/components/status/city";
import { LightMark } from "@/components/status/light";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import type { Board, Point } from "@/lib/dashboards/board";
import type { Comparison, ComparisonRow } from "@/lib/dashboards/comparison";
import { chineseNumeral, percent } from "@/lib/format";
import { paths } from "@/lib/paths";

/** 两市对比: the plan's cities on one scale, by chapter and by point. `asOf` is carried by its links. */
export function CompareBody({
  board,
  comparison: { cities, whole, chapters, outOfStep },
  asOf,
}: {
  board: Board;
  comparison: Comparison;
  asOf: string | undefined;
}) {
  const names = cities.map(({ shortName }) => shortName).join("与");
  return (
    <>
      <PrintPatterns />
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-8 gap-y-2">
        <div>
          <h1 className="font-bold text-xl">
            {cities.length === 2 ? "两市对比" : "各市对比"}{" "}
            <span className="font-normal text-ink-2 text-lg">{names}</span>
          </h1>
          <p className="text-ink-2 text-sm">
            <CityKey cities={cities} />
          </p>
        </div>
        <p className="flex flex-wrap gap-x-4">
          {cities.map((city, index) => (
            <span key={city.id} className={cityText(cities, city.id)}>
              {city.shortName}{" "}
              <Link
                href={paths.points({ city: city.id, asOf })}
                className="font-bold text-lg hover:underline"
              >
                {figure(whole.percents[index])}
              </Link>
            </span>
          ))}
          {whole.gap !== null && <span className="text-ink-2">{leadText(whole, cities)}</span>}
        </p>
      </div>
      {cities.length < 2 && (
        <p className="mb-4 text-ink-2">本工作要点只涉及一个城市，没有可以对比的另一方。</p>
      )}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid gap-4">
          <Card title="按章">
            <CompareTable
              cities={cities}
              caption={`${names}各章进度对比`}
              first="章"
              groups={[
                {
                  key: "chapters",
                  rows: chapters.map((row) => ({
                    key: row.of.number,
                    name: `${chineseNumeral(row.of.number)}、${row.of.title}`,
                    href: paths.chapter(row.of.number, { asOf }),
                    row,
                    hrefOf: (city) => paths.points({ chapter: row.of.number, city, asOf }),
                  })),
                },
              ]}
            />
          </Card>
          <Card title="按要点">
            <CompareTable
              cities={cities}
              caption={`${names}各项要点进度对比`}
              first="工作要点"
              groups={chapters.map(({ of, points }) => ({
                key: String(of.number),
                name: `${chineseNumeral(of.number)}、${of.title}`,
                rows: points.map((row) => ({
                  key: row.of.number,
                  name: `${row.of.number}. ${row.of.title}`,
                  href: paths.point(row.of.number, { asOf }),
                  row,
                  hrefOf: (city) => paths.reporting({ point: row.of.number, city, asOf }),
                })),
              }))}
            />
          </Card>
        </div>
        <Card
          title="不同步"
          note={
            <Link href={paths.points({ tag: "不同步", asOf })} className="hover:underline">
              {outOfStep.length} 项，相差超过 {board.thresholds.outOfStepGap} 个百分点
            </Link>
          }
        >
          {outOfStep.length === 0 ? (
            <Empty>没有进度相差过大的要点。</Empty>
          ) : (
            <ul className="divide-y divide-line border-line border-t">
              {outOfStep.map((row) => (
                <Apart key={row.of.number} row={row} cities={cities} asOf={asOf} />
              ))}
            </ul>
          )}
        </Card>
      </div>
    </>
  );
}

/** A point whose sides are too far apart, with what holds each of them back. */
function Apart({
  row: { of: point, gap },
  cities,
  asOf,
}: {
  row: ComparisonRow<Point>;
  cities: Board["cities"];
  asOf: string | undefined;
}) {
  return (
    <li className="break-inside-avoid py-2.5">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <Link href={paths.point(point.number, { asOf })} className="font-semibold hover:underline">
          {point.number}. {point.title}
        </Link>
        <span className="whitespace-nowrap text-sm">
          相差 <strong>{gap}</strong> 个百分点
        </span>
      </p>
      {point.sides.map((side) => (
        <p key={side.city.id} className="text-sm">
          <span className={cityText(cities, side.city.id)}>{side.city.shortName}</span>{" "}
          <strong>{percent(side.percent)}</strong>{" "}
          <LightMark light={side.light} className="align-bottom" />
          <span className="text-ink-2"> {side.reason.slice(side.reason.indexOf("：") + 1)}</span>
        </p>
      ))}
    </li>
  );
}

function figure(value: number | null | undefined): string {
  return value === null || value === undefined ? "—" : percent(value);
}
