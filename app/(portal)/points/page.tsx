import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LightCounts } from "@/components/board/light-counts";
import { ExportMenu } from "@/components/points/export-menu";
import { PointTable } from "@/components/points/point-table";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { countLights } from "@/lib/dashboards/board";
import { filterText, isFilterKnown, pointRows } from "@/lib/dashboards/point-rows";
import { getBoard } from "@/lib/dashboards/queries";
import { pointFilter } from "@/lib/dashboards/schema";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { Frame } from "../frame";

export const metadata: Metadata = { title: "要点" };

/** The rows behind a count of lights, a chapter, a city or a unit. */
export default async function PointsPage({ searchParams }: PageProps<"/points">) {
  const query = await searchParams;
  const asked = pointFilter.safeParse(query);
  if (!asked.success) notFound();
  const { light, ...within } = asked.data;
  const asOf = parseAsOf(query.asOf);
  const actor = await requireActor();
  const board = await answer(getBoard(actor, asOf));
  if (!isFilterKnown(board, within)) notFound();
  const carried = asOf === today() ? undefined : asOf;
  const rows = pointRows(board, asked.data);
  const name = filterText(board, asked.data);
  const kept = Object.entries(asked.data).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)] as const],
  );
  return (
    <Frame current="overview" asOf={asOf} path={paths.points()} query={Object.fromEntries(kept)}>
      <nav aria-label="位置" className="screen-only mb-2 text-ink-2 text-sm">
        <Link href={paths.overview({ asOf: carried })} className="hover:underline">
          总览
        </Link>{" "}
        / {name}
      </nav>
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <h1 className="font-bold text-xl">
          {name}的要点 <span className="font-normal text-ink-2 text-lg">{rows.length} 项</span>
        </h1>
        {may(actor, "ledger.export") && rows.length > 0 && (
          <ExportMenu query={asked.data} asOf={asOf} />
        )}
      </div>
      <LightCounts
        counts={countLights(pointRows(board, within))}
        asOf={carried}
        chosen={light}
        within={within}
      />
      <Card title={`${name} ${rows.length} 项`} className="mt-4">
        {rows.length === 0 ? (
          <Empty>
            截至 {asOf}，没有{name}的要点。
          </Empty>
        ) : (
          <PointTable rows={rows} cities={board.cities} asOf={carried} caption={`${name}的要点`} />
        )}
      </Card>
    </Frame>
  );
}
