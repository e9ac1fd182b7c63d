"use server";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { setUpFaults, setUpFirstAdmin } from "@/lib/accounts/first-run";
import { setUpInput } from "@/lib/accounts/schema";
import type { FormState } from "@/lib/form-state";
import { beginWithout } from "@/lib/imports/first-import";
import { paths } from "@/lib/paths";
import { businessNow } from "@/lib/platform/clock";
import { Refusal } from "@/lib/platform/refusal";
import { addressOf } from "@/lib/web/auth";
import { failure, fieldErrors, refuseForeignOrigin } from "@/lib/web/form-action";

/** Makes the first administrator; there is nobody to ask who it is yet. */
export async function setUpAction(_previous: FormState, form: FormData): Promise<FormState> {
  await refuseForeignOrigin();
  const given = Object.fromEntries(
    Object.keys(setUpInput.shape).map((name) => [name, String(form.get(name) ?? "")]),
  );
  // No password is ever sent back.
  const { token = "", name = "", post = "", password = "" } = given;
  const typed = { token, name, post };
  const plan = form.get("plan") === "none" ? "none" : "keep";
  const input = setUpInput.safeParse(given);
  const head = await headers();
  const address = addressOf((header) => head.get(header));
  try {
    if (!input.success) {
      const faults = {
        ...(await setUpFaults({ token: token.trim(), name, password }, address)),
        ...fieldErrors(input.error),
      };
      return failure("INVALID", "请按提示修改后再提交。", faults, { ...typed, plan });
    }
    const by = await setUpFirstAdmin(input.data, address, businessNow());
    if (plan === "none") await beginWithout(by, businessNow());
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return failure(error.code, error.message, error.fields, { ...typed, plan });
  }
  redirect(paths.signIn());
}
