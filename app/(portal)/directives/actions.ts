"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import {
  decideReply,
  issueDirective,
  replyToDirective,
  withdrawDirective,
} from "@/lib/directives/commands";
import {
  decideReplyInput,
  issueDirectiveInput,
  replyInput,
  withdrawDirectiveInput,
} from "@/lib/directives/schema";
import type { FormState } from "@/lib/form-state";
import { paths } from "@/lib/paths";
import { formAction } from "@/lib/web/form-action";

const issue = formAction(issueDirectiveInput, issueDirective, async ({ directiveId }) => {
  revalidatePath("/", "layout");
  redirect(paths.directive(directiveId, { done: "issued" }));
});
const reply = formAction(replyInput, replyToDirective);
const decide = formAction(decideReplyInput, decideReply);
const withdraw = formAction(withdrawDirectiveInput, withdrawDirective);

export async function issueDirectiveAction(state: FormState, form: FormData): Promise<FormState> {
  return issue(state, form);
}

export async function replyToDirectiveAction(state: FormState, form: FormData): Promise<FormState> {
  return refreshed(await reply(state, form));
}

export async function decideReplyAction(state: FormState, form: FormData): Promise<FormState> {
  return refreshed(await decide(state, form));
}

export async function withdrawDirectiveAction(
  state: FormState,
  form: FormData,
): Promise<FormState> {
  return refreshed(await withdraw(state, form));
}

/** Done or not, the directive may have moved on; what was typed stays with its form. */
function refreshed(answer: FormState): FormState {
  revalidatePath("/", "layout");
  return answer;
}
