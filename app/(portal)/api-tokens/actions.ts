"use server";
import { revalidatePath } from "next/cache";
import { createApiToken, revokeApiToken } from "@/lib/accounts/commands";
import { createApiTokenInput, revokeApiTokenInput } from "@/lib/accounts/schema";
import type { FormState } from "@/lib/form-state";
import { paths } from "@/lib/paths";
import { businessNow } from "@/lib/platform/clock";
import { formAction } from "@/lib/web/form-action";

const create = formAction(createApiTokenInput, createApiToken, created);
const revoke = formAction(revokeApiTokenInput, revokeApiToken);

export async function createApiTokenAction(state: FormState, form: FormData): Promise<FormState> {
  return create(state, form);
}

export async function revokeApiTokenAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await revoke(state, form);
  // Refused or not, the list may have moved on.
  revalidatePath(paths.apiTokens());
  return next;
}

async function created(token: string, { label = "" }: Record<string, string>): Promise<FormState> {
  revalidatePath(paths.apiTokens());
  return { status: "done", at: businessNow().toISOString(), result: { token, label } };
}
