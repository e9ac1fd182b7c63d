import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { listPointRows } from "@/lib/dashboards/queries";
import { filterQuery } from "@/lib/dashboards/rows";
import { pointFilter } from "@/lib/dashboards/schema";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { carriedOn, given } from "@/lib/web/given";
import { Drawn } from "../drawn";
import { Frame } from "../frame";
import { PointListBody } from "./list-body";

export const metadata: Metadata = { title: "要点" };

/** The rows behind a figure; what they are narrowed to stands in the URL. */
export default async function PointsPage({ searchParams }: PageProps<"/points">) {
  const query = given(await searchParams);
  const asked = pointFilter.safeParse(query);
  if (!asked.success) notFound();
  const asOf = parseAsOf(query.asOf);
  const actor = await requireActor();
  const list = await answer(listPointRows(actor, asOf, asked.data));
  const exports = may(actor, "ledger.export");
  const carried = asOf === today() ? undefined : asOf;
  return (
    <Frame
      current="overview"
      asOf={asOf}
      path={paths.points()}
      query={carriedOn(filterQuery(asked.data))}
    >
      <Drawn
        of={list.board}
        name={`points ${carried} ${exports} ${JSON.stringify(asked.data)}`}
        draw={() => (
          <PointListBody list={list} filter={asked.data} asOf={carried} exports={exports} />
        )}
      />
    </Frame>
  );
}
