"use server";
import { revalidatePath } from "next/cache";
import type { FormState } from "@/lib/form-state";
import {
  addPeriod,
  lockOverdue,
  lockPeriod,
  removePeriod,
  reopenPeriod,
  setDueDay,
  setPeriodDue,
} from "@/lib/periods/commands";
import {
  addPeriodInput,
  lockOverdueInput,
  lockPeriodInput,
  removePeriodInput,
  reopenPeriodInput,
  setDueDayInput,
  setPeriodDueInput,
} from "@/lib/periods/schema";
import { businessNow } from "@/lib/platform/clock";
import { closePublication, openPublication } from "@/lib/publications/commands";
import { closePublicationInput, openPublicationInput } from "@/lib/publications/schema";
import { previewThresholds, setThresholds } from "@/lib/thresholds/commands";
import { thresholdsInput } from "@/lib/thresholds/schema";
import { formAction } from "@/lib/web/form-action";

type Run = (state: FormState, form: FormData) => Promise<FormState>;

const lock = formAction(lockPeriodInput, lockPeriod);
const lockAll = formAction(lockOverdueInput, lockOverdue);
const reopen = formAction(reopenPeriodInput, reopenPeriod);
const setDue = formAction(setPeriodDueInput, setPeriodDue);
const add = formAction(addPeriodInput, addPeriod);
const remove = formAction(removePeriodInput, removePeriod);
const setDay = formAction(setDueDayInput, setDueDay);
const open = formAction(openPublicationInput, openPublication);
const close = formAction(closePublicationInput, closePublication);
const set = formAction(thresholdsInput, setThresholds);
const preview = formAction(thresholdsInput, previewThresholds, async (found, typed) => ({
  status: "done",
  at: businessNow().toISOString(),
  result: { preview: JSON.stringify(found), typed: JSON.stringify(typed) },
}));

export async function lockPeriodAction(state: FormState, form: FormData): Promise<FormState> {
  return shown(lock, state, form);
}

export async function lockOverdueAction(state: FormState, form: FormData): Promise<FormState> {
  return shown(lockAll, state, form);
}

export async function reopenPeriodAction(state: FormState, form: FormData): Promise<FormState> {
  return shown(reopen, state, form);
}

export async function setPeriodDueAction(state: FormState, form: FormData): Promise<FormState> {
  return shown(setDue, state, form);
}

export async function addPeriodAction(state: FormState, form: FormData): Promise<FormState> {
  return shown(add, state, form);
}

export async function removePeriodAction(state: FormState, form: FormData): Promise<FormState> {
  return shown(remove, state, form);
}

export async function setDueDayAction(state: FormState, form: FormData): Promise<FormState> {
  return shown(setDay, state, form);
}

/** One form, two buttons: what would change, and changing it. */
export async function thresholdsAction(state: FormState, form: FormData): Promise<FormState> {
  if (form.get("intent") === "preview") return preview(state, form);
  return shown(set, state, form);
}

export async function openPublicationAction(state: FormState, form: FormData): Promise<FormState> {
  return shown(open, state, form);
}

export async function closePublicationAction(state: FormState, form: FormData): Promise<FormState> {
  return shown(close, state, form);
}

async function shown(run: Run, state: FormState, form: FormData): Promise<FormState> {
  const next = await run(state, form);
  revalidatePath("/", "layout");
  return next;
}
