"use server";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { signOut } from "@/lib/accounts/commands";
import { paths } from "@/lib/paths";
import { systemNow } from "@/lib/platform/clock";
import { findAnyActor } from "@/lib/web/actor";
import { sessionCookie } from "@/lib/web/auth";
import { refuseForeignOrigin } from "@/lib/web/form-action";

const YEAR = 365 * 24 * 3600;

export async function signOutAction(): Promise<void> {
  await refuseForeignOrigin();
  const actor = await findAnyActor();
  if (actor) await signOut(actor, systemNow());
  const { name, options } = sessionCookie();
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
  redirect(paths.signIn());
}

export async function setThemeAction(form: FormData): Promise<void> {
  await refuseForeignOrigin();
  const theme = form.get("theme");
  const jar = await cookies();
  if (theme !== "light" && theme !== "dark") jar.delete("theme");
  else jar.set("theme", theme, { path: "/", maxAge: YEAR, sameSite: "lax", httpOnly: true });
}
