"use server";
import { redirect } from "next/navigation";
import { changePassword } from "@/lib/accounts/passwords";
import { changePasswordInput } from "@/lib/accounts/schema";
import type { FormState } from "@/lib/form-state";
import { paths } from "@/lib/paths";
import { findEnteredActor } from "@/lib/web/actor";
import { formAction } from "@/lib/web/form-action";

const change = formAction(
  changePasswordInput,
  changePassword,
  async () => redirect(`${paths.password()}?changed=1`),
  { secret: ["current", "next", "again"], who: findEnteredActor },
);

export async function changePasswordAction(state: FormState, form: FormData): Promise<FormState> {
  return change(state, form);
}
