"use server";
import { revalidatePath } from "next/cache";
import { confirmClosure, reopenClosure } from "@/lib/closures/commands";
import { confirmClosureInput, reopenClosureInput } from "@/lib/closures/schema";
import {
  applyForCompletion,
  verifyCompletion,
  withdrawCompletion,
} from "@/lib/completions/commands";
import {
  applyForCompletionInput,
  verifyCompletionInput,
  withdrawCompletionInput,
} from "@/lib/completions/schema";
import type { FormState } from "@/lib/form-state";
import { formAction } from "@/lib/web/form-action";

const apply = formAction(applyForCompletionInput, applyForCompletion, refresh);
const verify = formAction(verifyCompletionInput, verifyCompletion, refresh);
const withdraw = formAction(withdrawCompletionInput, withdrawCompletion, refresh);
const confirm = formAction(confirmClosureInput, confirmClosure, refresh);
const reopen = formAction(reopenClosureInput, reopenClosure, refresh);

export async function applyForCompletionAction(state: FormState, form: FormData) {
  return apply(state, form);
}

export async function verifyCompletionAction(state: FormState, form: FormData) {
  return verify(state, form);
}

export async function withdrawCompletionAction(state: FormState, form: FormData) {
  return withdraw(state, form);
}

export async function confirmClosureAction(state: FormState, form: FormData): Promise<FormState> {
  return confirm(state, form);
}

export async function reopenClosureAction(state: FormState, form: FormData): Promise<FormState> {
  return reopen(state, form);
}

function refresh(): undefined {
  revalidatePath("/", "layout");
}
