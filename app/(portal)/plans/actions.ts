"use server";
import { redirect } from "next/navigation";
import { openPlan } from "@/lib/accounts/commands";
import { openPlanInput } from "@/lib/accounts/schema";
import { IDLE } from "@/lib/form-state";
import { paths } from "@/lib/paths";
import { wayOn } from "@/lib/plan-link";
import { formAction } from "@/lib/web/form-action";

/** 打开 a plan; one that is gone or out of reach leads back to the list. */
export async function openPlanAction(form: FormData): Promise<void> {
  const way = wayOn.parse(form.get("next"));
  const open = formAction(openPlanInput, openPlan, async () => redirect(way));
  await open(IDLE, form);
  redirect(paths.plans());
}
