"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { createFeed, revokeFeed } from "@/lib/calendar-feeds/commands";
import { createFeedInput, revokeFeedInput } from "@/lib/calendar-feeds/schema";
import { type FormState, IDLE } from "@/lib/form-state";
import { markRead, openMessage } from "@/lib/notifications/commands";
import { markReadInput, openMessageInput } from "@/lib/notifications/schema";
import { paths } from "@/lib/paths";
import { businessNow } from "@/lib/platform/clock";
import { formAction } from "@/lib/web/form-action";

const mark = formAction(markReadInput, markRead);
const create = formAction(createFeedInput, createFeed, async (token) => ({
  status: "done",
  at: businessNow().toISOString(),
  result: { token },
}));
const revoke = formAction(revokeFeedInput, revokeFeed);
const open = formAction(openMessageInput, openMessage, async (path) => redirect(path));

export async function markReadAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await mark(state, form);
  revalidatePath(paths.notifications());
  return next;
}

export async function createFeedAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await create(state, form);
  revalidatePath(paths.notifications());
  return next;
}

export async function revokeFeedAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await revoke(state, form);
  revalidatePath(paths.notifications());
  return next;
}

/** Opens a message, which is thereby read, and goes where it leads; one that is not there leads to the list. */
export async function openMessageAction(form: FormData): Promise<void> {
  await open(IDLE, form);
  redirect(paths.notifications());
}
