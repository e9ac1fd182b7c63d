import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ConfirmationNote } from "@/components/accounts/confirmation-note";
import { RenewalForm } from "@/components/accounts/renewal-form";
import { WaitingChanges } from "@/components/accounts/waiting-changes";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card, Empty } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FilterLine } from "@/components/views/filter-line";
import { ACCOUNT_STATE_NAMES } from "@/lib/account-states";
import { getConfirmation, listAccounts, listWaitingRoleChanges } from "@/lib/accounts/listing";
import { type AccountFilter, accountFilter } from "@/lib/accounts/schema";
import { ROLE_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { answer, requireActor } from "@/lib/web/actor";
import { given } from "@/lib/web/given";
import { Frame } from "../frame";
import { decideRoleChangeAction, renewPasswordsAction } from "./actions";

export const metadata: Metadata = { title: "账号" };

export default async function AccountsPage({ searchParams }: PageProps<"/accounts">) {
  const actor = await requireActor();
  const filter = accountFilter.safeParse(given(await searchParams));
  if (!filter.success) notFound();
  const accounts = await answer(listAccounts(actor, filter.data));
  const confirmation = await answer(getConfirmation(actor));
  const waiting = await answer(listWaitingRoleChanges(actor));
  return (
    <Frame current="accounts">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <div>
          <h1 className="font-bold text-xl">账号</h1>
          <p className="text-ink-2 text-sm">
            谁能登录、以什么角色。每次变更都记入审计日志；本人的账号由另一个管理员办理。
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <ButtonLink href={paths.newAccount()} look="primary">
            新建账号
          </ButtonLink>
          <ButtonLink href={paths.importAccounts()}>从 Excel 导入</ButtonLink>
        </div>
      </div>
      <ConfirmationNote confirmation={confirmation} />
      {waiting.length > 0 && (
        <Card title="等待确认的角色变更" className="mb-4">
          <WaitingChanges changes={waiting} decide={decideRoleChangeAction} />
        </Card>
      )}
      <Card title="全部账号" note={`${accounts.length} 个`}>
        <Filter filter={filter.data} />
        <FilterLine
          chosen={[
            filter.data.q && `“${filter.data.q}”`,
            filter.data.role && ROLE_NAMES[filter.data.role],
            filter.data.state && ACCOUNT_STATE_NAMES[filter.data.state],
          ]}
          all={paths.accounts()}
          here={paths.accounts(filter.data)}
        />
        {accounts.length === 0 ? (
          <Empty>没有符合条件的账号，请放宽条件。</Empty>
        ) : (
          <RenewalForm accounts={accounts} ownId={actor.accountId} action={renewPasswordsAction} />
        )}
      </Card>
    </Frame>
  );
}

function Filter({ filter }: { filter: AccountFilter }) {
  return (
    <form
      action={paths.accounts()}
      aria-label="筛选账号"
      className="screen-only mb-3 grid items-end gap-3 sm:grid-cols-[1fr_auto_auto_auto]"
    >
      <Field name="q" label="找什么">
        {(control) => (
          <input
            {...control}
            type="search"
            className="control"
            placeholder="账号、岗位、单位（简称、拼音首字母也可以）"
            maxLength={100}
            defaultValue={filter.q}
          />
        )}
      </Field>
      <Choice name="role" label="角色" names={ROLE_NAMES} value={filter.role} />
      <Choice name="state" label="状态" names={ACCOUNT_STATE_NAMES} value={filter.state} />
      <Button type="submit">筛选</Button>
    </form>
  );
}

function Choice(props: {
  name: string;
  label: string;
  names: Record<string, string>;
  value: string | undefined;
}) {
  return (
    <Field name={props.name} label={props.label}>
      {(control) => (
        <select {...control} className="control" defaultValue={props.value ?? ""}>
          <option value="">全部</option>
          {Object.entries(props.names).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
