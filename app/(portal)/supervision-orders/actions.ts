"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "@/lib/form-state";
import { paths } from "@/lib/paths";
import { issueOrder } from "@/lib/supervision-orders/commands";
import { issueOrderInput } from "@/lib/supervision-orders/schema";
import { formAction } from "@/lib/web/form-action";

const issue = formAction(issueOrderInput, issueOrder, async ({ orderId }) => {
  revalidatePath("/", "layout");
  redirect(paths.order(orderId, { done: "issued" }));
});

export async function issueOrderAction(state: FormState, form: FormData): Promise<FormState> {
  return issue(state, form);
}
