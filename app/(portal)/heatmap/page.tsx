import type { Metadata } from "next";
import { FilterLink, FilterRow } from "@/components/reviews/filter-links";
import { HeatTable } from "@/components/time/heat-table";
import { LightLegend } from "@/components/time/light-legend";
import { Card } from "@/components/ui/card";
import { FilterLine } from "@/components/views/filter-line";
import { getHeatmap } from "@/lib/dashboards/heat";
import { heatFilter } from "@/lib/dashboards/schema";
import { paths } from "@/lib/paths";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { Drawn } from "../drawn";
import { Frame } from "../frame";

export const metadata: Metadata = { title: "热力图" };

export default async function HeatmapPage({ searchParams }: PageProps<"/heatmap">) {
  const parameters = await searchParams;
  const asOf = parseAsOf(parameters.asOf);
  const { by } = heatFilter.parse(parameters);
  const actor = await requireActor();
  const heatmap = await answer(getHeatmap(actor, by, asOf));
  const now = today();
  const carried = asOf === now ? undefined : asOf;
  const query: Record<string, string> = by === "point" ? {} : { by };
  return (
    <Frame current="heatmap" asOf={asOf} path={paths.heatmap()} query={query}>
      <div className="mb-2 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <h1 className="font-bold text-xl">
          热力图{" "}
          <span className="font-normal text-ink-2 text-lg">
            每月月底的灯，截至 {asOf}；点一格看当天的情况
          </span>
        </h1>
        <FilterRow label="分组">
          <FilterLink href={paths.heatmap({ asOf: carried })} current={by === "point"}>
            按要点
          </FilterLink>
          <FilterLink href={paths.heatmap({ by: "unit", asOf: carried })} current={by === "unit"}>
            按单位
          </FilterLink>
        </FilterRow>
      </div>
      <FilterLine
        chosen={[by === "unit" && "按单位"]}
        all={paths.heatmap({ asOf: carried })}
        here={paths.heatmap(query)}
      />
      <Drawn
        of={heatmap.board}
        name={`heat ${by} ${carried}`}
        draw={() => (
          <Card
            title={by === "point" ? "要点 × 月份" : "责任单位 × 月份"}
            note={by === "point" ? undefined : "取该单位各项要点中最严重的灯，下为当月填报情况"}
          >
            <LightLegend />
            <HeatTable
              heatmap={heatmap}
              by={by}
              today={now}
              caption={by === "point" ? "各项要点每月月底的灯" : "各责任单位每月月底的灯和填报情况"}
            />
          </Card>
        )}
      />
    </Frame>
  );
}
