import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Seal } from "@/components/shell/brand";
import { awaitsFirstAdmin } from "@/lib/accounts/first-run";
import { type DemonstrationAccount, listDemonstrationAccounts } from "@/lib/accounts/listing";
import { IDENTITY_FAULTS } from "@/lib/accounts/rules";
import { DEMONSTRATION_PASSWORD, DEMONSTRATION_STAFF } from "@/lib/demonstration/rules";
import { ROLE_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { findActor } from "@/lib/web/actor";
import { identityLabel } from "@/lib/web/identity-provider";
import { IdentityForm } from "./identity-form";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "登录" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  if (await findActor()) redirect(paths.overview());
  if (await awaitsFirstAdmin()) redirect(paths.setup());
  const { next, as, refused, error } = await searchParams;
  const label = identityLabel();
  const fault = label === null ? null : identityFault(refused, error);
  const accounts = await listDemonstrationAccounts();
  // Only what the page lists anyway is filled in.
  const chosen = accounts.find((account) => account.name === as);
  const goingTo = typeof next === "string" ? next : undefined;
  return (
    <main className="mx-auto grid min-h-dvh max-w-4xl content-center gap-6 px-4 py-10 md:grid-cols-2 md:items-start">
      <section className="card p-6 sm:p-8">
        <div className="mb-6 flex items-center gap-3">
          <Seal cities={[]} size={40} />
          <div>
            <h1 className="font-bold text-xl">对口合作督办</h1>
            <p className="text-ink-2">年度工作要点的分工、填报、审核与看板</p>
          </div>
        </div>
        {fault && (
          <p role="alert" className="mb-4 rounded-lg bg-red-soft px-4 py-3 text-red">
            {fault}
          </p>
        )}
        <SignInForm
          key={chosen?.name}
          next={goingTo}
          account={chosen && { name: chosen.name, password: DEMONSTRATION_PASSWORD }}
        />
        {label && <IdentityForm label={label} next={goingTo} />}
        <p className="mt-4 text-ink-2 text-sm">
          连续 5 次输错密码，账号锁定 15 分钟。忘记密码请联系管理员。
        </p>
      </section>
      {accounts.length > 0 && <DemonstrationAccounts accounts={accounts} next={goingTo} />}
    </main>
  );
}

/** Why who comes back from 统一身份认证 is not let in: as the portal decided, or what next-auth could not believe. */
function identityFault(refused: unknown, error: unknown): string | null {
  const known = Object.entries(IDENTITY_FAULTS).find(([fault]) => fault === refused);
  if (known) return known[1];
  return typeof error === "string" ? IDENTITY_FAULTS.FAILED : null;
}

function DemonstrationAccounts({
  accounts,
  next,
}: {
  accounts: DemonstrationAccount[];
  next: string | undefined;
}) {
  const staff = accounts.filter((account) => account.role === "STAFF");
  const shown = accounts.filter(
    (account) => account.role !== "STAFF" || DEMONSTRATION_STAFF.includes(account.name),
  );
  const cities = [...new Set(staff.map((account) => account.cityName))];
  return (
    <section className="card p-6" aria-labelledby="demonstration">
      <h2 id="demonstration" className="font-semibold text-lg">
        演示账号
      </h2>
      <p className="text-ink-2 text-sm">
        点账号填入登录框；密码都是{" "}
        <code className="rounded bg-sunken px-1.5 py-0.5">{DEMONSTRATION_PASSWORD}</code>
      </p>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        {shown.map((account) => (
          <AccountLine
            key={account.name}
            name={account.name}
            next={next}
            text={[ROLE_NAMES[account.role], account.unitName].filter(Boolean).join("，")}
          />
        ))}
      </dl>
      {cities.map((city) => (
        <details key={city} className="mt-2 border-line border-t pt-2">
          <summary className="font-semibold text-sm">{city ?? "其他"}各单位填报员</summary>
          <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
            {staff
              .filter((account) => account.cityName === city)
              .map((account) => (
                <AccountLine
                  key={account.name}
                  name={account.name}
                  next={next}
                  text={account.unitName ?? ""}
                />
              ))}
          </dl>
        </details>
      ))}
    </section>
  );
}

function AccountLine({
  name,
  text,
  next,
}: {
  name: string;
  text: string;
  next: string | undefined;
}) {
  return (
    <>
      <dt>
        <a href={paths.signIn(next, name)} className="text-accent hover:underline">
          <code>{name}</code>
        </a>
      </dt>
      <dd className="text-ink-2">{text}</dd>
    </>
  );
}
