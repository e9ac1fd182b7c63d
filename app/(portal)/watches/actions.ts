"use server";
import { revalidatePath } from "next/cache";
import type { FormState } from "@/lib/form-state";
import { makeReadMark } from "@/lib/read-marks/commands";
import { makeReadMarkInput } from "@/lib/read-marks/schema";
import { keepWatch } from "@/lib/watches/commands";
import { keepWatchInput } from "@/lib/watches/schema";
import { formAction } from "@/lib/web/form-action";

const keep = formAction(keepWatchInput, keepWatch, refresh);
const mark = formAction(makeReadMarkInput, makeReadMark, refresh);

export async function keepWatchAction(state: FormState, form: FormData): Promise<FormState> {
  return keep(state, form);
}

export async function makeReadMarkAction(state: FormState, form: FormData): Promise<FormState> {
  return mark(state, form);
}

function refresh(): undefined {
  revalidatePath("/", "layout");
}
