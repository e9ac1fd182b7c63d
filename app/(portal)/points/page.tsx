import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { LightCounts } from "@/components/board/light-counts";
import { PointTable } from "@/components/points/point-table";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { getBoard } from "@/lib/dashboards/queries";
import { LIGHT_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { LIGHTS } from "@/lib/status/rules";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { Frame } from "../frame";

export const metadata: Metadata = { title: "要点" };

const lightParameter = z.enum(LIGHTS).optional();

/** The rows behind a count of lights. */
export default async function PointsPage({ searchParams }: PageProps<"/points">) {
  const query = await searchParams;
  const light = lightParameter.safeParse(query.light);
  if (!light.success) notFound();
  const asOf = parseAsOf(query.asOf);
  const actor = await requireActor();
  const board = await answer(getBoard(actor, asOf));
  const carried = asOf === today() ? undefined : asOf;
  const points = board.points.filter((point) => !light.data || point.light === light.data);
  const name = light.data ? LIGHT_NAMES[light.data] : "全部";
  return (
    <Frame
      current="overview"
      asOf={asOf}
      path={paths.points()}
      query={light.data ? { light: light.data } : {}}
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
      <LightCounts counts={board.counts} asOf={carried} chosen={light.data} />
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
