"use server";
import { redirect } from "next/navigation";
import { secondFactorInput } from "@/lib/accounts/schema";
import { enrolSecondFactor, enterSecondFactor } from "@/lib/accounts/second-factor";
import type { FormState } from "@/lib/form-state";
import { paths } from "@/lib/paths";
import { businessNow } from "@/lib/platform/clock";
import { findAnyActor } from "@/lib/web/actor";
import { formAction } from "@/lib/web/form-action";

const options = { secret: ["code"], who: findAnyActor };
const enter = formAction(
  secondFactorInput,
  enterSecondFactor,
  async () => redirect(paths.overview()),
  options,
);
const enrol = formAction(secondFactorInput, enrolSecondFactor, shown, options);

export async function enterSecondFactorAction(
  state: FormState,
  form: FormData,
): Promise<FormState> {
  return enter(state, form);
}

export async function enrolSecondFactorAction(
  state: FormState,
  form: FormData,
): Promise<FormState> {
  return enrol(state, form);
}

async function shown(codes: string[]): Promise<FormState> {
  return { status: "done", at: businessNow().toISOString(), result: { codes: codes.join(" ") } };
}
