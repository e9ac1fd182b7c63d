"use server";
import { revalidatePath } from "next/cache";
import type { FormState } from "@/lib/form-state";
import { addIndicator, rejectIndicator, setIndicator } from "@/lib/indicators/commands";
import {
  addIndicatorInput,
  rejectIndicatorInput,
  setIndicatorInput,
} from "@/lib/indicators/schema";
import { formAction } from "@/lib/web/form-action";

const set = formAction(setIndicatorInput, setIndicator, refresh);
const add = formAction(addIndicatorInput, addIndicator, refresh);
const reject = formAction(rejectIndicatorInput, rejectIndicator, refresh);

export async function setIndicatorAction(previous: FormState, form: FormData) {
  return set(previous, form);
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
