import type { Metadata } from "next";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { countLateTerms } from "@/lib/acknowledgements/queries";
import { paths } from "@/lib/paths";
import { listPlans } from "@/lib/plan/queries";
import { wayOn } from "@/lib/plan-link";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { given } from "@/lib/web/given";
import { Frame } from "../frame";
import { WithoutPlan } from "../no-plan";
import { openPlanAction } from "./actions";

export const metadata: Metadata = { title: "工作要点" };

const parameters = z.object({ open: rowId.optional().catch(undefined), next: wayOn });

export default async function PlansPage({ searchParams }: PageProps<"/plans">) {
  const actor = await requireActor();
  const { open, next } = parameters.parse(given(await searchParams));
  const plans = await answer(listPlans(actor));
  const ids = plans.map(({ id }) => id);
  const late = await answer(countLateTerms(actor, ids, today()));
  const named = plans.find(({ id }) => id === open);
  return (
    <Frame current="plans">
      <h1 className="font-bold text-xl">工作要点</h1>
      <p className="mb-4 text-ink-2 text-sm">
        各页看到的、填报和审核的，都是打开的这一份；换一份不影响别人。消息会自动打开它所说的那一份。
      </p>
      {open !== undefined && (
        <div role="alert" className="mb-4 rounded-lg border border-edge bg-mark px-4 py-3">
          {named ? (
            <>
              <p>
                这个链接属于另一份工作要点：<strong>{named.title}</strong>（{named.cities}，
                {named.year} 年）。打开以后，各页看到的、填报和审核的都是它。
              </p>
              <form action={openPlanAction} className="mt-2">
                <input type="hidden" name="planId" value={named.id} />
                <input type="hidden" name="next" value={next} />
                <Button type="submit" look="primary">
                  打开它
                </Button>
              </form>
            </>
          ) : (
            <p>这个链接所指的工作要点不存在，或不在您的职责范围内。</p>
          )}
        </div>
      )}
      <Card title="可以打开的工作要点">
        {plans.length === 0 && <WithoutPlan actor={actor} />}
        <ul className="divide-y divide-line">
          {plans.map((plan) => (
            <li
              key={plan.id}
              className="grid gap-x-4 gap-y-2 py-3 sm:grid-cols-[1fr_auto] sm:items-center"
            >
              <div>
                <p className="font-semibold">{plan.title}</p>
                <p className="text-ink-2 text-sm">
                  {[
                    plan.cities,
                    `${plan.year} 年`,
                    plan.documentNumber,
                    `${plan.issuedOn} 印发`,
                    `${plan.points} 项要点`,
                  ].join("　")}
                </p>
                <Unacknowledged count={late?.get(plan.id) ?? 0} open={plan.id === actor.plan?.id} />
              </div>
              {plan.id === actor.plan?.id ? (
                <p className="font-semibold text-green">已打开</p>
              ) : (
                <form action={openPlanAction}>
                  <input type="hidden" name="planId" value={plan.id} />
                  <Button type="submit" aria-label={`打开 ${plan.title}`}>
                    打开
                  </Button>
                </form>
              )}
            </li>
          ))}
        </ul>
      </Card>
    </Frame>
  );
}

/** Opens its rows where they are those of the plan that is open. */
function Unacknowledged({ count, open }: { count: number; open: boolean }) {
  if (count === 0) return null;
  const words = `逾期未签收 ${count} 项`;
  return (
    <p className="text-red text-sm">
      {open ? (
        <Link href={paths.acknowledgements({ state: "LATE" })} className="underline">
          {words}
        </Link>
      ) : (
        words
      )}
    </p>
  );
}
