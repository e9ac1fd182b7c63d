"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
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
import { paths } from "@/lib/paths";
import { rowId } from "@/lib/row-id";
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
  const rejected = form.get("decision") === "REJECTED";
  return leave(await verify(state, form), form, rejected ? "rejected" : "verified");
}

export async function withdrawCompletionAction(state: FormState, form: FormData) {
  return withdraw(state, form);
}

export async function confirmClosureAction(state: FormState, form: FormData): Promise<FormState> {
  return leave(await confirm(state, form), form, "closed");
}

export async function reopenClosureAction(state: FormState, form: FormData): Promise<FormState> {
  return reopen(state, form);
}

/** In 办结核验 the card is gone or another afterwards: the page says what became of it. */
function leave(
  answer: FormState,
  form: FormData,
  done: "verified" | "rejected" | "closed",
): FormState {
  const queued = rowId.safeParse(form.get("queued"));
  if (answer.status === "done" && queued.success) {
    redirect(paths.completions({ done, of: queued.data }));
  }
  return answer;
}

function refresh(): undefined {
  revalidatePath("/", "layout");
}
