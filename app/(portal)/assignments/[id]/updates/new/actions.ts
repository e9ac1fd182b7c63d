"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "@/lib/form-state";
import { paths } from "@/lib/paths";
import { saveDraft, submitUpdate, withdrawUpdate } from "@/lib/progress/commands";
import { saveDraftInput, submitUpdateInput, withdrawUpdateInput } from "@/lib/progress/schema";
import { formAction } from "@/lib/web/form-action";

const save = formAction(saveDraftInput, saveDraft, async ({ draftVersion, savedAt }) => {
  const at = savedAt.toISOString();
  return { status: "done", at, result: { draftVersion, savedAt: at } };
});
const submit = formAction(submitUpdateInput, submitUpdate);
const withdraw = formAction(withdrawUpdateInput, withdrawUpdate, () => {
  revalidatePath("/", "layout");
  return undefined;
});

export async function saveDraftAction(state: FormState, form: FormData): Promise<FormState> {
  return save(state, form);
}

export async function submitUpdateAction(state: FormState, form: FormData): Promise<FormState> {
  const answer = await submit(state, form);
  if (answer.status !== "done") return answer;
  revalidatePath("/", "layout");
  redirect(form.get("then") === "next" ? `${paths.updates()}?next=1` : `${paths.updates()}?sent=1`);
}

export async function withdrawUpdateAction(state: FormState, form: FormData): Promise<FormState> {
  return withdraw(state, form);
}
