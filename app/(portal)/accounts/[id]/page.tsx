import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AccountActs } from "@/components/accounts/account-acts";
import { StateText } from "@/components/accounts/account-table";
import { WaitingChanges } from "@/components/accounts/waiting-changes";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { getAccount, listPlaces, listWaitingRoleChanges } from "@/lib/accounts/listing";
import { ROLE_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { Frame } from "../../frame";
import {
  actOnAccountAction,
  changeRoleAction,
  decideRoleChangeAction,
  limitAccountAction,
  moveAccountAction,
  renewPasswordsAction,
} from "../actions";

export const metadata: Metadata = { title: "账号" };

export default async function AccountPage({ params }: PageProps<"/accounts/[id]">) {
  const actor = await requireActor();
  const id = rowId.safeParse((await params).id);
  if (!id.success) notFound();
  const account = await answer(getAccount(actor, id.data));
  const places = await answer(listPlaces(actor));
  const waiting = await answer(listWaitingRoleChanges(actor));
  const own = waiting.filter(({ accountId }) => accountId === account.id);
  return (
    <Frame current="accounts">
      <Link href={paths.accounts()} className="text-accent text-sm hover:underline print:hidden">
        ← 全部账号
      </Link>
      <h1 className="mb-4 font-bold text-xl">
        账号 <span className="font-mono">{account.name}</span>
      </h1>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Card title="现状">
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
            <dt className="text-ink-2">角色</dt>
            <dd>{ROLE_NAMES[account.role]}</dd>
            <dt className="text-ink-2">岗位</dt>
            <dd>{account.post}</dd>
            <dt className="text-ink-2">单位或城市</dt>
            <dd>{account.place ?? "全部"}</dd>
            <dt className="text-ink-2">所涉城市</dt>
            <dd>{account.limits.map(({ name }) => name).join("、") || "不限"}</dd>
            <dt className="text-ink-2">邮箱</dt>
            <dd>{account.email ?? "未登记"}</dd>
            <dt className="text-ink-2">状态</dt>
            <dd>
              <StateText account={account} />
            </dd>
          </dl>
        </Card>
        {own.length > 0 && (
          <Card title="等待确认的角色变更">
            <WaitingChanges changes={own} decide={decideRoleChangeAction} />
          </Card>
        )}
        {account.own ? (
          <Card title="办理">
            <p>
              这是您自己的账号，须由另一个管理员办理。密码请到
              <Link href={paths.password()} className="text-accent underline underline-offset-2">
                修改密码
              </Link>
              更换。
            </p>
          </Card>
        ) : (
          account.state !== "CLOSED" &&
          account.state !== "WAITING" && (
            <AccountActs
              account={account}
              places={places}
              actions={{
                act: actOnAccountAction,
                renew: renewPasswordsAction,
                move: moveAccountAction,
                role: changeRoleAction,
                limit: limitAccountAction,
              }}
            />
          )
        )}
      </div>
    </Frame>
  );
}
