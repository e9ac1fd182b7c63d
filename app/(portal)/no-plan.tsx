import { Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { requireActor } from "@/lib/web/actor";
import { Frame } from "./frame";

/** Before the first notice is in the database. */
export async function NoPlan() {
  const actor = await requireActor();
  return (
    <Frame current="overview">
      <h1 className="mb-4 font-bold text-xl">总览</h1>
      {may(actor, "plan.import") ? (
        <Empty>
          还没有工作要点。
          <Link href={paths.imports()} className="text-accent underline underline-offset-2">
            导入印发的通知
          </Link>
          ，核对单位后发布，这里就会显示各章进展。
        </Empty>
      ) : (
        <Empty>还没有工作要点。请管理员导入年度工作要点后，这里会显示各章进展。</Empty>
      )}
    </Frame>
  );
}
