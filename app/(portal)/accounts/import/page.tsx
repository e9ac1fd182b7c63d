import type { Metadata } from "next";
import { ConfirmationNote } from "@/components/accounts/confirmation-note";
import { ImportForm } from "@/components/accounts/import-form";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { getConfirmation } from "@/lib/accounts/listing";
import { paths } from "@/lib/paths";
import { answer, requireActor } from "@/lib/web/actor";
import { Frame } from "../../frame";
import { importAccountsAction } from "../actions";

export const metadata: Metadata = { title: "从 Excel 导入账号" };

export default async function ImportAccountsPage() {
  const actor = await requireActor();
  const confirmation = await answer(getConfirmation(actor));
  return (
    <Frame current="accounts">
      <Link href={paths.accounts()} className="text-accent text-sm hover:underline print:hidden">
        ← 全部账号
      </Link>
      <h1 className="mb-4 font-bold text-xl print:hidden">从 Excel 导入账号</h1>
      <ConfirmationNote confirmation={confirmation} />
      <div className="grid gap-4">
        <Card title="一、下载模板并填写" className="print:hidden">
          <p className="mb-2">
            一行一个账号。承担分工而没有填报员的单位已经填好，账号名可以改，不要的行删去。角色填“填报员、审核员、领导、管理员、审计员”之一；填报员写责任单位全称或名录里的别名；审核员、领导只管一市的写城市全称。
          </p>
          <a className={buttonClass()} href={paths.accountTemplate()}>
            下载模板
          </a>
        </Card>
        <Card title="二、上传">
          <ImportForm action={importAccountsAction} />
        </Card>
      </div>
    </Frame>
  );
}
