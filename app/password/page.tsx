import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PasswordForm } from "@/components/accounts/password-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { hasIdentity } from "@/lib/accounts/identities";
import { passwordHint } from "@/lib/accounts/passwords";
import { IDENTITY_FAULTS } from "@/lib/accounts/rules";
import { paths } from "@/lib/paths";
import { findEnteredActor } from "@/lib/web/actor";
import { identityLabel } from "@/lib/web/identity-provider";
import { signOutAction } from "../(portal)/actions";
import { IdentityForm } from "../sign-in/identity-form";
import { changePasswordAction } from "./actions";

export const metadata: Metadata = { title: "修改密码" };

const DUE = {
  ONE_TIME: "您用的是一次性密码，请先换成自己的密码，再使用门户。",
  AGED: "密码已超过 90 天没有更换，请先更换，再使用门户。",
};

/** Outside of the portal's frame: whoever has to change the password can go nowhere else. */
export default async function PasswordPage({ searchParams }: PageProps<"/password">) {
  const actor = await findEnteredActor();
  if (!actor) redirect(paths.signIn(paths.password()));
  const { changed, refused } = await searchParams;
  const label = actor.passwordDue ? null : identityLabel();
  const fault = Object.entries(IDENTITY_FAULTS).find(([each]) => each === refused)?.[1];
  return (
    <main className="mx-auto grid min-h-dvh max-w-lg content-center gap-4 px-4 py-10">
      <section className="card p-6 sm:p-8">
        <h1 className="mb-1 font-bold text-xl">修改密码</h1>
        <p className="mb-4 text-ink-2">
          {actor.post} · {actor.name}
        </p>
        {changed === "1" && !actor.passwordDue ? (
          <>
            <Notice>密码已更换，其他地方的登录都已结束。</Notice>
            <ButtonLink href={paths.overview()} look="primary">
              进入门户
            </ButtonLink>
          </>
        ) : (
          <>
            {actor.passwordDue && (
              <p className="mb-4 rounded-lg bg-mark px-4 py-3">{DUE[actor.passwordDue]}</p>
            )}
            <PasswordForm action={changePasswordAction} hint={passwordHint()} name={actor.name} />
            <div className="mt-4 border-line border-t pt-4">
              {actor.passwordDue ? (
                <form action={signOutAction}>
                  <Button type="submit">退出登录</Button>
                </form>
              ) : (
                <ButtonLink href={paths.overview()}>返回</ButtonLink>
              )}
            </div>
          </>
        )}
      </section>
      {label && (
        <section className="card p-6 sm:p-8">
          <h2 className="mb-1 font-bold text-lg">统一身份</h2>
          {fault && (
            <p role="alert" className="my-3 rounded-lg bg-red-soft px-4 py-3 text-red">
              {fault}
            </p>
          )}
          {(await hasIdentity(actor)) ? (
            <p className="text-ink-2">
              账号已关联统一身份，可在登录页用“{label}”登录。换了身份的，请管理员解除后重新关联。
            </p>
          ) : (
            <>
              <p className="text-ink-2">
                关联后可在登录页用“{label}”登录，不用再输门户的密码。请先用密码登录本门户再关联。
              </p>
              <IdentityForm label="关联统一身份" next={paths.password()} />
            </>
          )}
        </section>
      )}
    </main>
  );
}
