"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "@/lib/form-state";
import { paths, type Query } from "@/lib/paths";
import { changeView, moveView, removeView, restoreView, saveView } from "@/lib/views/commands";
import { changeViewInput, moveViewInput, oneViewInput, saveViewInput } from "@/lib/views/schema";
import { formAction } from "@/lib/web/form-action";

export async function saveViewAction(state: FormState, form: FormData): Promise<FormState> {
  return save(state, form);
}
export async function changeViewAction(state: FormState, form: FormData): Promise<FormState> {
  return change(state, form);
}
export async function moveViewAction(state: FormState, form: FormData): Promise<FormState> {
  return move(state, form);
}
export async function removeViewAction(state: FormState, form: FormData): Promise<FormState> {
  return remove(state, form);
}
export async function restoreViewAction(state: FormState, form: FormData): Promise<FormState> {
  return restore(state, form);
}

const save = formAction(saveViewInput, saveView, async () => backToViews({ done: "saved" }));
const change = formAction(changeViewInput, changeView, async () =>
  backToViews({ done: "changed" }),
);
const move = formAction(moveViewInput, moveView, async () => backToViews({}));
const remove = formAction(oneViewInput, removeView, async (removed) => backToViews({ removed }));
const restore = formAction(oneViewInput, restoreView, async () =>
  backToViews({ done: "restored" }),
);

function backToViews(query: Query): never {
  revalidatePath(paths.views());
  redirect(paths.views(query));
}
