"use server";
import { redirect } from "next/navigation";
import { removeDemonstration } from "@/lib/demonstration/removal";
import { removeDemonstrationInput } from "@/lib/demonstration/schema";
import type { FormState } from "@/lib/form-state";
import { paths } from "@/lib/paths";
import { formAction } from "@/lib/web/form-action";

const remove = formAction(removeDemonstrationInput, removeDemonstration, async () =>
  redirect(paths.overview()),
);

export async function removeDemonstrationAction(
  state: FormState,
  form: FormData,
): Promise<FormState> {
  return remove(state, form);
}
