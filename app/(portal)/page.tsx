import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { listDirectives } from "@/lib/dashboards/directives";
import { listOrders } from "@/lib/dashboards/orders";
import { getChanges, getOverview } from "@/lib/dashboards/queries";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { Drawn } from "./drawn";
import { Frame } from "./frame";
import { NoPlan } from "./no-plan";
import { OverviewBody } from "./overview-body";

export const metadata: Metadata = { title: "总览" };

export default async function OverviewPage({ searchParams }: PageProps<"/">) {
  const actor = await requireActor();
  if (may(actor, "audit.read")) redirect(paths.audit());
  if (!actor.plan) return <NoPlan />;
  const asOf = parseAsOf((await searchParams).asOf);
  const [overview, changes] = await answer(
    Promise.all([getOverview(actor, asOf), getChanges(actor, { to: asOf })]),
  );
  const carried = asOf === today() ? undefined : asOf;
  const exports = may(actor, "ledger.export");
  const { count, directives } = listDirectives(actor, overview.board, {});
  const ledger = listOrders(actor, overview.board, {});
  return (
    <Frame current="overview" asOf={asOf} path={paths.overview()}>
      <Drawn
        of={overview.board}
        // Units see fewer directives than others: who sees the same shares what is drawn.
        name={`overview ${carried} ${exports} ${[...directives, ...ledger.orders].map(({ id }) => id)}`}
        draw={() => (
          <OverviewBody
            overview={overview}
            changes={changes}
            directives={count}
            exports={exports}
            orders={ledger.count}
            asOf={carried}
          />
        )}
      />
    </Frame>
  );
}
