"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { type FormState, IDLE } from "@/lib/form-state";
import { markRead, openMessage } from "@/lib/notifications/commands";
import { markReadInput, openMessageInput } from "@/lib/notifications/schema";
import { paths } from "@/lib/paths";
import { formAction } from "@/lib/web/form-action";

const mark = formAction(markReadInput, markRead);
const open = formAction(openMessageInput, openMessage, async (path) => redirect(path));

export async function markReadAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await mark(state, form);
  revalidatePath(paths.notifications());
  return next;
}

/** Opens a message, which is thereby read, and goes where it leads; one that is not there leads to the list. */
export async function openMessageAction(form: FormData): Promise<void> {
  await open(IDLE, form);
  redirect(paths.notifications());
}
