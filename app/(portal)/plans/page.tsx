import type { Metadata } from "next";
import { Button } from "@/components/ui/button";
import { Card, Empty } from "@/components/ui/card";
import { listPlans } from "@/lib/plan/queries";
import { answer, requireActor } from "@/lib/web/actor";
import { Frame } from "../frame";
import { openPlanAction } from "./actions";

export const metadata: Metadata = { title: "工作要点" };

export default async function PlansPage() {
  const actor = await requireActor();
  const plans = await answer(listPlans(actor));
  return (
    <Frame current="plans">
      <h1 className="font-bold text-xl">工作要点</h1>
      <p className="mb-4 text-ink-2 text-sm">
        各页看到的、填报和审核的，都是打开的这一份；换一份不影响别人。消息会自动打开它所说的那一份。
      </p>
      <Card title="可以打开的工作要点">
        {plans.length === 0 && <Empty>还没有您可以打开的工作要点。</Empty>}
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
