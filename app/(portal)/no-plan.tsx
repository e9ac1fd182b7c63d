import type { ComponentProps } from "react";
import { Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { paths } from "@/lib/paths";
import { getAbsence } from "@/lib/plan/queries";
import { type Actor, may } from "@/lib/policy";
import { answer, requireActor } from "@/lib/web/actor";
import { Frame } from "./frame";

/** Before the first notice is in the database, and to whom none of the plans is within reach. */
export async function NoPlan({
  current = "overview",
  title = "总览",
}: {
  current?: ComponentProps<typeof Frame>["current"];
  title?: string;
}) {
  const actor = await requireActor();
  return (
    <Frame current={current}>
      <h1 className="mb-4 font-bold text-xl">{title}</h1>
      <WithoutPlan actor={actor} />
    </Frame>
  );
}

/** Why there is nothing to open, and what to do. */
export async function WithoutPlan({ actor }: { actor: Actor }) {
  const { others, cities } = await answer(getAbsence(actor));
  const imports = may(actor, "plan.import");
  const importing = (
    <Link href={paths.imports()} className="text-accent underline underline-offset-2">
      导入印发的通知
    </Link>
  );
  if (!others) {
    return imports ? (
      <Empty>还没有工作要点。{importing}，核对单位后发布，总览就会显示各章进展。</Empty>
    ) : (
      <Empty>还没有工作要点。请管理员导入年度工作要点后，总览会显示各章进展。</Empty>
    );
  }
  const limit = cities.length > 0 && `（账号的所涉城市：${cities.join("、")}）`;
  return (
    <Empty>
      门户里已有的工作要点都不在您的职责范围内{limit}。
      {imports ? (
        <>
          可以{importing}
          ，通知的城市须都在所涉城市之内；要办理别的城市的，请由不限城市的管理员在“账号”里更改您的所涉城市。
        </>
      ) : (
        "请联系管理员，核对账号的单位、城市和所涉城市，以及本单位的分工。"
      )}
    </Empty>
  );
}
