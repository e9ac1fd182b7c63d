import type { Metadata } from "next";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { HandOverForm } from "@/components/updates/hand-over-form";
import { listUnitAccounts } from "@/lib/hand-overs/queries";
import { paths } from "@/lib/paths";
import { answer, requireActor } from "@/lib/web/actor";
import { Frame } from "../../frame";
import { handOverAction } from "../actions";

export const metadata: Metadata = { title: "工作交接" };

/** 交接: all that is in one's hands goes to a colleague of the unit in one step. */
export default async function HandOverPage() {
  const actor = await requireActor();
  const colleagues = await answer(listUnitAccounts(actor));
  return (
    <Frame current="updates">
      <p className="text-ink-2 text-sm">
        <Link href={paths.updates()} className="underline underline-offset-2">
          我的填报
        </Link>
      </p>
      <h1 className="mb-4 font-bold text-xl">工作交接</h1>
      <Card title="交接给本单位同事">
        <p className="mb-3 text-ink-2 text-sm">
          您经办的要点、送审签中的草稿和未读消息一次转给对方；已报送的内容仍记在您名下。
        </p>
        {colleagues.length > 1 ? (
          <HandOverForm accounts={colleagues} from={actor.accountId} action={handOverAction} />
        ) : (
          <Empty>本单位只有您一个填报账号。要交接的，请管理员先为接手的人建立账号。</Empty>
        )}
      </Card>
    </Frame>
  );
}
