"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "@/lib/form-state";
import {
  addResolution,
  cancelMeeting,
  closeMeeting,
  openMeeting,
  takeBackResolution,
} from "@/lib/meetings/commands";
import {
  addResolutionInput,
  cancelMeetingInput,
  closeMeetingInput,
  openMeetingInput,
  takeBackResolutionInput,
} from "@/lib/meetings/schema";
import { paths } from "@/lib/paths";
import { formAction } from "@/lib/web/form-action";

const open = formAction(openMeetingInput, openMeeting, async ({ meetingId }) =>
  redirect(paths.meeting(meetingId, { slide: 0 })),
);
const add = formAction(addResolutionInput, addResolution, refresh);
const takeBack = formAction(takeBackResolutionInput, takeBackResolution, refresh);
const cancel = formAction(cancelMeetingInput, cancelMeeting, async () =>
  redirect(paths.meetings({ done: "cancelled" })),
);
const close = formAction(closeMeetingInput, closeMeeting, refresh);

export async function openMeetingAction(state: FormState, form: FormData): Promise<FormState> {
  return open(state, form);
}

export async function addResolutionAction(state: FormState, form: FormData): Promise<FormState> {
  return add(state, form);
}

export async function takeBackResolutionAction(
  state: FormState,
  form: FormData,
): Promise<FormState> {
  return takeBack(state, form);
}

export async function cancelMeetingAction(state: FormState, form: FormData): Promise<FormState> {
  return cancel(state, form);
}

export async function closeMeetingAction(state: FormState, form: FormData): Promise<FormState> {
  return close(state, form);
}

function refresh(): undefined {
  revalidatePath("/", "layout");
}
