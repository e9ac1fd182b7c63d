"use server";
import { revalidatePath } from "next/cache";
import type { FormState } from "@/lib/form-state";
import { markRead } from "@/lib/notifications/commands";
import { markReadInput } from "@/lib/notifications/schema";
import { paths } from "@/lib/paths";
import { formAction } from "@/lib/web/form-action";

const mark = formAction(markReadInput, markRead);

export async function markReadAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await mark(state, form);
  revalidatePath(paths.notifications());
  return next;
}
