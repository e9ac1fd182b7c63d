"use server";
import { revalidatePath } from "next/cache";
import type { FormState } from "@/lib/form-state";
import { releaseReport, withdrawRelease } from "@/lib/publications/commands";
import { releaseReportInput, withdrawReleaseInput } from "@/lib/publications/schema";
import { formAction } from "@/lib/web/form-action";

const release = formAction(releaseReportInput, releaseReport, refresh);
const withdraw = formAction(withdrawReleaseInput, withdrawRelease, refresh);

export async function releaseReportAction(previous: FormState, form: FormData) {
  return release(previous, form);
}

export async function withdrawReleaseAction(previous: FormState, form: FormData) {
  return withdraw(previous, form);
}

function refresh(): undefined {
  revalidatePath("/", "layout");
}
