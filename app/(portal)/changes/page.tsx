import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getChanges } from "@/lib/dashboards/queries";
import { changesFilter } from "@/lib/dashboards/schema";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { given } from "@/lib/web/given";
import { Drawn } from "../drawn";
import { Frame } from "../frame";
import { ChangesBody } from "./changes-body";

export const metadata: Metadata = { title: "变化" };

/** What differs between two days; the later one is the 统计截止 of the page. */
export default async function ChangesPage({ searchParams }: PageProps<"/changes">) {
  const query = given(await searchParams);
  const days = changesFilter.safeParse(query);
  if (!days.success) notFound();
  const { from } = days.data;
  const asked = from !== undefined;
  const to = parseAsOf(days.data.to ?? query.asOf);
  const actor = await requireActor();
  const view = await answer(getChanges(actor, { from: asked ? parseAsOf(from) : undefined, to }));
  const { changes, board, issued, ordered } = view;
  const exports = may(actor, "ledger.export");
  const carried = changes.to === today() ? undefined : changes.to;
  return (
    <Frame current="changes" asOf={changes.to} path={paths.changes()} query={asked ? { from } : {}}>
      <Drawn
        of={board}
        // Units see fewer directives than others: who sees the same shares what is drawn.
        name={`changes ${changes.from} ${asked} ${carried} ${exports} ${[...issued, ...ordered].map(({ id }) => id)}`}
        draw={() => <ChangesBody view={view} asOf={carried} asked={asked} exports={exports} />}
      />
    </Frame>
  );
}
