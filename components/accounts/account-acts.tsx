import type { AccountPage, Places } from "@/lib/accounts/listing";
import type { FormState } from "@/lib/form-state";
import { Card } from "../ui/card";
import { Field } from "../ui/field";
import { ActForm } from "./act-form";
import { CityLimit } from "./city-limit";
import { RoleForm } from "./role-form";

type Act = (state: FormState, form: FormData) => Promise<FormState>;

/** What an administrator can do about somebody else's account. */
export function AccountActs({
  account,
  places,
  actions,
}: {
  account: AccountPage;
  places: Places;
  actions: { act: Act; renew: Act; move: Act; role: Act; limit: Act };
}) {
  const hidden = { accountId: account.id };
  const locked = account.state === "LOCKED";
  return (
    <>
      <Card title="密码与登录">
        <div className="grid gap-4">
          <div>
            <p className="mb-2 text-ink-2 text-sm">
              忘记密码时发放新的一次性密码，原密码立即失效，已有的登录全部结束。
            </p>
            <ActForm
              action={actions.renew}
              hidden={{ accountIds: account.id }}
              label="发放一次性密码"
              done="已发放。"
            />
          </div>
          <div className="flex flex-wrap items-start gap-3 border-line border-t pt-4">
            <ActForm
              action={actions.act}
              hidden={{ ...hidden, act: "END_SESSIONS" }}
              label="结束登录"
              done="已有的登录全部结束。"
            />
            {account.secondFactor && (
              <ActForm
                action={actions.act}
                hidden={{ ...hidden, act: "RESET_SECOND_FACTOR" }}
                label="解除动态口令"
                done="已解除，本人下次登录时重新绑定。"
              />
            )}
            {account.identity && (
              <ActForm
                action={actions.act}
                hidden={{ ...hidden, act: "UNLINK_IDENTITY" }}
                label="解除统一身份"
                done="已解除，下次由同一账号名的统一身份重新关联。"
              />
            )}
            {locked ? (
              <ActForm
                key="unlock"
                action={actions.act}
                hidden={{ ...hidden, act: "UNLOCK" }}
                label="解锁"
                done="已解锁。"
              />
            ) : (
              <ActForm
                key="lock"
                action={actions.act}
                hidden={{ ...hidden, act: "LOCK" }}
                label="锁定"
                done="已锁定，登录全部结束。"
              />
            )}
          </div>
        </div>
      </Card>
      {account.role === "STAFF" && (
        <Card title="调动到别的单位">
          <ActForm
            action={actions.move}
            hidden={hidden}
            label="调动"
            done="已调动，本人须重新登录。"
          >
            <Field
              name="unitId"
              id="move-unit"
              label="新的责任单位"
              hint="已报送的内容留在原单位；正在经办的事项请先在“交接”里转交，否则无人经办。"
            >
              {(control) => (
                <select {...control} className="control max-w-xl" defaultValue="">
                  <option value="">请选择</option>
                  {places.units
                    .filter(({ id }) => id !== account.unitId)
                    .map(({ id, name }) => (
                      <option key={id} value={id}>
                        {name}
                      </option>
                    ))}
                </select>
              )}
            </Field>
          </ActForm>
        </Card>
      )}
      <Card title="变更角色">
        <RoleForm action={actions.role} account={account} places={places} />
      </Card>
      <Card title="限定城市">
        <ActForm action={actions.limit} hidden={hidden} label="限定" done="已限定，即时生效。">
          <CityLimit
            key={account.limits.map(({ id }) => id).join()}
            cities={places.cities}
            chosen={account.limits.map(({ id }) => id)}
          />
        </ActForm>
      </Card>
      <Card title="停用">
        <details>
          <summary className="text-red">停用这个账号</summary>
          <div className="mt-2 grid gap-2">
            <p className="text-sm">停用后不能登录，不能恢复；办过的事和审计日志都保留。</p>
            <ActForm
              action={actions.act}
              hidden={{ ...hidden, act: "CLOSE" }}
              label="确认停用"
              look="danger"
              done="已停用。"
            />
          </div>
        </details>
      </Card>
    </>
  );
}
