import type { Metadata } from "next";
import { getComparison } from "@/lib/dashboards/queries";
import { paths } from "@/lib/paths";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { Drawn } from "../drawn";
import { Frame } from "../frame";
import { CompareBody } from "./compare-body";

export const metadata: Metadata = { title: "两市对比" };

export default async function ComparePage({ searchParams }: PageProps<"/compare">) {
  const asOf = parseAsOf((await searchParams).asOf);
  const actor = await requireActor();
  const { board, comparison } = await answer(getComparison(actor, asOf));
  const carried = asOf === today() ? undefined : asOf;
  return (
    <Frame current="compare" asOf={asOf} path={paths.compare()}>
      <Drawn
        of={board}
        name={`compare ${carried}`}
        draw={() => <CompareBody board={board} comparison={comparison} asOf={carried} />}
      />
    </Frame>
  );
}
