import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SetupForm } from "@/components/accounts/setup-form";
import { Seal } from "@/components/shell/brand";
import { awaitsFirstAdmin } from "@/lib/accounts/first-run";
import { passwordHint } from "@/lib/accounts/passwords";
import { findFirstImport } from "@/lib/imports/first-import";
import { setUpAction } from "./actions";

export const metadata: Metadata = { title: "首次设置" };

/** Only while there is no account at all; afterwards it is no page. */
export default async function SetupPage() {
  if (!(await awaitsFirstAdmin())) notFound();
  return (
    <main className="mx-auto grid min-h-dvh max-w-lg content-center gap-4 px-4 py-10">
      <section className="card p-6 sm:p-8">
        <div className="mb-4 flex items-center gap-3">
          <Seal cities={[]} size={40} />
          <div>
            <h1 className="font-bold text-xl">首次设置</h1>
            <p className="text-ink-2">建立第一个管理员，此后本页关闭</p>
          </div>
        </div>
        <SetupForm
          action={setUpAction}
          hint={passwordHint()}
          plan={(await findFirstImport())?.title ?? null}
        />
      </section>
    </main>
  );
}
