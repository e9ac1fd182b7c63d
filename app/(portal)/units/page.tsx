import type { Metadata } from "next";
import { cityText } from "@/components/status/city";
import { LightShape } from "@/components/status/light";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { listUnitSummaries, type UnitSummary } from "@/lib/dashboards/queries";
import { percent } from "@/lib/format";
import { LIGHT_NAMES, UNIT_KIND_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { LIGHTS } from "@/lib/status/rules";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { Frame } from "../frame";

export const metadata: Metadata = { title: "责任单位" };

export default async function UnitsPage({ searchParams }: PageProps<"/units">) {
  const asOf = parseAsOf((await searchParams).asOf);
  const actor = await requireActor();
  const { board, units } = await answer(listUnitSummaries(actor, asOf));
  const carried = asOf === today() ? undefined : asOf;
  const places = [...board.cities, null];
  return (
    <Frame current="units" asOf={asOf} path={paths.units()}>
      <h1 className="mb-4 font-bold text-xl">
        责任单位{" "}
        <span className="font-normal text-ink-2 text-lg">
          {units.length} 个，{board.assignments.length} 条分工；按单位名录顺序排列，不作排名
        </span>
      </h1>
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
              <UnitTable units={own} asOf={carried} caption={`${city?.name ?? "其他"}责任单位`} />
            </Card>
          );
        })}
      </div>
    </Frame>
  );
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
                  <span
                    key={light}
                    title={LIGHT_NAMES[light]}
                    className="inline-flex items-center gap-1"
                  >
                    <LightShape light={light} size={12} />
                    {summary.counts[light]}
                    <span className="sr-only">项{LIGHT_NAMES[light]}</span>
                  </span>
                ))}
              </span>
            </td>
            <td className="py-2 text-right">
              {summary.percent === null ? "—" : percent(summary.percent)}
            </td>
            <td className="whitespace-nowrap py-2 pl-3 text-right">
              {summary.due === 0 ? "—" : `${summary.reported}/${summary.due}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
