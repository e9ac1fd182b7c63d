"use server";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { signInInput } from "@/lib/accounts/schema";
import { signIn } from "@/lib/accounts/sign-in";
import type { FormState } from "@/lib/form-state";
import { paths } from "@/lib/paths";
import { systemNow } from "@/lib/platform/clock";
import { Refusal } from "@/lib/platform/refusal";
import { addressOf, sealSession, sessionCookie } from "@/lib/web/auth";
import { failure, fieldErrors, refuseForeignOrigin } from "@/lib/web/form-action";
import { identityLabel } from "@/lib/web/identity-provider";
import { beginIdentitySignIn } from "@/lib/web/identity-sign-in";

/** Signs in without JavaScript too; goes to where the person was heading. */
export async function signInAction(_previous: FormState, form: FormData): Promise<FormState> {
  await refuseForeignOrigin();
  const username = String(form.get("username") ?? "");
  const input = signInInput.safeParse({ username, password: String(form.get("password") ?? "") });
  // The password is never sent back.
  const typed = { username };
  if (!input.success)
    return failure("INVALID", "请填写账号和密码。", fieldErrors(input.error), typed);
  const head = await headers();
  const address = addressOf((name) => head.get(name));
  let sessionId: string;
  try {
    sessionId = await signIn(input.data, address, systemNow());
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return failure(error.code, error.message, {}, typed);
  }
  const { name, options } = sessionCookie();
  (await cookies()).set(name, await sealSession(sessionId), options);
  redirect(localPath(form.get("next")) ?? paths.overview());
}

/** Answers where to go on: a form that is redirected to another site is stopped by the browser. */
export async function identitySignInAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  await refuseForeignOrigin();
  const url =
    identityLabel() && (await beginIdentitySignIn(localPath(form.get("next")) ?? paths.overview()));
  if (!url)
    return failure("INVALID", "统一身份认证暂时不通，请稍后再试，或用账号密码登录。", {}, {});
  return { status: "done", at: systemNow().toISOString(), result: { url } };
}

const BASE = "http://portal.invalid";

/** Only a path of this portal: never another host's address. */
function localPath(next: FormDataEntryValue | null): string | null {
  if (typeof next !== "string" || !URL.canParse(next, BASE)) return null;
  const url = new URL(next, BASE);
  const path = url.pathname + url.search;
  return url.origin === BASE && !path.startsWith("//") ? path : null;
}
