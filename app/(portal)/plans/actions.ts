"use server";
import { redirect } from "next/navigation";
import { openPlan } from "@/lib/accounts/commands";
import { openPlanInput } from "@/lib/accounts/schema";
import { IDLE } from "@/lib/form-state";
import { paths } from "@/lib/paths";
import { formAction } from "@/lib/web/form-action";

const open = formAction(openPlanInput, openPlan, async () => redirect(paths.overview()));

/** 打开 a plan; one that is gone or out of reach leads back to the list. */
export async function openPlanAction(form: FormData): Promise<void> {
  await open(IDLE, form);
  redirect(paths.plans());
}
