"use server";
import { revalidatePath } from "next/cache";
import { repeatDelivery, retryJob } from "@/lib/deliveries/commands";
import { repeatDeliveryInput, retryJobInput } from "@/lib/deliveries/schema";
import type { FormState } from "@/lib/form-state";
import { paths } from "@/lib/paths";
import { formAction } from "@/lib/web/form-action";

const retry = formAction(retryJobInput, retryJob);
const repeat = formAction(repeatDeliveryInput, repeatDelivery);

export async function retryJobAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await retry(state, form);
  revalidatePath(paths.jobs());
  return next;
}

export async function repeatDeliveryAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await repeat(state, form);
  revalidatePath(paths.jobs());
  return next;
}
