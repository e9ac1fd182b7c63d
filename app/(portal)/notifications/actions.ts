"use server";
import { revalidatePath } from "next/cache";
import { createFeed, revokeFeed } from "@/lib/calendar-feeds/commands";
import { createFeedInput, revokeFeedInput } from "@/lib/calendar-feeds/schema";
import type { FormState } from "@/lib/form-state";
import { markRead } from "@/lib/notifications/commands";
import { markReadInput } from "@/lib/notifications/schema";
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
