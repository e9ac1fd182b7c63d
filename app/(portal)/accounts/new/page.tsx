import type { Metadata } from "next";
import { AccountForm } from "@/components/accounts/account-form";
import { ConfirmationNote } from "@/components/accounts/confirmation-note";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { getConfirmation, listPlaces } from "@/lib/accounts/listing";
import { paths } from "@/lib/paths";
import { answer, requireActor } from "@/lib/web/actor";
import { Frame } from "../../frame";
import { addAccountAction } from "../actions";

export const metadata: Metadata = { title: "新建账号" };

export default async function NewAccountPage() {
  const actor = await requireActor();
  const places = await answer(listPlaces(actor));
  const confirmation = await answer(getConfirmation(actor));
  return (
    <Frame current="accounts">
      <Link href={paths.accounts()} className="text-accent text-sm hover:underline print:hidden">
        ← 全部账号
      </Link>
      <h1 className="mb-4 font-bold text-xl print:hidden">新建账号</h1>
      <ConfirmationNote confirmation={confirmation} />
      <Card title="账号与角色">
        <AccountForm places={places} action={addAccountAction} />
      </Card>
    </Frame>
  );
}
