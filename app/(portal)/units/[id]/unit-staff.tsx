import { Card } from "@/components/ui/card";
import { HandOverForm } from "@/components/updates/hand-over-form";
import { SignOffForm } from "@/components/updates/sign-off-form";
import { listUnitAccounts } from "@/lib/hand-overs/queries";
import { type Actor, may } from "@/lib/policy";
import { getSignOffArrangement } from "@/lib/sign-offs/queries";
import { answer } from "@/lib/web/actor";
import { handOverAction } from "../../updates/actions";
import { arrangeSignOffAction } from "./actions";

/** What an administrator arranges for a unit's own people: 审签, and 交接 between them. */
export async function UnitStaff({ actor, unitId }: { actor: Actor; unitId: number }) {
  if (!may(actor, "sign-off.arrange")) return null;
  const [arrangement, accounts] = await Promise.all([
    answer(getSignOffArrangement(actor, unitId)),
    answer(listUnitAccounts(actor, unitId)),
  ]);
  return (
    <div className="screen-only mt-4 grid items-start gap-4 lg:grid-cols-2">
      <Card title="单位审签" note="可选：进展报出本单位之前由指定的人审签">
        <SignOffForm unitId={unitId} arrangement={arrangement} action={arrangeSignOffAction} />
      </Card>
      {accounts.length > 1 && (
        <Card title="工作交接" note="经办的要点、草稿和消息一次转给同事">
          <HandOverForm accounts={accounts} from={null} action={handOverAction} />
        </Card>
      )}
    </div>
  );
}
