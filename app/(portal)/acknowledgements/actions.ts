"use server";
import { revalidatePath } from "next/cache";
import { acknowledge, answerObjection, raiseObjection } from "@/lib/acknowledgements/commands";
import {
  acknowledgeInput,
  answerObjectionInput,
  raiseObjectionInput,
} from "@/lib/acknowledgements/schema";
import type { FormState } from "@/lib/form-state";
import { formAction } from "@/lib/web/form-action";

const acknowledgeAll = formAction(acknowledgeInput, acknowledge);
const raise = formAction(raiseObjectionInput, raiseObjection);
const answer = formAction(answerObjectionInput, answerObjection);

export async function acknowledgeAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await acknowledgeAll(state, form);
  revalidatePath("/", "layout");
  return next;
}

export async function raiseObjectionAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await raise(state, form);
  revalidatePath("/", "layout");
  return next;
}

export async function answerObjectionAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await answer(state, form);
  revalidatePath("/", "layout");
  return next;
}
