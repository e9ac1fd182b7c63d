import type { WaitingRoleChange } from "@/lib/accounts/listing";
import type { FormState } from "@/lib/form-state";
import { dayTime } from "@/lib/format";
import { ROLE_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { Link } from "../ui/link";
import { ActForm } from "./act-form";
import { reachText } from "./reach";

/** 角色变更 that a second administrator has to confirm. */
export function WaitingChanges({
  changes,
  decide,
}: {
  changes: WaitingRoleChange[];
  decide: (state: FormState, form: FormData) => Promise<FormState>;
}) {
  return (
    <ul className="grid gap-3">
      {changes.map((change) => (
        <li
          key={change.id}
          className="grid gap-2 border-line border-t pt-3 first:border-0 first:pt-0"
        >
          <p>
            <Link href={paths.account(change.accountId)} className="font-mono text-accent">
              {change.name}
            </Link>
            ：{change.fromRole ? ROLE_NAMES[change.fromRole] : "新账号"} →{" "}
            <strong>{ROLE_NAMES[change.role]}</strong>（{change.post}
            {`，${reachText(change)}`}）
          </p>
          <p className="text-ink-2 text-sm">
            {change.askedBy} 于 {dayTime(change.askedAt)} 提出
            {!change.mayConfirm && "，须由另一个管理员确认"}
            {change.abolished && "；该单位已撤销，请不同意后重新提出"}
          </p>
          <div className="flex flex-wrap gap-2">
            {change.mayConfirm && !change.abolished && (
              <ActForm
                action={decide}
                hidden={{ roleChangeId: change.id, decision: "CONFIRM" }}
                label="确认变更"
                look="primary"
                done="已确认。"
              />
            )}
            <ActForm
              action={decide}
              hidden={{ roleChangeId: change.id, decision: "REFUSE" }}
              label={change.mayConfirm ? "不同意" : "撤销"}
              done="已撤销。"
            />
          </div>
        </li>
      ))}
    </ul>
  );
}
