"use server";
import { revalidatePath } from "next/cache";
import { stateConfidence } from "@/lib/confidences/commands";
import { stateConfidenceInput } from "@/lib/confidences/schema";
import { applyForExtension, decideExtension } from "@/lib/extensions/commands";
import { applyForExtensionInput, decideExtensionInput } from "@/lib/extensions/schema";
import type { FormState } from "@/lib/form-state";
import { confirmMilestone, revokeMilestone, setMilestones } from "@/lib/plan/commands";
import { confirmMilestoneInput, revokeMilestoneInput, setMilestonesInput } from "@/lib/plan/schema";
import { formAction } from "@/lib/web/form-action";

const set = formAction(setMilestonesInput, setMilestones, refresh);
const confirm = formAction(confirmMilestoneInput, confirmMilestone, refresh);
const revoke = formAction(revokeMilestoneInput, revokeMilestone, refresh);
const apply = formAction(applyForExtensionInput, applyForExtension, refresh);
const decide = formAction(decideExtensionInput, decideExtension, refresh);
const state = formAction(stateConfidenceInput, stateConfidence, refresh);

export async function setMilestonesAction(previous: FormState, form: FormData) {
  return set(previous, form);
}

export async function confirmMilestoneAction(previous: FormState, form: FormData) {
  return confirm(previous, form);
}

export async function revokeMilestoneAction(previous: FormState, form: FormData) {
  return revoke(previous, form);
}

export async function applyForExtensionAction(previous: FormState, form: FormData) {
  return apply(previous, form);
}

export async function decideExtensionAction(previous: FormState, form: FormData) {
  return decide(previous, form);
}

export async function stateConfidenceAction(previous: FormState, form: FormData) {
  return state(previous, form);
}

function refresh(): undefined {
  revalidatePath("/", "layout");
}
