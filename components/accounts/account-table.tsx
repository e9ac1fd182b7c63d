import { ACCOUNT_STATE_NAMES } from "@/lib/account-states";
import type { AccountRow } from "@/lib/accounts/listing";
import { ROLE_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { Link } from "../ui/link";
import { StackedCell, StackedRow, StackedTable } from "../ui/stacked-table";
import { reachText } from "./reach";

/** One row an account; on a phone a block. Those somebody may be given a new password for can be ticked. */
export function AccountTable({
  accounts,
  ownId,
  ticked,
}: {
  accounts: AccountRow[];
  ownId: number;
  ticked: ReadonlySet<string>;
}) {
  return (
    <StackedTable caption="账号" names={["账号", "角色", "岗位", "单位或城市", "状态"]}>
      {accounts.map((account) => (
        <StackedRow
          key={account.id}
          head={
            <span className="flex items-center gap-2.5">
              <input
                type="checkbox"
                name="accountIds"
                value={account.id}
                aria-label={`选择 ${account.name}`}
                data-one-time={account.oneTime || undefined}
                disabled={account.id === ownId || !ISSUED.includes(account.state)}
                defaultChecked={ticked.has(String(account.id))}
                className="size-4 print:hidden"
              />
              <Link
                href={paths.account(account.id)}
                className="font-mono text-accent hover:underline"
              >
                {account.name}
              </Link>
            </span>
          }
        >
          <StackedCell>{ROLE_NAMES[account.role]}</StackedCell>
          <StackedCell>{account.post}</StackedCell>
          <StackedCell>{reachText(account)}</StackedCell>
          <StackedCell>
            <StateText account={account} />
          </StackedCell>
        </StackedRow>
      ))}
    </StackedTable>
  );
}

const ISSUED = ["ACTIVE", "LOCKED"];
const TONES = { ACTIVE: "text-green", LOCKED: "text-red", WAITING: "", CLOSED: "text-ink-2" };

export function StateText({ account }: { account: AccountRow }) {
  return (
    <>
      <span className={TONES[account.state]}>{ACCOUNT_STATE_NAMES[account.state]}</span>
      {account.state === "ACTIVE" && account.oneTime && (
        <span className="text-ink-2">，一次性密码未更换</span>
      )}
      {account.demonstration && <span className="text-ink-2">（演示）</span>}
    </>
  );
}
