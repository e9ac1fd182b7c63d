import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LightCounts } from "@/components/board/light-counts";
import { PointTable } from "@/components/points/point-table";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { FilterLine } from "@/components/views/filter-line";
import { getBoard } from "@/lib/dashboards/queries";
import { isAsked } from "@/lib/dashboards/rules";
import { pointFilter } from "@/lib/dashboards/schema";
import { LIGHT_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { Frame } from "../frame";

export const metadata: Metadata = { title: "要点" };

/** The rows behind a count of lights, and behind a view. */
export default async function PointsPage({ searchParams }: PageProps<"/points">) {
  const query = await searchParams;
  const filter = pointFilter.safeParse(query);
  if (!filter.success) notFound();
  const { light, due } = filter.data;
  const asOf = parseAsOf(query.asOf);
  const actor = await requireActor();
  const board = await answer(getBoard(actor, asOf));
  const carried = asOf === today() ? undefined : asOf;
  const points = board.points.filter((point) => isAsked(point, filter.data, asOf));
  const chosen = [...(light ?? []).map((each) => LIGHT_NAMES[each]), ...(due ? ["本月到期"] : [])];
  const name = chosen.length > 0 ? chosen.join("、") : "全部";
  const asked = { light: light?.join(","), due };
  return (
    <Frame
      current="overview"
      asOf={asOf}
      path={paths.points()}
      query={
        Object.fromEntries(Object.entries(asked).filter(([, value]) => value)) as Record<
          string,
          string
        >
      }
    >
      <nav aria-label="位置" className="mb-2 text-ink-2 text-sm">
        <Link href={paths.overview({ asOf: carried })} className="hover:underline">
          总览
        </Link>{" "}
        / {name}
      </nav>
      <h1 className="mb-4 font-bold text-xl">
        {name}的要点 <span className="font-normal text-ink-2 text-lg">{points.length} 项</span>
      </h1>
      <LightCounts
        counts={board.counts}
        asOf={carried}
        chosen={due || light?.length !== 1 ? undefined : light[0]}
      />
      <FilterLine
        chosen={chosen}
        all={paths.points({ asOf: carried })}
        here={paths.points(asked)}
      />
      <Card title={`${name} ${points.length} 项`} className="mt-4">
        {points.length === 0 ? (
          <Empty>
            截至 {asOf}，没有{name}的要点。
          </Empty>
        ) : (
          <PointTable
            points={points}
            cities={board.cities}
            asOf={carried}
            caption={`${name}的要点`}
          />
        )}
      </Card>
    </Frame>
  );
}
