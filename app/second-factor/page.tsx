import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SecondFactorForm } from "@/components/accounts/second-factor-form";
import { Button } from "@/components/ui/button";
import { getEnrolment } from "@/lib/accounts/second-factor";
import { paths } from "@/lib/paths";
import { findAnyActor } from "@/lib/web/actor";
import { signOutAction } from "../(portal)/actions";
import { enrolSecondFactorAction, enterSecondFactorAction } from "./actions";

export const metadata: Metadata = { title: "动态口令" };

/** Outside of the portal's frame, between the password and everything else. */
export default async function SecondFactorPage() {
  const actor = await findAnyActor();
  if (!actor) redirect(paths.signIn());
  const enrols = actor.secondFactorDue === "ENROL";
  // After setting it up the page stays, with the codes that are shown once.
  const enrolment = enrols ? getEnrolment(actor) : null;
  return (
    <main className="mx-auto grid min-h-dvh max-w-lg content-center gap-4 px-4 py-10">
      <section className="card p-6 sm:p-8">
        <h1 className="mb-1 font-bold text-xl">{enrols ? "绑定动态口令" : "动态口令"}</h1>
        <p className="mb-4 text-ink-2">
          {actor.post} · {actor.name}
        </p>
        <SecondFactorForm
          enrolment={enrolment}
          action={enrols ? enrolSecondFactorAction : enterSecondFactorAction}
          next={paths.overview()}
        />
        <form action={signOutAction} className="mt-4 border-line border-t pt-4">
          <Button type="submit">退出登录</Button>
        </form>
      </section>
    </main>
  );
}
