"use server";
import { revalidatePath } from "next/cache";
import {
  decideAdjustment,
  proposeAdjustment,
  withdrawAdjustment,
} from "@/lib/adjustments/commands";
import {
  decideAdjustmentInput,
  proposeAdjustmentInput,
  withdrawAdjustmentInput,
} from "@/lib/adjustments/schema";
import type { FormState } from "@/lib/form-state";
import { formAction } from "@/lib/web/form-action";

const propose = formAction(proposeAdjustmentInput, proposeAdjustment, refresh);
const decide = formAction(decideAdjustmentInput, decideAdjustment, refresh);
const withdraw = formAction(withdrawAdjustmentInput, withdrawAdjustment, refresh);

export async function proposeAdjustmentAction(previous: FormState, form: FormData) {
  return propose(previous, form);
}

export async function decideAdjustmentAction(previous: FormState, form: FormData) {
  return decide(previous, form);
}

export async function withdrawAdjustmentAction(previous: FormState, form: FormData) {
  return withdraw(previous, form);
}

function refresh(): undefined {
  revalidatePath("/", "layout");
}
