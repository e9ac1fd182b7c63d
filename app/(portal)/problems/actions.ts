"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { openProblemFilter } from "@/lib/dashboards/schema";
import type { FormState } from "@/lib/form-state";
import { paths } from "@/lib/paths";
import { nameProblemOwner, settleProblem } from "@/lib/problems/commands";
import { nameProblemOwnerInput, problemFilter, settleProblemInput } from "@/lib/problems/schema";
import { formAction } from "@/lib/web/form-action";

const settle = formAction(settleProblemInput, settleProblem);
const nameOwner = formAction(nameProblemOwnerInput, nameProblemOwner);

export async function settleProblemAction(state: FormState, form: FormData): Promise<FormState> {
  return backToList(await settle(state, form), form, "settled");
}

export async function nameProblemOwnerAction(state: FormState, form: FormData): Promise<FormState> {
  return backToList(await nameOwner(state, form), form, "named");
}

function backToList(answer: FormState, form: FormData, done: string): FormState {
  if (answer.status !== "done") return answer;
  revalidatePath("/", "layout");
  const sent = Object.fromEntries(form);
  const { problem } = problemFilter.parse(sent);
  redirect(paths.problems({ ...openProblemFilter.parse(sent), problem, done }));
}
