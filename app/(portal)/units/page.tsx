import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FilterHead } from "@/components/board/filter-head";
import { FilterLink, FilterRow } from "@/components/reviews/filter-links";
import { cityText } from "@/components/status/city";
import { LightShape } from "@/components/status/light";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { FilterLine } from "@/components/views/filter-line";
import { listUnitSummaries } from "@/lib/dashboards/queries";
import { UNIT_ORDERS, type UnitFilter, unitFilter } from "@/lib/dashboards/schema";
import type { UnitSummary } from "@/lib/dashboards/unit-summaries";
import { chineseNumeral, percent } from "@/lib/format";
import { LIGHT_NAMES, UNIT_KIND_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { LIGHTS } from "@/lib/status/rules";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { carriedOn, given } from "@/lib/web/given";
import { Drawn } from "../drawn";
import { Frame } from "../frame";

export const metadata: Metadata = { title: "责任单位" };

const ORDER_NAMES = { directory: "名录顺序", name: "名称", points: "要点数" } as const;

export default async function UnitsPage({ searchParams }: PageProps<"/units">) {
  const query = given(await searchParams);
  const asked = unitFilter.safeParse(query);
  if (!asked.success) notFound();
  const filter = asked.data;
  const asOf = parseAsOf(query.asOf);
  const actor = await requireActor();
  const { board, units } = await answer(listUnitSummaries(actor, asOf, filter));
  const carried = asOf === today() ? undefined : asOf;
  const places = [...board.cities, null];
  return (
    <Frame current="units" asOf={asOf} path={paths.units()} query={carriedOn(filter)}>
      <Drawn
        of={board}
        name={`units ${carried} ${JSON.stringify(filter)}`}
        draw={() => (
          <>
            <FilterHead
              parts={filterParts(filter)}
              all=""
              noun={filterParts(filter).length > 0 ? "的责任单位" : "责任单位"}
              count={`${units.length} 个`}
              note="不按进度排名"
            />
            <div className="screen-only mb-3">
              <FilterRow label="排列">
                <span className="text-ink-2">排列</span>
                {UNIT_ORDERS.map((sort) => (
                  <FilterLink
                    key={sort}
                    href={paths.units({
                      ...filter,
                      sort: sort === "directory" ? undefined : sort,
                      asOf: carried,
                    })}
                    current={(filter.sort ?? "directory") === sort}
                  >
                    {ORDER_NAMES[sort]}
                  </FilterLink>
                ))}
              </FilterRow>
              <FilterLine
                chosen={[
                  ...filterParts(filter),
                  filter.sort && `按${ORDER_NAMES[filter.sort]}排列`,
                ]}
                all={paths.units({ asOf: carried })}
                here={paths.units(filter)}
              />
            </div>
            <div className="grid items-start gap-4 xl:grid-cols-2">
              {places.map((city) => {
                const own = units.filter(({ unit }) => unit.cityId === (city?.id ?? null));
                if (own.length === 0) return null;
                return (
                  <Card
                    key={city?.id ?? "none"}
                    title={
                      <span className={cityText(board.cities, city?.id ?? null)}>
                        {city?.name ?? "所属城市待明确"}
                      </span>
                    }
                    note={`${own.length} 个`}
                  >
                    <UnitTable
                      units={own}
                      asOf={carried}
                      caption={`${city?.name ?? "其他"}责任单位`}
                    />
                  </Card>
                );
              })}
            </div>
          </>
        )}
      />
    </Frame>
  );
}

function filterParts({ chapter, point }: UnitFilter): string[] {
  return [
    chapter !== undefined && `第${chineseNumeral(Math.min(99, chapter))}章`,
    point !== undefined && `第 ${point} 项`,
  ].filter((part) => typeof part === "string");
}

function UnitTable({
  units,
  asOf,
  caption,
}: {
  units: UnitSummary[];
  asOf: string | undefined;
  caption: string;
}) {
  return (
    <table className="w-full">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="border-line border-b text-ink-2 text-sm">
          <th scope="col" className="py-1.5 text-left font-normal">
            单位
          </th>
          <th scope="col" className="py-1.5 text-left font-normal">
            要点与状态
          </th>
          <th scope="col" className="whitespace-nowrap py-1.5 text-right font-normal">
            进度
          </th>
          <th scope="col" className="whitespace-nowrap py-1.5 pl-3 text-right font-normal">
            本期
          </th>
        </tr>
      </thead>
      <tbody>
        {units.map((summary) => (
          <tr key={summary.unit.id} className="border-line border-b last:border-0">
            <th scope="row" className="py-2 pr-3 text-left font-normal">
              <Link
                href={paths.unit(summary.unit.id, { asOf })}
                className="font-semibold hover:underline"
              >
                {summary.unit.name}
              </Link>
              <span className="block text-ink-2 text-xs">{UNIT_KIND_NAMES[summary.unit.kind]}</span>
            </th>
            <td className="py-2 pr-3">
              <span className="flex flex-wrap gap-x-2.5 gap-y-1 text-sm">
                {LIGHTS.filter((light) => summary.counts[light] > 0).map((light) => (
                  <Link
                    key={light}
                    href={paths.points({ unit: summary.unit.id, light, asOf })}
                    className="inline-flex items-center gap-1 hover:underline"
                  >
                    <LightShape light={light} size={12} />
                    {summary.counts[light]}
                    <span className="sr-only">项{LIGHT_NAMES[light]}</span>
                  </Link>
                ))}
              </span>
            </td>
            <td className="py-2 text-right">
              {summary.percent === null ? "—" : percent(summary.percent)}
            </td>
            <td className="whitespace-nowrap py-2 pl-3 text-right">
              {summary.due === 0 ? (
                "—"
              ) : (
                <>
                  <Link
                    href={paths.reporting({ unit: summary.unit.id, state: "REPORTED", asOf })}
                    className="hover:underline"
                  >
                    <span className="sr-only">已报</span>
                    {summary.reported}
                  </Link>
                  /
                  <Link
                    href={paths.reporting({ unit: summary.unit.id, asOf })}
                    className="hover:underline"
                  >
                    <span className="sr-only">应报</span>
                    {summary.due}
                  </Link>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
