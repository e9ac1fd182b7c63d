import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RemovalForm } from "@/components/demonstration/removal-form";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { mayRemoveNow } from "@/lib/demonstration/removal";
import { REMOVAL_WORDS } from "@/lib/demonstration/rules";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { requireActor } from "@/lib/web/actor";
import { Frame } from "../frame";
import { removeDemonstrationAction } from "./actions";

export const metadata: Metadata = { title: "清除演示数据" };

export default async function DemonstrationPage() {
  const actor = await requireActor();
  if (!may(actor, "demonstration.remove") || !actor.plan?.demonstration) notFound();
  return (
    <Frame current="demonstration">
      <h1 className="mb-4 font-bold text-xl">清除演示数据</h1>
      <Card title="清除什么，留下什么">
        <ul className="list-disc pl-5">
          <li>清除：演示账号，以及演示进展、审核、批示、材料、催办等全部演示记录。</li>
          <li>留下：工作要点原文、责任单位、责任分工、填报期、正式账号和审计日志。</li>
          <li>
            试用时改过的截止日、亮灯阈值、节假日和名录也会留下，清除后请到“年度设置”“节假日表”“单位名录”核对；演示账号锁定的填报期重新开放，没有审签人的单位不再要求审签。
          </li>
          <li>清除后业务日期回到真实时间，不能恢复，也不会再次载入演示数据。</li>
          <li>
            建议先用 <code>npm run backup</code> 备份。
          </li>
        </ul>
        <div className="mt-4 border-line border-t pt-4">
          {mayRemoveNow(actor) ? (
            <RemovalForm action={removeDemonstrationAction} words={REMOVAL_WORDS} />
          ) : (
            <>
              <p className="mb-3">
                您登录的是演示账号，会一并清除。请先新建一个正式的管理员账号，用它登录后再来清除。
              </p>
              <ButtonLink href={paths.newAccount()} look="primary">
                新建管理员账号
              </ButtonLink>
            </>
          )}
        </div>
      </Card>
    </Frame>
  );
}
