import { DirectiveItems } from "@/components/directives/directive-list";
import { Card } from "@/components/ui/card";
import { type DirectiveView, directivesFor } from "@/lib/dashboards/directives";
import { ordersFor } from "@/lib/dashboards/orders";
import { getBoard } from "@/lib/dashboards/queries";
import type { IsoDate } from "@/lib/dates";
import { owesReply } from "@/lib/directives/rules";
import { type Actor, may } from "@/lib/policy";
import { answer } from "@/lib/web/actor";

/** 督办单 and 批示 that the person's units have yet to answer, the first due first. */
export async function OwedAnswers({ actor, today }: { actor: Actor; today: IsoDate }) {
  if (!actor.plan) return null;
  const board = await answer(getBoard(actor, today));
  const all: DirectiveView[] = [...ordersFor(actor, board), ...directivesFor(actor, board)];
  const owed = all
    .filter(
      ({ withdrawnOn, units }) =>
        withdrawnOn === null &&
        units.some(
          ({ id, state }) => owesReply(state) && may(actor, "directive.reply", { unitId: id }),
        ),
    )
    .sort((a, b) => (a.owedOn ?? "").localeCompare(b.owedOn ?? ""));
  if (owed.length === 0) return null;
  return (
    <Card title="待答复" note={`督办单和批示 ${owed.length} 件`} className="mb-4">
      <DirectiveItems directives={owed} cities={board.cities} asOf={undefined} named />
    </Card>
  );
}
