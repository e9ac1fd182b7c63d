"use server";
import { revalidatePath } from "next/cache";
import { removeHoliday, setHolidays } from "@/lib/calendar/commands";
import { removeHolidayInput, setHolidaysInput } from "@/lib/calendar/schema";
import type { FormState } from "@/lib/form-state";
import { paths } from "@/lib/paths";
import { formAction } from "@/lib/web/form-action";

const set = formAction(setHolidaysInput, setHolidays);
const remove = formAction(removeHolidayInput, removeHoliday);

export async function setHolidaysAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await set(state, form);
  revalidatePath(paths.calendar());
  return next;
}

export async function removeHolidayAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await remove(state, form);
  // Refused or not, the table may have moved on.
  revalidatePath(paths.calendar());
  return next;
}
