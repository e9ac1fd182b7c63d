import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { countLateTerms } from "@/lib/acknowledgements/queries";
import { listDirectives } from "@/lib/dashboards/directives";
import { listOrders } from "@/lib/dashboards/orders";
import { getBoard, getChanges, getOverview } from "@/lib/dashboards/queries";
import { paths } from "@/lib/paths";
import { may, mayEver } from "@/lib/policy";
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
  const board = await answer(getBoard(actor, asOf));
  const carried = asOf === today() ? undefined : asOf;
  const exports = may(actor, "ledger.export");
  const { count, directives } = listDirectives(actor, board, {});
  const ledger = listOrders(actor, board, {});
  // What is asked of the units is asked today, whatever day is looked at.
  const oversees = carried === undefined && mayEver(actor, "acknowledgement.read");
  const overseen = oversees ? (actor.cityId ?? "all") : "none";
  return (
    <Frame current="overview" asOf={asOf} path={paths.overview()}>
      <Drawn
        of={board}
        // Units see fewer directives than others: who sees the same shares what is drawn.
        name={`overview ${carried} ${exports} ${overseen} ${[...directives, ...ledger.orders].map(({ id }) => id)}`}
        draw={async () => (
          <OverviewBody
            overview={await getOverview(actor, asOf)}
            changes={await getChanges(actor, { to: asOf })}
            directives={count}
            exports={exports}
            orders={ledger.count}
            unacknowledged={
              oversees
                ? ((await countLateTerms(actor, [board.plan.id], asOf))?.get(board.plan.id) ?? 0)
                : 0
            }
            asOf={carried}
          />
        )}
      />
    </Frame>
  );
}
