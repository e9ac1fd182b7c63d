"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "@/lib/form-state";
import { paths } from "@/lib/paths";
import { answerReminder, sendReminders } from "@/lib/reminders/commands";
import { answerReminderInput, sendRemindersInput } from "@/lib/reminders/schema";
import { formAction } from "@/lib/web/form-action";

const send = formAction(sendRemindersInput, sendReminders, async ({ sent, left }) =>
  redirect(paths.reminders({ sent, left: left > 0 ? left : undefined })),
);
const answer = formAction(answerReminderInput, answerReminder);

export async function sendRemindersAction(state: FormState, form: FormData): Promise<FormState> {
  return send(state, form);
}

export async function answerReminderAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await answer(state, form);
  // Answered or not, the list may have moved on.
  revalidatePath(paths.reminders());
  return next;
}
