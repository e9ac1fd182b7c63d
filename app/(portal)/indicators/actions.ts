"use server";
import { revalidatePath } from "next/cache";
import type { FormState } from "@/lib/form-state";
import { confirmIndicators } from "@/lib/indicators/bulk";
import { addIndicator, rejectIndicator, setIndicator } from "@/lib/indicators/commands";
import {
  addIndicatorInput,
  confirmIndicatorsInput,
  rejectIndicatorInput,
  setIndicatorInput,
} from "@/lib/indicators/schema";
import { businessNow } from "@/lib/platform/clock";
import { formAction } from "@/lib/web/form-action";

const set = formAction(setIndicatorInput, setIndicator, refresh);
const confirmMany = formAction(confirmIndicatorsInput, confirmIndicators, async ({ confirmed }) => {
  const message = `已确认 ${confirmed} 条指标。`;
  return { status: "done", at: businessNow().toISOString(), message };
});
const add = formAction(addIndicatorInput, addIndicator, refresh);
const reject = formAction(rejectIndicatorInput, rejectIndicator, refresh);

export async function setIndicatorAction(previous: FormState, form: FormData) {
  return set(previous, form);
}

/** Refused or not, whoever was overtaken sees how the indicators stand now. */
export async function confirmIndicatorsAction(previous: FormState, form: FormData) {
  const next = await confirmMany(previous, form);
  refresh();
  return next;
}

export async function addIndicatorAction(previous: FormState, form: FormData) {
  return add(previous, form);
}

export async function rejectIndicatorAction(previous: FormState, form: FormData) {
  return reject(previous, form);
}

function refresh(): undefined {
  revalidatePath("/", "layout");
}
