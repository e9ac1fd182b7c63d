"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "@/lib/form-state";
import { paths } from "@/lib/paths";
import { saveDraft, submitUpdate, withdrawUpdate } from "@/lib/progress/commands";
import { saveDraftInput, submitUpdateInput, withdrawUpdateInput } from "@/lib/progress/schema";
import { askSignOff, returnDraft } from "@/lib/sign-offs/commands";
import { returnDraftInput } from "@/lib/sign-offs/schema";
import { formAction } from "@/lib/web/form-action";

const save = formAction(saveDraftInput, saveDraft, async (saved) => {
  const at = saved.savedAt.toISOString();
  const result = {
    draftVersion: saved.draftVersion,
    savedAt: at,
    taken: JSON.stringify(saved.taken),
    conflicts: JSON.stringify(saved.conflicts),
    comparison: JSON.stringify(saved.comparison),
  };
  return { status: "done", at, result };
});
const submit = formAction(submitUpdateInput, submitUpdate);
const ask = formAction(submitUpdateInput, askSignOff);
const giveBack = formAction(returnDraftInput, returnDraft);
const withdraw = formAction(withdrawUpdateInput, withdrawUpdate);

export async function saveDraftAction(state: FormState, form: FormData): Promise<FormState> {
  return save(state, form);
}

export async function submitUpdateAction(state: FormState, form: FormData): Promise<FormState> {
  if (form.get("then") === "save") return saveAndGoOn(state, form);
  return leave(await submit(state, form), form, "sent");
}

export async function askSignOffAction(state: FormState, form: FormData): Promise<FormState> {
  if (form.get("then") === "save") return saveAndGoOn(state, form);
  return leave(await ask(state, form), form, "asked");
}

export async function returnDraftAction(state: FormState, form: FormData): Promise<FormState> {
  return refreshed(await giveBack(state, form));
}

export async function withdrawUpdateAction(state: FormState, form: FormData): Promise<FormState> {
  return refreshed(await withdraw(state, form));
}

/** 保存并填下一条: the draft stays a draft, the writer goes on; what two people changed is decided first. */
async function saveAndGoOn(state: FormState, form: FormData): Promise<FormState> {
  const answer = await save(state, form);
  if (answer.status !== "done") return answer;
  const { conflicts = "[]", draftVersion = 0 } = answer.result ?? {};
  if (conflicts !== "[]") {
    const typed = Object.fromEntries([...form].filter(([, value]) => typeof value === "string"));
    const fields = { draftVersion: String(draftVersion), conflicts: String(conflicts) };
    const message = "有栏目另有人改过，请在该栏选择用哪一份。";
    return {
      status: "failed",
      code: "STALE",
      message,
      fields,
      typed: typed as Record<string, string>,
    };
  }
  revalidatePath("/", "layout");
  redirect(paths.updates({ next: "saved", of: nameOf(form) }));
}

/** On to the list, or to the next report still owed. */
function leave(answer: FormState, form: FormData, how: "sent" | "asked"): FormState {
  if (answer.status !== "done") return answer;
  revalidatePath("/", "layout");
  const of = nameOf(form);
  redirect(paths.updates(form.get("then") === "next" ? { next: how, of } : { [how]: 1, of }));
}

/** Which report it was, as the list knows it. */
function nameOf(form: FormData): string {
  return `${form.get("assignmentId")}-${form.get("month")}`;
}

function refreshed(answer: FormState): FormState {
  if (answer.status === "done") revalidatePath("/", "layout");
  return answer;
}
