"use server";
import { revalidatePath } from "next/cache";
import { retryJob } from "@/lib/deliveries/commands";
import { retryJobInput } from "@/lib/deliveries/schema";
import type { FormState } from "@/lib/form-state";
import { paths } from "@/lib/paths";
import { formAction } from "@/lib/web/form-action";

const retry = formAction(retryJobInput, retryJob);

export async function retryJobAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await retry(state, form);
  revalidatePath(paths.jobs());
  return next;
}
